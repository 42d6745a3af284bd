package io.github.bedrockfinetuning.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.rules.Excerpts;
import java.util.ArrayList;
import java.util.List;

/** Masks personal numbers in records, and counts how many records held any. */
final class Redaction {
    private final boolean masking;
    private long records;

    Redaction(PersonalDataPolicy policy) {
        masking = policy == PersonalDataPolicy.REDACT;
    }

    /** The record with every personal number replaced by what it is, such as {@code [payment card number]}. */
    Example of(Example example) {
        if (!masking) {
            return example;
        }
        String system = masked(example.system());
        List<Turn> turns = new ArrayList<>();
        example.turns().forEach(turn -> turns.add(new Turn(turn.role(), masked(turn.text()))));
        ObjectNode fields = example.fields().deepCopy();
        fields.properties().forEach(field -> {
            if (field.getValue().isTextual()) {
                fields.put(field.getKey(), masked(field.getValue().textValue()));
            }
        });
        Example redacted = new Example(example.id(), system, List.copyOf(turns), fields);
        if (redacted.equals(example)) {
            return example;
        }
        records++;
        return redacted;
    }

    private static String masked(String text) {
        return text == null ? null : Excerpts.withoutPersonalNumbers(text);
    }

    long records() {
        return records;
    }
}
