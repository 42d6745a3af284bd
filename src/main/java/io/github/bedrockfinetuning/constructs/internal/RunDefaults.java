package io.github.bedrockfinetuning.constructs.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.contract.TagRules;
import io.github.bedrockfinetuning.contract.settings.RunSetting;
import io.github.bedrockfinetuning.contract.settings.SettingType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.Token;

/**
 * Validates the prop runDefaults, which contains the same settings as run.json, except the settings that have their
 * own prop.
 */
public final class RunDefaults {
    /** Settings that have their own prop. */
    private static final Set<RunSetting> PROPS =
            EnumSet.of(RunSetting.BASE_MODEL, RunSetting.REFERENCE_MODEL, RunSetting.SPENDING_CEILING, RunSetting.TAGS);

    /**
     * The maximum size in bytes. All environment variables of a function together can use 4 KB, and the workflow has
     * other variables.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
     */
    private static final int LONGEST = 2_500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunDefaults() {}

    /**
     * Validates settings. Values that are known only at deployment are validated by the steps.
     *
     * @throws IllegalArgumentException if there are errors; the message lists all of them
     */
    public static void require(Map<String, Object> defaults) {
        List<String> faults = new ArrayList<>();
        defaults.forEach((key, value) -> {
            if (key == null) {
                faults.add("runDefaults contains a setting whose name is null.");
                return;
            }
            Optional<RunSetting> setting = RunSetting.of(key).filter(RunSetting::topLevel);
            if (setting.filter(PROPS::contains).isPresent()) {
                faults.add("runDefaults sets " + key + ", which has its own prop. Use the prop " + key + ".");
            } else if (!allowed().contains(key)) {
                faults.add("runDefaults sets " + key + ", which is not a setting. The settings are: "
                        + String.join(", ", allowed()) + ".");
            } else if (value == null) {
                faults.add("runDefaults sets " + key + " to null. Remove it to use the default.");
            } else {
                faults.addAll(faults(setting.orElseThrow(), value));
            }
        });
        int length = json(defaults).toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            faults.add("runDefaults is " + length + " bytes long, but only " + LONGEST
                    + " bytes fit into a function's environment. Move the largest settings, such as "
                    + "answerSchema, to run.json.");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), faults));
        }
    }

    /**
     * Validates tags. Tags whose key or value is known only at deployment are validated by the steps.
     *
     * @throws IllegalArgumentException if AWS would reject a tag; the message specifies the tag
     */
    public static void requireTags(Map<String, String> tags) {
        TagRules.tooMany(tags.size()).ifPresent(why -> {
            throw new IllegalArgumentException("tags: " + why);
        });
        tags.forEach((key, value) -> {
            if (key == null || value == null) {
                throw new IllegalArgumentException("tags contains \"" + key
                        + "\" = null. Specify a string for each key and value. A value can be an empty string.");
            }
            if (!Token.isUnresolved(key) && !Token.isUnresolved(value)) {
                TagRules.fault(key, value).ifPresent(why -> {
                    throw new IllegalArgumentException("tags contains \"" + key + "\" = \"" + value + "\". " + why);
                });
            }
        });
    }

    private static List<String> faults(RunSetting setting, Object value) {
        List<String> faults = new ArrayList<>();
        if (setting.type() instanceof SettingType.Group && value instanceof Map<?, ?> group) {
            group.forEach((part, held) -> {
                String key = setting.key() + "." + part;
                Optional<RunSetting> inner = RunSetting.of(key);
                if (inner.isEmpty()) {
                    faults.add("runDefaults sets " + key + ", which is not a setting. The settings in " + setting.key()
                            + " are: " + String.join(", ", setting.parts()) + ".");
                } else if (held != null) {
                    faults.addAll(faults(inner.get(), held));
                }
            });
        } else if (setting.type() instanceof SettingType.Group) {
            faults.add("runDefaults sets " + setting.key() + " to " + value
                    + ". It must be an object with one or more of these settings: " + String.join(", ", setting.parts())
                    + ".");
        } else if (!unresolved(value)) {
            setting.type()
                    .faults(json(value))
                    .forEach(fault -> faults.add("runDefaults sets " + setting.key()
                            + fault.path().replace('/', '.') + " to " + value + ". " + fault.message()));
        }
        return faults;
    }

    /** Returns whether a value, or a part of it, is known only at deployment. */
    private static boolean unresolved(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(RunDefaults::unresolved);
        }
        if (value instanceof List<?> list) {
            return Token.isUnresolved(list) || list.stream().anyMatch(RunDefaults::unresolved);
        }
        return (value instanceof String || value instanceof Number) && Token.isUnresolved(value);
    }

    private static List<String> allowed() {
        return Arrays.stream(RunSetting.values())
                .filter(RunSetting::topLevel)
                // Versions specify the files of a single upload.
                .filter(setting -> !PROPS.contains(setting) && setting != RunSetting.VERSIONS)
                .map(RunSetting::key)
                .sorted()
                .toList();
    }

    private static JsonNode json(Object value) {
        try {
            return JSON.valueToTree(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("runDefaults contains " + value + ", which is not JSON.", e);
        }
    }
}
