package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.local.account.AccountClients;
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
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.model.ParameterType;

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
        FineTuningWorkflow workflow = new FineTuningWorkflow(stack, "FineTuning");
        SqsQueue queue = new SqsQueue(new Queue(stack, "Ends"));
        OnEventOptions options = OnEventOptions.builder().target(queue).build();
        workflow.onRunEnded("Ended", queue);
        workflow.onRunStarted("Started", options);
        workflow.onModelPromoted("Promoted", options);
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
    void theQueueGetsTheStartOfARun() throws Exception {
        try (DeployedStack stack = rejected()) {
            assertThat(events(stack, "Step Functions Execution Status Change"))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.at("/detail/status").asText()).isEqualTo("RUNNING");
                        assertThat(event.at("/detail/name").asText())
                                .isEqualTo(stack.executions().get(0).name());
                    });
        }
    }

    @Test
    void theQueueGetsEveryPromotionOfTheWorkflow() throws Exception {
        try (DeployedStack stack = DeployedStack.deploy(Assembly.read(folder), "us-east-1", List.of(), Listener.NONE)) {
            String path = stack.descriptor().promotedPath();
            AccountClients user = new AccountClients((builder, same) -> {
                same.region(Region.US_EAST_1);
                same.endpointOverride(stack.aws().endpoint());
                same.credentialsProvider(stack.aws().credentials("user"));
            });
            for (String name : List.of(path + "/tickets", path + "/tickets", path + "-other/tickets")) {
                user.aws()
                        .ssm()
                        .putParameter(r -> r.name(name)
                                .type(ParameterType.STRING)
                                .value("{}")
                                .overwrite(true));
            }
            stack.settle();
            assertThat(events(stack, "Parameter Store Change"))
                    .extracting(
                            event -> event.at("/detail/name").asText(),
                            event -> event.at("/detail/operation").asText())
                    .containsExactly(tuple(path + "/tickets", "Create"), tuple(path + "/tickets", "Update"));
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
        return events(stack, "Fine-Tuning Run Ended");
    }

    private static List<JsonNode> events(DeployedStack stack, String type) {
        return StackQueues.deadLetters(stack).stream()
                .filter(message -> message.path("detail-type").asText().equals(type))
                .toList();
    }
}
