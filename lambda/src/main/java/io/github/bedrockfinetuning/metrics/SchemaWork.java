package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractJsonValidator;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.util.Set;

/**
 * Counts the work that a schema makes of one answer, and stops it where it is too much: a schema that refers to itself
 * more than once can take time exponential in the depth of an answer. {@link #KEYWORD} stands in every schema object.
 */
final class SchemaWork implements Keyword {
    /** No keyword of JSON Schema, nor one that people write. */
    static final String KEYWORD = "x-bedrock-fine-tuning-work";

    /** Seconds at worst; schemas in use take thousands of steps, and a step of a pattern is much less than one. */
    private static final long MOST = 200_000_000;

    private static final long OF_A_SCHEMA = 1_000;
    /** Recursive schemas are built anew for every level of an answer. */
    private static final int MOST_BUILT = 50_000;

    /** An answer takes more work than the schema's budget; it says nothing about the answer. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("Checking the answer against the schema takes too many steps.", null, false, false);
        }
    }

    private long left;
    private int built;

    void begin() {
        left = MOST;
    }

    private void spend(long work) {
        left -= work;
        if (left < 0) {
            throw new TooMuch();
        }
    }

    @Override
    public String getValue() {
        return KEYWORD;
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode node, JsonSchema parent, ValidationContext context) {
        if (++built > MOST_BUILT) {
            throw new TooMuch();
        }
        long work = OF_A_SCHEMA + node.longValue();
        return new AbstractJsonValidator(location, path, this, node) {
            @Override
            public Set<ValidationMessage> validate(
                    ExecutionContext execution, JsonNode value, JsonNode root, JsonNodePath at) {
                spend(work + value.size());
                return Set.of();
            }
        };
    }

    RegularExpression pattern(String regex) {
        LinearPattern pattern = LinearPattern.compile(regex);
        return text -> {
            spend(pattern.work(text));
            return pattern.find(text);
        };
    }
}
