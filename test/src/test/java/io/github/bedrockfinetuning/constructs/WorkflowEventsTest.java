package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;

/** Rules for the events of a workflow. */
class WorkflowEventsTest {
    private static final Synthesized STACK = Synthesized.stack("us-east-1", stack -> {
        FineTuningWorkflow workflow = FineTuningWorkflow.Builder.create(stack, "FineTuning")
                .network(NetworkProps.builder().build())
                .build();
        workflow.onRunEnded("All", new SqsQueue(new Queue(stack, "Ends")));
        workflow.onRunEnded(
                "Better",
                OnEventOptions.builder()
                        .target(new SnsTopic(new Topic(stack, "News")))
                        .description("Models that are better")
                        .eventPattern(EventPattern.builder()
                                .detail(Map.of("verdict", List.of("better")))
                                .build())
                        .build());
    });

    @Test
    void aRuleMatchesTheEventsOfItsWorkflowOnly() {
        JsonNode pattern = STACK.one("AWS::Events::Rule", "All").at("/Properties/EventPattern");
        assertThat(pattern.at("/source/0").asText()).isEqualTo("bedrock-fine-tuning");
        assertThat(pattern.at("/detail-type/0").asText()).isEqualTo("Fine-Tuning Run Ended");
        assertThat(pattern.at("/detail/workflow/0").asText()).matches("Test-[0-9a-f]{8}");
    }

    @Test
    void theOptionsSelectSomeOfTheEvents() {
        JsonNode rule = STACK.one("AWS::Events::Rule", "Better").path("Properties");
        assertThat(rule.at("/EventPattern/detail/verdict/0").asText()).isEqualTo("better");
        assertThat(rule.at("/EventPattern/detail/workflow")).hasSize(1);
        assertThat(rule.path("Description").asText()).isEqualTo("Models that are better");
        assertThat(rule.at("/Targets/0/Arn/Ref").asText()).startsWith("News");
    }

    @Test
    void onlyTheStepsThatEndRunsMaySendEventsOfTheSource() {
        for (String step : List.of("Tell", "CleanUpAfterEnd", "Sweep", "EndRuns")) {
            JsonNode statement = STACK.statement("FineTuning" + step + "Policy", "Events");
            assertThat(statement.path("Action").asText()).isEqualTo("events:PutEvents");
            assertThat(statement.path("Resource").toString()).contains(":event-bus/default");
            assertThat(statement
                            .at("/Condition/ForAllValues:StringEquals/events:source")
                            .asText())
                    .isEqualTo("bedrock-fine-tuning");
        }
        assertThat(STACK.all("AWS::IAM::ManagedPolicy").values().stream()
                        .filter(policy -> policy.toString().contains("events:PutEvents")))
                .hasSize(4);
        assertThat(STACK.all("AWS::Lambda::Function").values().stream()
                        .filter(function -> function.at("/Properties/Environment/Variables/EVENT_BUS_NAME")
                                .asText()
                                .equals("default")))
                .hasSize(4);
    }

    @Test
    void theNetworkHasAnEndpointForEventsOnlyIfRulesUseThem() {
        assertThat(STACK.one("AWS::EC2::VPCEndpoint", "EndpointsEvents").toString())
                .contains("events:PutEvents");
    }

    @Test
    void allEventsAreSentIfOtherAppsUseThem() {
        Synthesized template = Synthesized.stack(stack -> FineTuningWorkflow.Builder.create(stack, "FineTuning")
                .publishEvents(true)
                .build());
        for (String step : List.of("AskApproval", "Tell", "CleanUpAfterEnd", "Sweep", "EndRuns")) {
            assertThat(template.statement("FineTuning" + step + "Policy", "Events")
                            .path("Action")
                            .asText())
                    .as(step)
                    .isEqualTo("events:PutEvents");
        }
    }

    @Test
    void startsAndPromotionsNeedNoPermission() {
        Synthesized template = Synthesized.stack(stack -> {
            FineTuningWorkflow workflow = new FineTuningWorkflow(stack, "FineTuning");
            workflow.onRunStarted("Started", OnEventOptions.builder().build());
            workflow.onModelPromoted("Promoted", OnEventOptions.builder().build());
        });
        assertThat(template.template().toString()).doesNotContain("events:PutEvents", "EVENT_BUS_NAME");
    }

    @Test
    void withoutARuleNoStepMaySendEvents() {
        assertThat(Synthesized.workflow("us-east-1").template().toString())
                .doesNotContain("events:PutEvents", "EVENT_BUS_NAME");
    }
}
