package io.github.bedrockfinetuning.dataset.foreign;

import java.util.List;
import java.util.Optional;

/**
 * The settings for converting a file.
 *
 * @param map the roles of fields, in the format that {@link FieldRoles#mapped} reads; by default, derived from their
 *     names
 * @param instruction the system prompt for records without one; by default, none is added
 * @param keep fields that records keep in addition to the fields of their format, allowed only in a test set
 */
public record Conversion(Origin origin, Optional<String> map, Optional<String> instruction, List<String> keep) {
    /** Returns the default settings, which derive the roles from the field names. */
    public static Conversion from(Origin origin) {
        return new Conversion(origin, Optional.empty(), Optional.empty(), List.of());
    }
}
