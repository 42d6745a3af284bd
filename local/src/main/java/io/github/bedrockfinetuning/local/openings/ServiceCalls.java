package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the service calls of state machines and schedules. If the parameters of a call are known only at runtime, the
 * call can grant access to everything that its role can change. Therefore, all calls except harmless ones are reported
 * as unread.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html">Integrating services with
 *     Step Functions</a>
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html">Universal
 *     targets in EventBridge Scheduler</a>
 */
final class ServiceCalls {
    private static final Pattern CALL =
            Pattern.compile("arn:[a-z-]+:(?:states|scheduler):::([A-Za-z0-9:_-]+?)(?:\\..*)?");
    private static final String HTTP = "http:invoke";
    private static final Set<String> HARMLESS = Set.of("lambda:invoke", "s3:getObject", "s3:listObjectsV2");

    private ServiceCalls() {}

    static void read(StackResource at, String path, JsonNode node, Findings findings) {
        node.forEach(child -> read(at, path, child, findings));
        Matcher call = CALL.matcher(node.asText());
        if (!call.matches() || HARMLESS.contains(call.group(1))) {
            return;
        }
        if (call.group(1).equals(HTTP)) {
            findings.opening(at, path, "the address of an HTTP task", "receives data", "Remove the task http:invoke.");
        } else {
            findings.unread(at, path + ": the effect of the call " + node.asText() + " is unknown");
        }
    }
}
