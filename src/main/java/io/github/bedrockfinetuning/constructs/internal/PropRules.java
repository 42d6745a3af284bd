package io.github.bedrockfinetuning.constructs.internal;

import com.fasterxml.jackson.databind.node.DecimalNode;
import io.github.bedrockfinetuning.contract.settings.RunSetting;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;

/**
 * Validates props at synthesis, each with a message that names the prop, its value, and the allowed values. Values
 * that are known only at deployment are rejected by name where the constructs need them at synthesis.
 */
public final class PropRules {
    private static final Pattern LOG_GROUP_PREFIX = Pattern.compile("[a-zA-Z0-9_./#-]{1,256}");

    private PropRules() {}

    /** @param id the ID of a model; null if it is not specified */
    public static void models(String prop, @Nullable String id) {
        if (id != null) {
            models(prop, List.of(id));
        }
    }

    /** @param ids the IDs of models; null if they are not specified */
    public static void models(String prop, @Nullable List<String> ids) {
        if (ids == null) {
            return;
        }
        requireKnown(prop, Token.isUnresolved(ids));
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (id == null || id.isBlank()) {
                throw new IllegalArgumentException(
                        prop + " has an empty value. Specify the ID of a model, or omit the prop.");
            }
            requireKnown(prop, Token.isUnresolved(id));
            if (!seen.add(id)) {
                throw new IllegalArgumentException(prop + " contains " + id + " twice. Specify each model only once.");
            }
        }
    }

    /** Validates an amount by using the rule for the setting in run.json. */
    public static void amount(String prop, RunSetting setting, @Nullable BigDecimal value) {
        if (value == null) {
            return;
        }
        requireKnown(prop, Token.isUnresolved(value.doubleValue()));
        setting.type().faults(DecimalNode.valueOf(value)).forEach(fault -> {
            throw new IllegalArgumentException(prop + " is " + value.toPlainString() + ". " + fault.message());
        });
    }

    public static void number(String prop, @Nullable Integer value, int least, int most) {
        if (value == null) {
            return;
        }
        requireKnown(prop, Token.isUnresolved(value));
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    prop + " is " + value + ". It must be a number from " + least + " to " + most + ".");
        }
    }

    public static void duration(
            String prop, @Nullable Duration value, java.time.Duration least, java.time.Duration most) {
        if (value == null) {
            return;
        }
        requireKnown(prop, value.isUnresolved());
        java.time.Duration given =
                java.time.Duration.ofMillis(value.toMilliseconds().longValue());
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(prop + " is " + value.toHumanString() + ". It must be between "
                    + Duration.seconds(least.toSeconds()).toHumanString()
                    + " and "
                    + Duration.seconds(most.toSeconds()).toHumanString() + ".");
        }
    }

    public static void logGroupPrefix(String prop, @Nullable String value) {
        if (value != null
                && !Token.isUnresolved(value)
                && (!LOG_GROUP_PREFIX.matcher(value).matches() || value.startsWith("aws/"))) {
            throw new IllegalArgumentException(prop + " is \"" + value
                    + "\". It must be 1 to 256 characters long, can contain only a-z, A-Z, 0-9, _, -, /, ., and "
                    + "#, and must not begin with aws/.");
        }
    }

    /** Rejects null elements. */
    public static void requireElements(String prop, List<?> values) {
        if (values.stream().anyMatch(java.util.Objects::isNull)) {
            throw new IllegalArgumentException(prop + " has an empty value. Remove it.");
        }
    }

    private static void requireKnown(String prop, boolean unresolved) {
        if (unresolved) {
            throw new IllegalArgumentException(prop
                    + " is known only at deployment, but the template depends on it. Specify a value that is known at"
                    + " synthesis.");
        }
    }
}
