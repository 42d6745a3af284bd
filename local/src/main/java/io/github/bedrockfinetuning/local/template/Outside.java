package io.github.bedrockfinetuning.local.template;

import java.util.Optional;

/** What a template's values refer to outside it. */
public interface Outside {
    /** The template alone: whatever else it refers to is refused. */
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

    /** The value that another stack exports under a name; empty if none does. */
    Optional<String> imported(String export);

    /**
     * What stands for a value that cannot be found out.
     *
     * @param what the reason, as a sentence
     * @throws IllegalArgumentException with the reason, if nothing may stand for it
     */
    String unknown(String what);
}
