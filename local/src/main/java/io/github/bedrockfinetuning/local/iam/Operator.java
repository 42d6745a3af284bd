package io.github.bedrockfinetuning.local.iam;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * A condition operator. It compares values of the request with values of the condition.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
final class Operator {
    /** The result of a comparison, which is INVALID if a value has the wrong type for the operator. */
    enum Result {
        YES,
        NO,
        INVALID;

        static Result of(boolean holds) {
            return holds ? YES : NO;
        }
    }

    /** Compares a value in the request with a value in the policy. */
    interface Relation {
        Result compare(String value, PolicyValue policy, AuthorizationRequest request);
    }

    private static final Map<String, Operator> ALL = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        pair("StringEquals", "StringNotEquals", (v, p, r) -> text(p.exact(), v, r, false));
        pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", (v, p, r) -> text(p.exact(), v, r, true));
        pair("StringLike", "StringNotLike", (v, p, r) -> text(p.wild(), v, r, false));
        pair("ArnEquals", "ArnNotEquals", Operator::arn);
        pair("ArnLike", "ArnNotLike", Operator::arn);
        pair("NumericEquals", "NumericNotEquals", number(sign -> sign == 0));
        add("NumericLessThan", false, number(sign -> sign < 0));
        add("NumericLessThanEquals", false, number(sign -> sign <= 0));
        add("NumericGreaterThan", false, number(sign -> sign > 0));
        add("NumericGreaterThanEquals", false, number(sign -> sign >= 0));
        pair("DateEquals", "DateNotEquals", date(sign -> sign == 0));
        add("DateLessThan", false, date(sign -> sign < 0));
        add("DateLessThanEquals", false, date(sign -> sign <= 0));
        add("DateGreaterThan", false, date(sign -> sign > 0));
        add("DateGreaterThanEquals", false, date(sign -> sign >= 0));
        add("Bool", false, Operator::bool);
        add("BinaryEquals", false, Operator::binary);
        pair("IpAddress", "NotIpAddress", Operator::address);
        add("Null", false, (v, p, r) -> Result.NO);
    }

    private final String name;
    private final boolean negated;
    private final Relation comparison;

    private Operator(String name, boolean negated, Relation comparison) {
        this.name = name;
        this.negated = negated;
        this.comparison = comparison;
    }

    /**
     * Returns the operator with the specified name.
     *
     * @throws IllegalArgumentException if the operator does not exist in IAM
     */
    static Operator named(String name) {
        Operator operator = ALL.get(name);
        if (operator == null) {
            throw new IllegalArgumentException("\"" + name + "\" is not a condition operator. Operators: "
                    + String.join(", ", ALL.keySet()) + ".");
        }
        return operator;
    }

    boolean isNull() {
        return name.equals("Null");
    }

    boolean isNegated() {
        return negated;
    }

    /**
     * Returns whether a value satisfies the operator for at least one value in the policy. For a negated operator,
     * returns whether it satisfies it for no value.
     */
    boolean holds(String value, List<PolicyValue> policy, AuthorizationRequest request) {
        boolean any = false;
        for (PolicyValue one : policy) {
            Result outcome = comparison.compare(value, one, request);
            if (negated && outcome != Result.NO) {
                return false;
            }
            any |= outcome == Result.YES;
        }
        return negated || any;
    }

    private static void pair(String name, String negation, Relation comparison) {
        add(name, false, comparison);
        add(negation, true, comparison);
    }

    private static void add(String name, boolean negated, Relation comparison) {
        ALL.put(name, new Operator(name, negated, comparison));
    }

    private static Result text(Pattern pattern, String value, AuthorizationRequest request, boolean ignoreCase) {
        return pattern.isResolved(request) ? Result.of(pattern.matches(value, request, ignoreCase)) : Result.INVALID;
    }

    private static Result arn(String value, PolicyValue policy, AuthorizationRequest request) {
        ArnPattern pattern = policy.arn();
        return pattern == null || !pattern.isResolved(request) || !ArnPattern.isArn(value)
                ? Result.INVALID
                : Result.of(pattern.matches(value, request));
    }

    private static Relation number(IntPredicate relation) {
        return (value, policy, request) -> {
            try {
                return Result.of(relation.test(new BigDecimal(value).compareTo(new BigDecimal(policy.text()))));
            } catch (NumberFormatException notANumber) {
                return Result.INVALID;
            }
        };
    }

    private static Relation date(IntPredicate relation) {
        return (value, policy, request) -> {
            try {
                return Result.of(relation.test(instant(value).compareTo(instant(policy.text()))));
            } catch (DateTimeParseException | NumberFormatException notADate) {
                return Result.INVALID;
            }
        };
    }

    /** Parses a time in ISO 8601 format or in seconds since 1970. */
    private static Instant instant(String text) {
        if (text.matches("-?\\d+")) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(text).toInstant();
    }

    private static Result bool(String value, PolicyValue policy, AuthorizationRequest request) {
        String wanted = policy.exact().text(request).orElse("").toLowerCase(Locale.ROOT);
        String found = value.toLowerCase(Locale.ROOT);
        boolean both = List.of("true", "false").containsAll(List.of(wanted, found));
        return both ? Result.of(wanted.equals(found)) : Result.INVALID;
    }

    private static Result binary(String value, PolicyValue policy, AuthorizationRequest request) {
        try {
            return Result.of(Arrays.equals(
                    Base64.getDecoder().decode(value), Base64.getDecoder().decode(policy.text())));
        } catch (IllegalArgumentException notBase64) {
            return Result.INVALID;
        }
    }

    private static Result address(String value, PolicyValue policy, AuthorizationRequest request) {
        byte[] found = AddressRange.address(value);
        AddressRange range = AddressRange.of(policy.text());
        return found == null || range == null ? Result.INVALID : Result.of(range.contains(found));
    }
}
