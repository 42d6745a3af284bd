package io.github.bedrockfinetuning.local.aws.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A management event.
 *
 * @param role the name of the role that made the request
 * @param service the signing name of the service
 * @param error the error code; null if the request succeeded
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail
 *     record contents</a>
 */
public record TrailEvent(
        Instant time,
        String role,
        String service,
        String name,
        @Nullable String error) {
    /**
     * The services whose requests for objects and messages are logged as data events. The event history does not
     * contain data events.
     */
    private static final Set<String> DATA_ONLY = Set.of("s3", "sns", "sqs");

    boolean isOfHistory() {
        return !DATA_ONLY.contains(service);
    }

    String source() {
        return service + ".amazonaws.com";
    }

    boolean readOnly() {
        return name.matches("(Get|List|Describe|Lookup|Converse|Test).*");
    }

    /** @param number the position of the event in the history, from which the event ID is derived */
    ObjectNode view(int number, String region, String account) {
        String id = new UUID(time.toEpochMilli(), number).toString();
        ObjectNode record = Json.object().put("eventVersion", "1.11");
        ObjectNode identity = record.putObject("userIdentity");
        identity.put("type", "AssumedRole")
                .put("arn", "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + role)
                .put("accountId", account)
                .putObject("sessionContext")
                .putObject("sessionIssuer")
                .put("type", "Role")
                .put("arn", "arn:aws:iam::" + account + ":role/" + role)
                .put("accountId", account)
                .put("userName", role);
        record.put("eventTime", time.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("eventSource", source())
                .put("eventName", name)
                .put("awsRegion", region);
        if (error != null) {
            record.put("errorCode", error);
        }
        record.put("eventID", id)
                .put("readOnly", readOnly())
                .put("eventType", "AwsApiCall")
                .put("managementEvent", true)
                .put("recipientAccountId", account)
                .put("eventCategory", "Management");
        ObjectNode view = Json.object()
                .put("EventId", id)
                .put("EventName", name)
                .put("ReadOnly", Boolean.toString(readOnly()))
                .put("EventTime", time.toEpochMilli() / 1000)
                .put("EventSource", source())
                .put("Username", role)
                .put("CloudTrailEvent", record.toString());
        view.putArray("Resources");
        return view;
    }
}
