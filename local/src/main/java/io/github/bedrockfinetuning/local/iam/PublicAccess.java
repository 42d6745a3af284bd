package io.github.bedrockfinetuning.local.iam;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Determines whether S3 Block Public Access considers a policy public. A policy is public if it grants access to
 * everyone without fixed values for a condition key that identifies the caller.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *     meaning of "public"</a>
 */
final class PublicAccess {
    private static final Set<String> FIXED_BY_VALUE = Set.of(
            "aws:principalorgid",
            "aws:principalaccount",
            "aws:sourcevpce",
            "aws:sourcevpc",
            "aws:sourceaccount",
            "aws:sourceowner",
            "aws:userid");
    private static final Set<String> FIXED_BY_ARN =
            Set.of("aws:principalarn", "aws:sourcearn", "aws:sourcevpcarn", "s3:dataaccesspointarn");
    private static final int WIDEST_RANGE = 8;
    private static final int WIDEST_RANGE_IPV6 = 32;
    private static final int IPV4_BYTES = 4;

    private PublicAccess() {}

    static boolean isPublic(Statement statement) {
        if (!statement.allows()) {
            return false;
        }
        return statement.excludesPrincipals()
                || statement.namesEverybody() && statement.conditions().stream().noneMatch(PublicAccess::limits);
    }

    private static boolean limits(Condition condition) {
        String key = condition.key().toLowerCase(Locale.ROOT);
        return switch (condition.operator()) {
            case "StringEquals", "StringEqualsIgnoreCase", "ForAnyValue:StringEquals" ->
                FIXED_BY_VALUE.contains(key) && all(condition, value -> true);
            case "StringLike" -> FIXED_BY_VALUE.contains(key) && all(condition, PublicAccess::isFixed);
            case "ArnEquals", "ArnLike" -> FIXED_BY_ARN.contains(key) && all(condition, PublicAccess::accountIsFixed);
            case "Bool" -> key.equals("aws:principalisawsservice") && all(condition, "true"::equalsIgnoreCase);
            case "IpAddress" -> key.equals("aws:sourceip") && all(condition, PublicAccess::isNarrow);
            default -> false;
        };
    }

    private static boolean all(Condition condition, Predicate<String> test) {
        List<String> values = condition.values();
        return !values.isEmpty() && values.stream().allMatch(test);
    }

    private static boolean isFixed(String value) {
        return value.indexOf('*') < 0 && value.indexOf('?') < 0;
    }

    private static boolean accountIsFixed(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 && !parts[4].isEmpty() && isFixed(parts[4]);
    }

    private static boolean isNarrow(String value) {
        AddressRange range = AddressRange.of(value);
        if (range == null) {
            return false;
        }
        return range.bits() >= (range.address().length == IPV4_BYTES ? WIDEST_RANGE : WIDEST_RANGE_IPV6);
    }
}
