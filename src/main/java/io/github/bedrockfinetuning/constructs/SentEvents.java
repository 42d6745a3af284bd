package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Statements;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.RunEvent;
import io.github.bedrockfinetuning.contract.StepName;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;

/**
 * The events that the steps of a workflow send to the default event bus. A step sends an event only if it is used; until
 * then, it has neither the name of the bus nor the permission.
 */
final class SentEvents {
    private static final String BUS = "default";

    private final Stack stack;
    private final Function<StepName, StepFunction> steps;
    private final Set<RunEvent> used = EnumSet.noneOf(RunEvent.class);

    SentEvents(Stack stack, Function<StepName, StepFunction> steps) {
        this.stack = stack;
        this.steps = steps;
    }

    /** Configures the steps to send an event. */
    void use(RunEvent event) {
        if (used.add(event)) {
            event.senders().forEach(step -> send(steps.apply(step), event));
        }
    }

    /**
     * Allows a step to send an event. The condition keys are multivalued, because a request can contain several events.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html">PutEvents
     *     and its condition keys, of type ArrayOfString</a>
     */
    private void send(StepFunction step, RunEvent event) {
        step.getFunction().addEnvironment(EnvironmentVariables.EVENT_BUS_NAME, BUS);
        step.allow(Statements.allow(
                "Events",
                List.of("events:PutEvents"),
                List.of(stack.formatArn(ArnComponents.builder()
                        .service("events")
                        .resource("event-bus")
                        .resourceName(BUS)
                        .build())),
                Map.of(
                        "ForAllValues:StringEquals",
                        Map.of("events:source", RunEvent.SOURCE, "events:detail-type", event.detailType()))));
    }
}
