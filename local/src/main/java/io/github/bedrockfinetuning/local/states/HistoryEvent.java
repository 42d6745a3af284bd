package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An event in the history of an execution.
 *
 * @param id the ID of the event, starting at 1
 * @param previousId the ID of the preceding event; 0 for the first event
 * @param type the type in GetExecutionHistory responses, such as ExecutionStarted or TaskStateEntered
 * @param details the details in GetExecutionHistory responses for this type
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">HistoryEvent</a>
 */
public record HistoryEvent(long id, long previousId, Instant timestamp, String type, ObjectNode details) {}
