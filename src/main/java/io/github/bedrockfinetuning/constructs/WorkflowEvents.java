package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Statements;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.RunEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.constructs.Construct;

/**
 * The events of a workflow on the default event bus. A step sends an event only if a rule uses it; until then, it has
 * neither the name of the bus nor the permission.
 */
final class WorkflowEvents {
    private static final String BUS = "default";

    private final FineTuningWorkflow workflow;
    private final Set<RunEvent> used = EnumSet.noneOf(RunEvent.class);

    WorkflowEvents(FineTuningWorkflow workflow) {
        this.workflow = workflow;
    }

    Rule on(RunEvent event, String id, OnEventOptions options) {
        if (used.add(event)) {
            event.senders().forEach(step -> send(workflow.getStep(step), event));
        }
        Construct scope = options.getCrossStackScope() == null ? workflow : options.getCrossStackScope();
        Rule rule = Rule.Builder.create(scope, id)
                .ruleName(options.getRuleName())
                .description(options.getDescription())
                .eventPattern(options.getEventPattern())
                .build();
        rule.addEventPattern(EventPattern.builder()
                .source(List.of(RunEvent.SOURCE))
                .detailType(List.of(event.detailType()))
                .detail(Map.of(RunEvent.WORKFLOW, List.of(workflow.getTag())))
                .build());
        if (options.getTarget() != null) {
            rule.addTarget(options.getTarget());
        }
        return rule;
    }

    /**
     * Allows a step to send an event. The condition has no effect if EventBridge does not set its key for {@code
     * PutEvents}. The linked page does not specify this for any single action.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html">Conditions in
     *     EventBridge policies</a>
     */
    private void send(StepFunction step, RunEvent event) {
        step.getFunction().addEnvironment(EnvironmentVariables.EVENT_BUS_NAME, BUS);
        step.allow(Statements.allow(
                "Events",
                List.of("events:PutEvents"),
                List.of(Stack.of(workflow)
                        .formatArn(ArnComponents.builder()
                                .service("events")
                                .resource("event-bus")
                                .resourceName(BUS)
                                .build())),
                Map.of(
                        "ForAllValues:StringEquals",
                        Map.of("events:source", RunEvent.SOURCE, "events:detail-type", event.detailType()))));
    }
}
