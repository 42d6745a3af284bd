package io.github.bedrockfinetuning.run;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.Optional;

/** Which objects are drops: {@code inbox/<dataset>.jsonl}, and {@code inbox/<dataset>/run.json}. Keys are taken raw. */
public final class DropKeys {
    private static final String INBOX = Prefixes.INBOX;
    private static final String FILE = ".jsonl";
    private static final String SIGNAL = "/" + FileNames.RUN;

    private DropKeys() {}

    /** The dataset whose arrival a key tells, or nothing if it tells none. */
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

    /** Whether the drop is a folder that run.json completes. */
    public static boolean folder(String key) {
        return key.endsWith(SIGNAL);
    }

    /** The key of a file beside run.json. */
    public static String beside(String key, String file) {
        return key.substring(0, key.length() - SIGNAL.length() + 1) + file;
    }
}
