package io.github.bedrockfinetuning.preparing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.run.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Checks a bucket policy for the two Deny statements that require TLS 1.2 or later. A statement counts only if it is
 * simple: it applies to every principal and every action, and has a single condition.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html">Condition keys of
 *     S3</a>
 */
public final class TlsPolicy {
    private static final BigDecimal LOWEST = new BigDecimal("1.2");
    private static final Set<String> FALSE = Set.of("Bool", "BoolIfExists");
    private static final Set<String> BELOW = Set.of("NumericLessThan", "NumericLessThanIfExists");

    private TlsPolicy() {}

    /**
     * Checks a policy.
     *
     * @param policy the policy; null if there is none
     * @return descriptions of the requests that the policy does not deny; empty if it denies all of them
     */
    public static List<String> letsThrough(String bucket, @Nullable String policy) {
        List<JsonNode> statements =
                policy == null ? List.of() : items(Json.read(policy).path("Statement"));
        List<String> through = new ArrayList<>();
        if (!denied(statements, bucket, condition(FALSE, "aws:SecureTransport", "false"::equalsIgnoreCase))) {
            through.add("without TLS");
        }
        if (!denied(statements, bucket, condition(BELOW, "s3:TlsVersion", TlsPolicy::atLeastLowest))) {
            through.add("with TLS below 1.2");
        }
        return through;
    }

    private static boolean denied(List<JsonNode> statements, String bucket, Predicate<JsonNode> condition) {
        List<JsonNode> denials = statements.stream()
                .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                .filter(statement -> everybody(statement.path("Principal")))
                .filter(statement -> texts(statement.path("Action"))
                        .anyMatch(action -> action.equals("*") || action.equalsIgnoreCase("s3:*")))
                .filter(statement -> condition.test(statement.path("Condition")))
                .toList();
        return Stream.of(bucket, bucket + "/*")
                .allMatch(resource -> denials.stream()
                        .flatMap(statement -> texts(statement.path("Resource")))
                        .anyMatch(pattern -> reaches(pattern, resource)));
    }

    private static boolean everybody(JsonNode principal) {
        return texts(principal.isObject() ? principal.path("AWS") : principal).anyMatch("*"::equals);
    }

    private static boolean reaches(String pattern, String resource) {
        String name = pattern.replaceFirst("^arn:[^:]*:s3:::", "");
        return resource.matches(
                Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /**
     * Requires a single condition operator with a single condition key, because additional operators or keys would
     * restrict the denial.
     */
    private static Predicate<JsonNode> condition(Set<String> operators, String key, Predicate<String> value) {
        return condition -> {
            if (condition.size() != 1) {
                return false;
            }
            Map.Entry<String, JsonNode> operator =
                    condition.properties().iterator().next();
            if (!operators.contains(operator.getKey()) || operator.getValue().size() != 1) {
                return false;
            }
            Map.Entry<String, JsonNode> only =
                    operator.getValue().properties().iterator().next();
            return only.getKey().equalsIgnoreCase(key) && texts(only.getValue()).anyMatch(value);
        };
    }

    private static boolean atLeastLowest(String version) {
        return version.matches("\\d{1,3}(\\.\\d{1,3})?") && new BigDecimal(version).compareTo(LOWEST) >= 0;
    }

    private static Stream<String> texts(JsonNode value) {
        return items(value).stream().map(JsonNode::asText);
    }

    /** Reads a value that can be a single value or a list. */
    private static List<JsonNode> items(JsonNode value) {
        if (value.isMissingNode()) {
            return List.of();
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).toList()
                : List.of(value);
    }
}
