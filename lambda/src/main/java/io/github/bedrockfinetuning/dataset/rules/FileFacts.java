package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Model;
import java.util.OptionalLong;

/**
 * Facts about an entire file.
 *
 * @param records the number of lines that are not blank
 * @param paired the number of records in the corresponding validation or training file, if both are checked together
 */
public record FileFacts(String name, long bytes, long records, FileKind kind, Model model, OptionalLong paired) {}
