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
 * Counts the work of checking one answer against a schema, and stops the check if too much work is required. A schema
 * that refers to itself more than once can take time exponential in the depth of an answer. {@link #KEYWORD} is in
 * every schema object.
 */
final class SchemaWork implements Keyword {
    /** A keyword that occurs neither in JSON Schema nor in schemas that people write. */
    static final String KEYWORD = "x-bedrock-fine-tuning-work";

    /**
     * The maximum number of steps, which take a few seconds at most. Typical schemas take thousands of steps, and a
     * step of a pattern is much shorter than one of these steps.
     */
    private static final long MOST = 200_000_000;

    private static final long OF_A_SCHEMA = 1_000;
    /** The work for one message of a few hundred bytes, which is created for each violation. */
    private static final long OF_A_MESSAGE = 500;
    /** The work for comparing two elements of an array that have the same hash code. */
    private static final long OF_A_PAIR = 10;
    /** The work for each earlier visit to the same value, per level of its depth. */
    private static final long OF_A_VISIT = 10;
    /**
     * The maximum number of validators to build. For recursive schemas, new validators are built for every level of an
     * answer.
     */
    private static final int MOST_BUILT = 50_000;

    /** Indicates that an answer requires more work than allowed. The answer might be valid or invalid. */
    static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("Checking the answer against the schema requires too many steps.", null, false, false);
        }
    }

    /** The number of visits to each object and array. Each visit processes the results of earlier visits again. */
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

    /**
     * Counts the comparisons of array elements. The validator adds the elements to a hash set, which compares elements
     * with the same hash code.
     */
    private void spendOnPairs(JsonNode array) {
        Map<Integer, List<JsonNode>> byHash = new HashMap<>();
        for (JsonNode element : array) {
            List<JsonNode> same = byHash.computeIfAbsent(element.hashCode(), hash -> new ArrayList<>(1));
            if (!same.isEmpty() && same.get(0).equals(element)) {
                return; // The validator stops here, too.
            }
            spend(OF_A_PAIR * same.size());
            same.add(element);
        }
    }

    /** Counts messages. A schema with many names can create more messages for one value than fit in memory. */
    ExecutionConfig messages() {
        return new ExecutionConfig() {
            @Override
            public Locale getLocale() { // Called once for each message.
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
