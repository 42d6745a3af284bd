package io.github.bedrockfinetuning.constructs.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.contract.TagRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awscdk.Token;

/** What the prop runDefaults may hold: settings as in run.json, but for those that have a prop of their own. */
public final class RunDefaults {
    /** Every setting of run.json. A test holds that the steps know the same. */
    public static final Set<String> SETTINGS = Set.of(
            "baseModel",
            "referenceModel",
            "customizationType",
            "hyperparameters",
            "split",
            "personalData",
            "metrics",
            "primaryMetric",
            "slices",
            "judge",
            "spendingCeiling",
            "approval",
            "acceptUnknownPrices",
            "promote",
            "keepEndpoint",
            "gate",
            "answerSchema",
            "versions",
            "tags");

    /** Settings that have a prop of their own. */
    private static final Set<String> PROPS = Set.of("baseModel", "referenceModel", "spendingCeiling", "tags");
    /** Settings that speak of one dataset alone. */
    private static final Set<String> OF_ONE_DATASET = Set.of("versions");

    private static final Set<String> FLAGS = Set.of("acceptUnknownPrices", "promote", "keepEndpoint");

    private static final Map<String, Set<String>> PARTS = Map.of(
            "split", Set.of("validation", "test", "seed", "group", "stratify"),
            "judge", Set.of("model", "rubric"),
            "gate", Set.of("better"));

    /**
     * In bytes. All variables of a function together may take 4 KB, and the workflow has others.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
     */
    private static final int LONGEST = 2_500;

    private RunDefaults() {}

    /** @throws IllegalArgumentException with everything that is wrong */
    public static void require(Map<String, Object> defaults) {
        List<String> faults = new ArrayList<>();
        defaults.forEach((name, value) -> {
            if (PROPS.contains(name)) {
                faults.add("runDefaults sets " + name + ", which has a prop of its own. Use " + name + ".");
            } else if (!SETTINGS.contains(name) || OF_ONE_DATASET.contains(name)) {
                faults.add("runDefaults sets " + name + ", which is not a setting. Settings are: "
                        + String.join(", ", allowed()) + ".");
            } else if (value == null) {
                faults.add("runDefaults sets " + name + " to null. Leave it out for the default.");
            } else if (FLAGS.contains(name) && !(value instanceof Boolean)) {
                faults.add("runDefaults sets " + name + " to " + value + ". It is true or false.");
            } else if (PARTS.containsKey(name)) {
                parts(name, value, faults);
            }
        });
        int length = length(defaults);
        if (length > LONGEST) {
            faults.add("runDefaults takes " + length + " bytes, and " + LONGEST + " fit into a function's environment."
                    + " Leave the largest, such as answerSchema, to run.json.");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), faults));
        }
    }

    /**
     * Tags whose key or value is known only at deployment are left to the steps.
     *
     * @throws IllegalArgumentException naming the tag that AWS would refuse
     */
    public static void requireTags(Map<String, String> tags) {
        TagRules.tooMany(tags.size()).ifPresent(why -> {
            throw new IllegalArgumentException("tags: " + why);
        });
        tags.forEach((key, value) -> {
            if (!Token.isUnresolved(key) && !Token.isUnresolved(value)) {
                TagRules.fault(key, value).ifPresent(why -> {
                    throw new IllegalArgumentException("tags has \"" + key + "\" = \"" + value + "\". " + why);
                });
            }
        });
    }

    private static void parts(String name, Object value, List<String> faults) {
        if (!(value instanceof Map<?, ?> map)) {
            faults.add("runDefaults sets " + name + " to " + value + ". It is an object with any of: "
                    + String.join(", ", new TreeSet<>(PARTS.get(name))) + ".");
            return;
        }
        for (Object key : map.keySet()) {
            if (!PARTS.get(name).contains(String.valueOf(key))) {
                faults.add("runDefaults sets " + name + "." + key + ", which is not a setting. Settings of " + name
                        + " are: " + String.join(", ", new TreeSet<>(PARTS.get(name))) + ".");
            }
        }
    }

    private static Set<String> allowed() {
        Set<String> allowed = new TreeSet<>(SETTINGS);
        allowed.removeAll(PROPS);
        allowed.removeAll(OF_ONE_DATASET);
        return allowed;
    }

    private static int length(Map<String, Object> defaults) {
        try {
            return new ObjectMapper().writeValueAsString(defaults).getBytes(StandardCharsets.UTF_8).length;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("runDefaults holds " + defaults + ", which is not JSON.", e);
        }
    }
}
