package io.github.bedrockfinetuning.local.assumptions;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.Optional;

/**
 * What would show an assumption in a live account.
 *
 * @param experiment an experiment of {@code prove}
 * @param reason why no experiment shows it; empty if one does
 */
public record Showing(Optional<Question> experiment, String reason) {
    static Showing by(Question experiment) {
        return new Showing(Optional.of(experiment), "");
    }

    static Showing none(String reason) {
        return new Showing(Optional.empty(), reason);
    }
}
