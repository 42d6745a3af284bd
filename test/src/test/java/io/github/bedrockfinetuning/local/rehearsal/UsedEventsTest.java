package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.local.states.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.sqs.Queue;

/** A stack whose own queue gets the ends of runs. */
class UsedEventsTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void synthesize() {
        App app = new App(AppProps.builder().outdir(folder.toString()).build());
        Stack stack = new Stack(
                app,
                "Tuning",
                StackProps.builder()
                        .env(Environment.builder().region("us-east-1").build())
                        .build());
        new FineTuningWorkflow(stack, "FineTuning").onRunEnded("Ended", new SqsQueue(new Queue(stack, "Ends")));
        app.synth();
    }

    @Test
    void theQueueGetsTheEndOfARun() throws Exception {
        try (DeployedStack stack = rejected()) {
            assertThat(stack.aws().authorizations().refused()).isEmpty();
            assertThat(ends(stack)).singleElement().satisfies(event -> {
                assertThat(event.at("/detail/status").asText()).isEqualTo("REJECTED");
                assertThat(event.at("/detail/dataset").asText()).isEqualTo("broken");
            });
        }
    }

    @Test
    void withoutItsStatementTheStepIsRefused() throws Exception {
        Path template = folder.resolve("Tuning.template.json");
        String before = Files.readString(template);
        try {
            Files.writeString(template, before.replace("events:PutEvents", "events:DescribeEventBus"));
            try (DeployedStack stack = rejected()) {
                assertThat(stack.aws().authorizations().refused().toString()).contains("events:PutEvents");
                assertThat(ends(stack)).isEmpty();
            }
        } finally {
            Files.writeString(template, before);
        }
    }

    private static DeployedStack rejected() throws IOException {
        DeployedStack stack = DeployedStack.deploy(Assembly.read(folder), "us-east-1", List.of(), Listener.NONE);
        stack.upload("inbox/broken.jsonl", "not json\n".getBytes(StandardCharsets.UTF_8));
        stack.settle();
        return stack;
    }

    private static List<JsonNode> ends(DeployedStack stack) {
        return StackQueues.deadLetters(stack).stream()
                .filter(message -> message.path("detail-type").asText().equals("Fine-Tuning Run Ended"))
                .toList();
    }
}
