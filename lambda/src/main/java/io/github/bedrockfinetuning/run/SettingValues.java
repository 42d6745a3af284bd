package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.settings.Fault;
import io.github.bedrockfinetuning.contract.settings.RunSetting;
import io.github.bedrockfinetuning.contract.settings.SettingType;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads individual setting values by JSON pointer. A value of the wrong type or out of range is rejected and treated
 * as absent.
 */
final class SettingValues {
    private static final String CORRECT = "Correct it, or remove it to use the default.";

    private final SettingsFile file;
    private final JsonNode values;

    SettingValues(SettingsFile file, JsonNode values) {
        this.file = file;
        this.values = values;
    }

    /** Returns the names of all settings that have a value. */
    Iterator<String> names() {
        return values.fieldNames();
    }

    JsonNode at(RunSetting setting) {
        return values.at(setting.pointer());
    }

    Optional<String> text(RunSetting setting) {
        return valid(setting).map(JsonNode::textValue);
    }

    boolean flag(RunSetting setting) {
        return valid(setting).map(JsonNode::booleanValue).orElse(false);
    }

    Optional<BigDecimal> number(RunSetting setting) {
        return valid(setting).flatMap(SettingType.Decimal::of);
    }

    Optional<Long> whole(RunSetting setting) {
        return valid(setting).map(JsonNode::longValue);
    }

    List<String> texts(RunSetting setting) {
        return valid(setting).stream()
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(JsonNode::textValue)
                .distinct()
                .toList();
    }

    /**
     * Returns the object that contains a group of settings or a set of entries, or an empty object if there is none.
     */
    JsonNode object(RunSetting setting) {
        return valid(setting).orElseGet(Json::object);
    }

    /** Returns the string value of an entry in an object. */
    Optional<String> entry(String pointer, int longest) {
        return valid(pointer, new SettingType.Text(longest)).map(JsonNode::textValue);
    }

    /** Rejects keys in a group that are not settings. */
    void only(RunSetting group) {
        object(group).fieldNames().forEachRemaining(key -> {
            if (!group.parts().contains(key)) {
                file.refuse(
                        group.pointer() + "/" + key,
                        "\"" + Failures.quote(key) + "\" is not a setting in " + group.key() + ".",
                        "Remove it. The settings in this group are: " + String.join(", ", group.parts()) + ".");
            }
        });
    }

    private Optional<JsonNode> valid(RunSetting setting) {
        return valid(setting.pointer(), setting.type());
    }

    private Optional<JsonNode> valid(String pointer, SettingType type) {
        JsonNode node = values.at(pointer);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        List<Fault> faults = type.faults(node);
        faults.forEach(fault -> file.refuse(pointer + fault.path(), fault.message(), CORRECT));
        return faults.isEmpty() ? Optional.of(node) : Optional.empty();
    }
}
