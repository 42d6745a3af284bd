package io.github.bedrockfinetuning.local.template;

import java.util.Optional;

/** Resolves the references of a template to values outside it. */
public interface Outside {
    /** Refuses all references outside the template. */
    Outside NOTHING = new Outside() {
        @Override
        public Optional<String> imported(String export) {
            return Optional.empty();
        }

        @Override
        public String unknown(String what) {
            throw new IllegalArgumentException(what);
        }
    };

    /** Returns the value of an export of another stack; empty if there is no such export. */
    Optional<String> imported(String export);

    /**
     * Returns a placeholder for an unknown value.
     *
     * @param what why the value is unknown, as a sentence
     * @throws IllegalArgumentException with the reason, if placeholders are not allowed
     */
    String unknown(String what);
}
