package io.github.bedrockfinetuning.local.template;

import java.util.Optional;

/** Resolves references from a template to values outside it. */
public interface Outside {
    /** Rejects all references to values outside the template. */
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

    /** Returns the value that another stack exports, or an empty {@code Optional} if there is no such export. */
    Optional<String> imported(String export);

    /**
     * Returns a placeholder for an unknown value.
     *
     * @param what the reason why the value is unknown, as a sentence
     * @throws IllegalArgumentException if placeholders are not allowed; the message contains the reason
     */
    String unknown(String what);
}
