package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflowProps;
import io.github.bedrockfinetuning.local.states.Listener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/** Tests workflows in other apps that contain several workflows and other resources. */
class OtherAppsTest {
    @TempDir
    private static Path folder;

    private static Path app;

    @BeforeAll
    static void synthesize() {
        app = folder.resolve("cdk.out");
        App theirs = new App(AppProps.builder().outdir(app.toString()).build());
        StackProps west = StackProps.builder()
                .stackName("theirs-in-the-west")
                .env(Environment.builder().region("us-west-2").build())
                .build();
        Stack stack = new Stack(theirs, "Theirs", west);
        FineTuningWorkflowProps props = FineTuningWorkflowProps.builder()
                .baseModel("meta.llama3-1-8b-instruct-v1:0")
                .allowEndOfLifeModels(true)
                .build();
        new FineTuningWorkflow(stack, "One", props);
        new FineTuningWorkflow(stack, "Two", props);
        new CfnResource(
                stack,
                "Table",
                CfnResourceProps.builder().type("AWS::DynamoDB::Table").build());
        new CfnResource(
                stack,
                "Feed",
                CfnResourceProps.builder()
                        .type("AWS::Lambda::EventSourceMapping")
                        .properties(Map.of("BatchSize", 10, "FunctionName", "else"))
                        .build());
        new Stack(theirs, "Empty", west);
        theirs.synth();
    }

    @Test
    void aDatasetDroppedIntoOneWorkflowRunsThereAlone() throws Exception {
        Assembly one = Assembly.read(app, Optional.of("Theirs/One"));
        Assembly two = Assembly.read(app, Optional.of("Theirs/Two"));
        assertThat(one.region()).contains("us-west-2");
        assertThat(one.stackName()).isEqualTo("theirs-in-the-west");

        try (DeployedStack stack = DeployedStack.deploy(one, "us-west-2", List.of(), Listener.NONE);
                DeployedStack other = DeployedStack.deploy(two, "us-west-2", List.of(), Listener.NONE)) {
            assertThat(stack.datasets()).isNotEqualTo(other.datasets());
            stack.upload("inbox/broken.jsonl", "not json\n".getBytes(StandardCharsets.UTF_8));
            stack.settle();
            assertThat(stack.executions()).hasSize(1);
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            // The state machine of the other workflow in the same deployment was not started.
            assertThat(stack.aws().executions().list(other.stateMachineArn())).isEmpty();
        }
    }

    @Test
    void failsNamingTheWorkflowsThereAre() {
        assertThatThrownBy(() -> Assembly.read(app))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Theirs/One, Theirs/Two");
        assertThatThrownBy(() -> Assembly.read(app, Optional.of("Theirs/Three")))
                .hasMessageContaining("no workflow Theirs/Three")
                .hasMessageContaining("Theirs/One, Theirs/Two");
        assertThatThrownBy(() -> Assembly.read(folder)).hasMessageContaining("cdk synth");
    }
}
