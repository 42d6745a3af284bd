package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractJsonValidator;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    /** One of some hundred bytes is made of everything that does not conform. */
    private static final long OF_A_MESSAGE = 500;
    /** Two elements of an array of one hash, which are compared. */
    private static final long OF_A_PAIR = 10;
    /** Each earlier visit to the same value, for each level of its depth. */
    private static final long OF_A_VISIT = 10;
    /** Recursive schemas are built anew for every level of an answer. */
    private static final int MOST_BUILT = 50_000;

    /** An answer takes more work than the schema's budget; it says nothing about the answer. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("Checking the answer against the schema takes too many steps.", null, false, false);
        }
    }

    /** How often each object and array was come to; what schemas found there before is gone through each time. */
    private final Map<JsonNode, Long> visits = new IdentityHashMap<>();

    private long left;
    private int built;

    void begin() {
        left = MOST;
        visits.clear();
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
        boolean unique = parent.getSchemaNode().path("uniqueItems").asBoolean();
        return new AbstractJsonValidator(location, path, this, node) {
            @Override
            public Set<ValidationMessage> validate(
                    ExecutionContext execution, JsonNode value, JsonNode root, JsonNodePath at) {
                spend(work + value.size());
                if (value.isContainerNode()) {
                    spend(OF_A_VISIT * visits.merge(value, 1L, Long::sum) * at.getNameCount());
                }
                if (unique && value.isArray()) {
                    spendOnPairs(value);
                }
                return Set.of();
            }
        };
    }

    /** The validator puts the elements into a hash set, which compares those of one hash with each other. */
    private void spendOnPairs(JsonNode array) {
        Map<Integer, List<JsonNode>> byHash = new HashMap<>();
        for (JsonNode element : array) {
            List<JsonNode> same = byHash.computeIfAbsent(element.hashCode(), hash -> new ArrayList<>(1));
            if (!same.isEmpty() && same.get(0).equals(element)) {
                return; // It stops there too.
            }
            spend(OF_A_PAIR * same.size());
            same.add(element);
        }
    }

    /** Counts messages, of which a schema of many names can make more for one value than memory holds. */
    ExecutionConfig messages() {
        return new ExecutionConfig() {
            @Override
            public Locale getLocale() { // Asked for once for each message.
                spend(OF_A_MESSAGE);
                return super.getLocale();
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
