package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.events.Queue;
import java.util.List;

/** Reads the queues of a deployed stack. */
final class StackQueues {
    private StackQueues() {}

    /** Returns the messages in queues without a consumer. */
    static List<JsonNode> deadLetters(DeployedStack stack) {
        return stack.deployment().queues().values().stream()
                .filter(queue -> !stack.deployment().consumed().contains(queue))
                .flatMap(queue -> queue.waiting().stream())
                .map(Queue.Received::body)
                .toList();
    }

    /** Returns the number of messages in a queue, which is specified by its logical ID. */
    static int waiting(DeployedStack stack, String logicalId) {
        Blueprint blueprint = stack.blueprint();
        String arn = blueprint.names().arn(blueprint.template().resource(logicalId));
        return stack.deployment().queues().get(arn).waiting().size();
    }
}
