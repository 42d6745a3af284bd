package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One event of an execution's history.
 *
 * @param id 1 for the first event
 * @param previousId the id of the event that led to this one; 0 for the first event
 * @param type the type in GetExecutionHistory, such as ExecutionStarted or TaskStateEntered
 * @param details the details that GetExecutionHistory returns for this type
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html">HistoryEvent</a>
 */
public record HistoryEvent(long id, long previousId, Instant timestamp, String type, ObjectNode details) {}
