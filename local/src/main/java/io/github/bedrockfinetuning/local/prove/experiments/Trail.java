package io.github.bedrockfinetuning.local.prove.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.run.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * Reads the CloudTrail events of the workflow roles since the start of the experiments, and finds denied requests.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">LookupEvents</a>
 */
public final class Trail implements Experiment {
    /** The maximum time until CloudTrail delivers events. */
    private static final Duration DELIVERY = Duration.ofMinutes(16);
    /** The interval between requests. LookupEvents allows two requests per second. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final int MOST_PAGES = 200;
    private static final List<String> SOURCES =
            List.of("bedrock.amazonaws.com", "kms.amazonaws.com", "states.amazonaws.com");

    private boolean complete;
    private int events;

    @Override
    public Finding run(Bench bench) throws InterruptedException {
        if (bench.runOf(Question.REJECTED_FILE).isEmpty()
                && bench.runOf(Question.WHOLE_RUN).isEmpty()) {
            return Finding.notTried("No run was started, so CloudTrail contains no requests from a run.");
        }
        Instant until = bench.now();
        Set<String> roles = roles(bench.account());
        bench.platform().sleep().sleep(DELIVERY);
        Set<String> refusals = new TreeSet<>();
        complete = true;
        events = 0;
        for (String source : SOURCES) {
            read(bench, source, until, roles, refusals);
        }
        bench.recorder().fact("LookupEvents", "denied requests from the workflow roles", String.join(", ", refusals));
        String scope =
                events + " events of the workflow roles" + (complete ? "" : " among the newest events that were read");
        return Finding.of(
                refusals.isEmpty(),
                scope + (refusals.isEmpty() ? ", none refused." : "; refused: " + String.join(", ", refusals) + "."));
    }

    private static Set<String> roles(Account account) {
        return account.resources().stream()
                .filter(resource -> resource.resourceType().equals("AWS::IAM::Role"))
                .map(StackResourceSummary::physicalResourceId)
                .collect(Collectors.toSet());
    }

    private void read(Bench bench, String source, Instant until, Set<String> roles, Set<String> refusals)
            throws InterruptedException {
        bench.recorder().about(source);
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String next = token;
            LookupEventsResponse answer = bench.account()
                    .cloudTrail()
                    .lookupEvents(r -> r.lookupAttributes(LookupAttribute.builder()
                                    .attributeKey(LookupAttributeKey.EVENT_SOURCE)
                                    .attributeValue(source)
                                    .build())
                            .startTime(bench.started())
                            .endTime(until)
                            .nextToken(next));
            answer.events().forEach(event -> look(event, roles, refusals));
            bench.platform().sleep().sleep(PACE);
            token = answer.nextToken();
            if (token == null) {
                return;
            }
        }
        complete = false;
    }

    private void look(Event event, Set<String> roles, Set<String> refusals) {
        JsonNode record = Json.read(event.cloudTrailEvent());
        String role =
                record.at("/userIdentity/sessionContext/sessionIssuer/userName").asText();
        if (!roles.contains(role)) {
            return;
        }
        events++;
        String error = record.path("errorCode").asText("");
        if (isRefusal(error)) {
            String service = event.eventSource().replace(".amazonaws.com", "");
            refusals.add(service + ":" + event.eventName() + " " + error);
        }
    }

    /** Returns whether an error indicates missing permissions or a key that cannot be used. */
    private static boolean isRefusal(String error) {
        return error.contains("AccessDenied")
                || error.contains("Unauthorized")
                || error.startsWith("KMS")
                || error.equals("DisabledException");
    }
}
