package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.contract.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.constructs.Construct;

/**
 * The rules for events of a workflow on the default event bus. The workflow sends some of the events itself. AWS
 * services send the others, on a best effort basis.
 */
final class WorkflowEvents {
    private final Construct workflow;
    private final String tag;
    private final String stateMachineArn;
    private final String promotedPath;
    private final Consumer<RunEvent> use;

    /** @param use makes the workflow send an event */
    WorkflowEvents(
            Construct workflow, String tag, String stateMachineArn, String promotedPath, Consumer<RunEvent> use) {
        this.workflow = workflow;
        this.tag = tag;
        this.stateMachineArn = stateMachineArn;
        this.promotedPath = promotedPath;
        this.use = use;
    }

    /** Defines a rule that matches an event that the workflow sends. */
    Rule on(RunEvent event, String id, OnEventOptions options) {
        use.accept(event);
        return rule(id, options, RunEvent.SOURCE, event.detailType(), Map.of(RunEvent.WORKFLOW, List.of(tag)));
    }

    /**
     * Defines a rule that matches runs that start.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Events of Step
     *     Functions</a>
     */
    Rule onStarted(String id, OnEventOptions options) {
        return rule(
                id,
                options,
                "aws.states",
                "Step Functions Execution Status Change",
                Map.of("stateMachineArn", List.of(stateMachineArn), "status", List.of("RUNNING")));
    }

    /**
     * Defines a rule that matches changes of the names of promoted models.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-cwe.html">Events of
     *     Parameter Store</a>
     */
    Rule onPromoted(String id, OnEventOptions options) {
        return rule(
                id,
                options,
                "aws.ssm",
                "Parameter Store Change",
                Map.of(
                        "name", List.of(Map.of("prefix", promotedPath + "/")),
                        "operation", List.of("Create", "Update")));
    }

    private Rule rule(String id, OnEventOptions options, String source, String detailType, Map<String, ?> detail) {
        Construct scope = options.getCrossStackScope() == null ? workflow : options.getCrossStackScope();
        Rule rule = Rule.Builder.create(scope, id)
                .ruleName(options.getRuleName())
                .description(options.getDescription())
                .eventPattern(options.getEventPattern())
                .build();
        rule.addEventPattern(EventPattern.builder()
                .source(List.of(source))
                .detailType(List.of(detailType))
                .detail(detail)
                .build());
        if (options.getTarget() != null) {
            rule.addTarget(options.getTarget());
        }
        return rule;
    }
}
