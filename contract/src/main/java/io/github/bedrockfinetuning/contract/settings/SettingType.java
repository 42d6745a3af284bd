package io.github.bedrockfinetuning.contract.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The type of a setting's values. */
public sealed interface SettingType {
    /** Returns the description of the type and its range for the documentation. */
    String described();

    /** Returns the errors in a value, or an empty list if the value is allowed. */
    List<Fault> faults(JsonNode value);

    /** A string that is not blank. */
    record Text(int longest) implements SettingType {
        @Override
        public String described() {
            return "string of 1 to " + longest + " characters";
        }

        @Override
        public List<Fault> faults(JsonNode value) {
            return wrongUnless(
                    value.isTextual()
                            && !value.textValue().isBlank()
                            && value.textValue().length() <= longest,
                    "a " + described());
        }
    }

    /**
     * One of several allowed values.
     *
     * @param described the description of the values, as documented
     */
    record Choice(List<String> words, String described) implements SettingType {
        Choice(List<String> words) {
            this(words, "one of " + quoted(words));
        }

        @Override
        public List<Fault> faults(JsonNode value) {
            return wrongUnless(words.contains(value.textValue()), "one of: " + String.join(", ", words));
        }
    }

    /** True or false. */
    record Flag() implements SettingType {
        @Override
        public String described() {
            return "`true` or `false`";
        }

        @Override
        public List<Fault> faults(JsonNode value) {
            return wrongUnless(value.isBoolean(), "true or false");
        }
    }

    /** A number in a range, inclusive at both ends. */
    record Decimal(BigDecimal min, BigDecimal max) implements SettingType {
        private static final int LONGEST = 32;
        private static final int MOST_DIGITS = 100;

        Decimal(String min, String max) {
            this(new BigDecimal(min), new BigDecimal(max));
        }

        /**
         * Returns the value of a number or of a string that contains a number, or empty for anything else, including
         * numbers that are too long.
         */
        public static Optional<BigDecimal> of(JsonNode node) {
            if (!node.isNumber() && !(node.isTextual() && node.textValue().length() <= LONGEST)) {
                return Optional.empty();
            }
            try {
                BigDecimal value = new BigDecimal(node.asText());
                return Math.abs((long) value.scale()) > MOST_DIGITS ? Optional.empty() : Optional.of(value);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public String described() {
            return "number from " + min.toPlainString() + " to " + max.toPlainString();
        }

        @Override
        public List<Fault> faults(JsonNode value) {
            return wrongUnless(
                    value.isNumber()
                            && of(value)
                                    .filter(number -> number.compareTo(min) >= 0 && number.compareTo(max) <= 0)
                                    .isPresent(),
                    "a " + described());
        }
    }

    /** A whole number that fits in 64 bits. */
    record Whole() implements SettingType {
        @Override
        public String described() {
            return "whole number";
        }

        @Override
        public List<Fault> faults(JsonNode value) {
            return wrongUnless(value.isIntegralNumber() && value.canConvertToLong(), "a " + described());
        }
    }

    /** A list of strings. */
    record Texts(int most, int longest) implements SettingType {
        @Override
        public String described() {
            return "list of at most " + most + " strings of 1 to " + longest + " characters";
        }

        @Override
        public List<Fault> faults(JsonNode value) {
            return list(value, most, new Text(longest));
        }
    }

    /**
     * A list of allowed values.
     *
     * @param described the description of the values, as documented
     */
    record Choices(int most, List<String> words, String described) implements SettingType {
        @Override
        public List<Fault> faults(JsonNode value) {
            return list(value, most, new Choice(words));
        }
    }

    /** An object with a fixed set of keys, which are settings themselves. */
    record Group() implements SettingType {
        @Override
        public String described() {
            return "object with the settings below";
        }

        @Override
        public List<Fault> faults(JsonNode value) {
            return wrongUnless(value.isObject(), "an object");
        }
    }

    /**
     * An object with arbitrary keys.
     *
     * @param entries a description of the keys and values
     */
    record Entries(String entries) implements SettingType {
        @Override
        public String described() {
            return "object of " + entries;
        }

        @Override
        public List<Fault> faults(JsonNode value) {
            return wrongUnless(value.isObject(), "an object");
        }
    }

    /** A JSON Schema, which only the steps can validate. */
    record Schema() implements SettingType {
        @Override
        public String described() {
            return "JSON Schema, draft 2020-12";
        }

        @Override
        public List<Fault> faults(JsonNode value) {
            return List.of();
        }
    }

    private static List<Fault> list(JsonNode value, int most, SettingType element) {
        if (!value.isArray() || value.size() > most) {
            return wrongUnless(false, "a list of at most " + most + " strings");
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            for (Fault fault : element.faults(value.get(i))) {
                faults.add(new Fault("/" + i, fault.message()));
            }
        }
        return faults;
    }

    private static List<Fault> wrongUnless(boolean right, String allowed) {
        return right ? List.of() : List.of(new Fault("", "It must be " + allowed + "."));
    }

    private static String quoted(List<String> words) {
        return "`" + String.join("`, `", words) + "`";
    }
}
