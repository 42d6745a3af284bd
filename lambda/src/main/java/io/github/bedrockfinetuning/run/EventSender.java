package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.RunEvent;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Sends {@link RunEvent}s to the event bus, if the stack uses them. They contain IDs and names, never data.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventSender {
    private final Platform platform;

    public EventSender(Platform platform) {
        this.platform = platform;
    }

    /** Returns whether the stack uses the events that this function sends. */
    public boolean isUsed() {
        return platform.variable(EnvironmentVariables.EVENT_BUS_NAME).isPresent();
    }

    /**
     * Sends an event, or does nothing if the stack does not use events.
     *
     * @param dataset the name of the dataset; null if it is not known
     * @param detail the fields of this kind of event
     * @throws TransientFailure if EventBridge did not accept the event, which it reports in a successful response
     */
    public void send(RunEvent event, RunId run, @Nullable String dataset, ObjectNode detail) {
        if (!isUsed()) {
            return;
        }
        ObjectNode all = Json.object()
                .put(RunEvent.WORKFLOW, platform.require(EnvironmentVariables.FT_STACK))
                .put(RunEvent.RUN_ID, run.value());
        if (dataset != null) {
            all.put(RunEvent.DATASET, dataset);
        }
        all.setAll(detail);
        PutEventsResponse response = platform.aws()
                .eventBridge()
                .putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                        .eventBusName(platform.require(EnvironmentVariables.EVENT_BUS_NAME))
                        .source(RunEvent.SOURCE)
                        .detailType(event.detailType())
                        .detail(Json.text(all))
                        .build()));
        if (response.failedEntryCount() != null && response.failedEntryCount() > 0) {
            throw new TransientFailure("EventBridge did not accept the event \"" + event.detailType() + "\": "
                    + response.entries().get(0).errorCode() + ".");
        }
    }
}
