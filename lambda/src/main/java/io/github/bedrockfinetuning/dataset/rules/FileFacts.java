package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Model;
import java.util.OptionalLong;

/**
 * A file as a whole.
 *
 * @param records lines that are not blank
 * @param paired records of the training file's validation file, or the other way round, if both are checked together
 */
public record FileFacts(String name, long bytes, long records, FileKind kind, Model model, OptionalLong paired) {}
