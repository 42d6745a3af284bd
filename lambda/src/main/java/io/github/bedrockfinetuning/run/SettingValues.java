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

/** Single values of settings by their JSON pointer; what has the wrong type or range is refused and then absent. */
final class SettingValues {
    private static final String CORRECT = "Correct it, or leave it out for the default.";

    private final SettingsFile file;
    private final JsonNode values;

    SettingValues(SettingsFile file, JsonNode values) {
        this.file = file;
        this.values = values;
    }

    /** The names of everything that is set. */
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

    /** The object of a group or of entries; an empty one where there is none. */
    JsonNode object(RunSetting setting) {
        return valid(setting).orElseGet(Json::object);
    }

    /** A text that is an entry of an object. */
    Optional<String> entry(String pointer, int longest) {
        return valid(pointer, new SettingType.Text(longest)).map(JsonNode::textValue);
    }

    /** Refuses what a group holds beyond its settings. */
    void only(RunSetting group) {
        object(group).fieldNames().forEachRemaining(key -> {
            if (!group.parts().contains(key)) {
                file.refuse(
                        group.pointer() + "/" + key,
                        "\"" + Failures.quote(key) + "\" is not a setting of " + group.key() + ".",
                        "Remove it. Its settings are: " + String.join(", ", group.parts()) + ".");
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
