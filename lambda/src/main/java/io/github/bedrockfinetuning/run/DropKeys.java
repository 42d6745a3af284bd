package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.Optional;

/**
 * Recognizes the keys of uploads that start runs: {@code inbox/<dataset>.jsonl} and {@code inbox/<dataset>/run.json}.
 * Expects keys that are not URL-encoded.
 */
public final class DropKeys {
    private static final String INBOX = Prefixes.INBOX;
    private static final String FILE = ".jsonl";
    private static final String SIGNAL = "/" + FileNames.RUN;

    private DropKeys() {}

    /**
     * Returns the dataset that is complete when an object with this key is uploaded, or an empty Optional if there is
     * none.
     */
    public static Optional<String> dataset(String key) {
        if (!key.startsWith(INBOX)) {
            return Optional.empty();
        }
        String rest = key.substring(INBOX.length());
        return without(rest, SIGNAL).or(() -> without(rest, FILE)).filter(name -> !name.contains("/"));
    }

    private static Optional<String> without(String rest, String ending) {
        return rest.endsWith(ending) && rest.length() > ending.length()
                ? Optional.of(rest.substring(0, rest.length() - ending.length()))
                : Optional.empty();
    }

    /** Returns whether the key belongs to a folder upload, which is complete when run.json is uploaded. */
    public static boolean folder(String key) {
        return key.endsWith(SIGNAL);
    }

    /** Returns the key of a file in the same folder as run.json. */
    public static String beside(String key, String file) {
        return key.substring(0, key.length() - SIGNAL.length() + 1) + file;
    }
}
