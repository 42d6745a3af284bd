package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** One rule of a Choice state: a comparison, or others joined by And, Or and Not. */
interface ChoiceRule {
    boolean holds(Data data);

    record All(List<ChoiceRule> rules) implements ChoiceRule {
        @Override
        public boolean holds(Data data) {
            return rules.stream().allMatch(rule -> rule.holds(data));
        }
    }

    record Any(List<ChoiceRule> rules) implements ChoiceRule {
        @Override
        public boolean holds(Data data) {
            return rules.stream().anyMatch(rule -> rule.holds(data));
        }
    }

    record Not(ChoiceRule rule) implements ChoiceRule {
        @Override
        public boolean holds(Data data) {
            return !rule.holds(data);
        }
    }

    /** @param wanted whether the variable has to be of that kind, or has not to be */
    record Is(Path variable, Kind kind, boolean wanted) implements ChoiceRule {
        @Override
        public boolean holds(Data data) {
            JsonNode value = variable.find(data);
            if (value == null && kind != Kind.PRESENT) {
                throw missing(variable);
            }
            return kind.fits(value) == wanted;
        }
    }

    /**
     * @param constant null if a path gives the value to compare with
     * @param path null if it is a constant
     */
    record Compare(Path variable, Kind kind, Order order, JsonNode constant, Path path) implements ChoiceRule {
        @Override
        public boolean holds(Data data) {
            JsonNode left = variable.find(data);
            if (left == null) {
                throw missing(variable);
            }
            JsonNode right = constant;
            if (path != null) {
                right = path.find(data);
                if (right == null) {
                    throw missing(path);
                }
            }
            // Values of another type do not match; they are no error.
            return kind.fits(left) && kind.fits(right) && order.holds(kind, left, right);
        }
    }

    record Matches(Path variable, String pattern) implements ChoiceRule {
        @Override
        public boolean holds(Data data) {
            JsonNode value = variable.find(data);
            if (value == null) {
                throw missing(variable);
            }
            return value.isTextual() && wildcard(value.asText(), 0, 0);
        }

        /** {@code *} stands for any characters; a backslash before it or before a backslash takes it literally. */
        private boolean wildcard(String text, int at, int in) {
            int p = in;
            int t = at;
            while (p < pattern.length()) {
                char c = pattern.charAt(p);
                if (c == '*') {
                    for (int rest = t; rest <= text.length(); rest++) {
                        if (wildcard(text, rest, p + 1)) {
                            return true;
                        }
                    }
                    return false;
                }
                if (c == '\\' && p + 1 < pattern.length() && "*\\".indexOf(pattern.charAt(p + 1)) >= 0) {
                    c = pattern.charAt(++p);
                }
                if (t >= text.length() || text.charAt(t) != c) {
                    return false;
                }
                p++;
                t++;
            }
            return t == text.length();
        }
    }

    /** Types of values. */
    enum Kind {
        STRING,
        NUMERIC,
        BOOLEAN,
        TIMESTAMP,
        NULL,
        PRESENT;

        boolean fits(JsonNode value) {
            return switch (this) {
                case STRING -> value.isTextual();
                case NUMERIC -> value.isNumber();
                case BOOLEAN -> value.isBoolean();
                case TIMESTAMP -> value.isTextual() && timestamp(value.asText()) != null;
                case NULL -> value.isNull();
                case PRESENT -> value != null;
            };
        }

        int compare(JsonNode a, JsonNode b) {
            return switch (this) {
                case NUMERIC -> a.decimalValue().compareTo(b.decimalValue());
                case BOOLEAN -> Boolean.compare(a.asBoolean(), b.asBoolean());
                case TIMESTAMP -> timestamp(a.asText()).compareTo(timestamp(b.asText()));
                default -> a.asText().compareTo(b.asText());
            };
        }

        /** As operators spell it: String, Numeric, … */
        String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** How two values of a type have to lie. */
    enum Order {
        EQUALS("Equals"),
        LESS_THAN("LessThan"),
        LESS_THAN_EQUALS("LessThanEquals"),
        GREATER_THAN("GreaterThan"),
        GREATER_THAN_EQUALS("GreaterThanEquals");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        boolean holds(Kind kind, JsonNode left, JsonNode right) {
            int compared = kind.compare(left, right);
            return switch (this) {
                case EQUALS -> compared == 0;
                case LESS_THAN -> compared < 0;
                case LESS_THAN_EQUALS -> compared <= 0;
                case GREATER_THAN -> compared > 0;
                case GREATER_THAN_EQUALS -> compared >= 0;
            };
        }
    }

    /** Null if it is not one: RFC 3339 with a capital T and, for UTC, a capital Z. */
    static Instant timestamp(String text) {
        if (text.indexOf('t') >= 0 || text.indexOf('z') >= 0) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException other) {
            return null;
        }
    }

    private static StateFailure missing(Path path) {
        return StateFailure.runtime(
                "Invalid path '" + path + "': The choice state's condition path references an invalid value.");
    }
}
