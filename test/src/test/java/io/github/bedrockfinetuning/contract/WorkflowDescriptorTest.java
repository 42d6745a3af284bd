package io.github.bedrockfinetuning.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.contract.WorkflowDescriptor.Identity;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor.Storage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The format of workflow descriptors. */
class WorkflowDescriptorTest {
    /** As Jackson would not write it: the notation of a number decides the IDs of runs. */
    private static final String DEFAULTS = "{\"spendingCeiling\":100.00,\"x\":[1.0E-5, {\"defaults\":null}]}";

    private static final WorkflowDescriptor DESCRIPTOR = new WorkflowDescriptor(
            new Identity("Analytics-0a1b2c3d", "Prod/Analytics/\"Routing\"", "Analytics", "us-east-1", "111122223333"),
            "arn:aws:states:us-east-1:111122223333:stateMachine:Routing",
            "arn:aws:sns:us-east-1:111122223333:Routing",
            new Storage("datasets", "results", "arn:data", "arn:results", "arn:models", "arn:logs", "arn:data"),
            "/fine-tuning/Analytics-0a1b2c3d",
            Map.of("StartRun", "Analytics-StartRun"),
            List.of("https://sqs.us-east-1.amazonaws.com/111122223333/Intake"),
            DEFAULTS);

    @Test
    void aDescriptorIsReadAsItWasWritten() {
        assertThat(WorkflowDescriptor.read(DESCRIPTOR.toJson())).isEqualTo(DESCRIPTOR);
        assertThat(WorkflowDescriptor.read(DESCRIPTOR.toJson()).defaults()).isEqualTo(DEFAULTS);
    }

    @Test
    void membersThatALaterReleaseAddsAreIgnored() {
        assertThat(WorkflowDescriptor.read(
                        DESCRIPTOR.toJson().replace("{\"version\"", "{\"added\":{\"defaults\":1},\"version\"")))
                .isEqualTo(DESCRIPTOR);
    }

    @Test
    void rejectsAnotherVersionAndIncompleteDescriptors() {
        assertThatThrownBy(() -> WorkflowDescriptor.read(DESCRIPTOR.toJson().replace("\"version\":1", "\"version\":2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format version 2", "reads version 1");
        assertThatThrownBy(() -> WorkflowDescriptor.read(DESCRIPTOR.toJson().replace("\"topicArn\"", "\"topic\"")))
                .hasMessageContaining("does not contain topicArn");
        assertThatThrownBy(
                        () -> WorkflowDescriptor.read(DESCRIPTOR.toJson().replace("\"defaults\":{\"s", "\"d\":{\"s")))
                .hasMessageContaining("no defaults");
        assertThatThrownBy(() -> WorkflowDescriptor.read("Routing")).hasMessageContaining("not JSON");
    }
}
