package io.github.bedrockfinetuning.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.run.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Checks whether messages are waiting in the intake queue, which starts runs, or in a dead-letter queue. The counts are
 * approximate until one minute after the last message was sent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>
 */
final class QueueChecks {
    private static final Subject INTAKE = new Subject("intake-queue");
    private static final Subject DEAD_LETTERS = new Subject("dead-letter-queues");
    private static final List<QueueAttributeName> ASKED = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
            QueueAttributeName.REDRIVE_POLICY);

    private final AccountClients clients;
    private final WorkflowDescriptor workflow;
    private List<Held> queues;

    /** @param intake whether the queue is the intake queue; false for a dead-letter queue */
    private record Held(String name, boolean intake, int messages) {}

    QueueChecks(AccountClients clients, WorkflowDescriptor workflow) {
        this.clients = clients;
        this.workflow = workflow;
    }

    List<Check> checks() {
        return List.of(INTAKE.ask(this::intake), DEAD_LETTERS.ask(this::deadLetters));
    }

    private Check intake() {
        return filled(true)
                .map(found -> INTAKE.warn(
                        found + " These messages normally start runs within seconds.",
                        "Run this command again in a minute. If the messages remain, see the log of StartRun."))
                .orElseGet(() -> INTAKE.pass("empty"));
    }

    private Check deadLetters() {
        return filled(false)
                .map(found -> DEAD_LETTERS.fail(
                        found
                                + " These events were not processed: uploads that did not start a run, or cleanups that did "
                                + "not finish.",
                        "See the logs of the functions and fix the cause. Then redrive or purge the queue in the"
                                + " SQS console. You can also upload the dataset again."))
                .orElseGet(() -> DEAD_LETTERS.pass("empty"));
    }

    private Optional<String> filled(boolean intake) {
        List<String> filled = queues().stream()
                .filter(queue -> queue.intake() == intake && queue.messages() > 0)
                .map(queue -> queue.name() + " contains " + queue.messages()
                        + (queue.messages() == 1 ? " message." : " messages."))
                .toList();
        return filled.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", filled));
    }

    private List<Held> queues() {
        if (queues == null) {
            List<Held> held = new ArrayList<>();
            for (String url : workflow.queueUrls()) {
                Map<QueueAttributeName, String> told = clients.sqs()
                        .getQueueAttributes(r -> r.queueUrl(url).attributeNames(ASKED))
                        .attributes();
                int messages = told.entrySet().stream()
                        .filter(one -> one.getKey() != QueueAttributeName.REDRIVE_POLICY)
                        .mapToInt(one -> Integer.parseInt(one.getValue()))
                        .sum();
                held.add(new Held(url.substring(url.lastIndexOf('/') + 1), redrives(told), messages));
            }
            queues = held;
        }
        return queues;
    }

    private static boolean redrives(Map<QueueAttributeName, String> attributes) {
        String policy = attributes.get(QueueAttributeName.REDRIVE_POLICY);
        JsonNode read = policy == null ? Json.object() : Json.read(policy);
        return read.has("deadLetterTargetArn");
    }
}
