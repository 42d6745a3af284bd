package io.github.bedrockfinetuning.dataset.foreign;

import java.util.List;
import java.util.Optional;

/**
 * How a file is to be converted.
 *
 * @param map what fields stand for, as {@link FieldRoles#mapped} reads it; by default their names tell
 * @param instruction the system prompt of records that have none; by default they stay without
 * @param keep fields that records keep beside their own format's, as only a test set may
 */
public record Conversion(Origin origin, Optional<String> map, Optional<String> instruction, List<String> keep) {
    /** By the names of the fields alone. */
    public static Conversion from(Origin origin) {
        return new Conversion(origin, Optional.empty(), Optional.empty(), List.of());
    }
}
