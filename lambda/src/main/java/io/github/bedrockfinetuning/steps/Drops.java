package io.github.bedrockfinetuning.steps;

import java.util.Optional;

/** Which objects are drops: {@code inbox/<dataset>.jsonl}, and {@code inbox/<dataset>/run.json}. Keys are taken raw. */
final class Drops {
    private static final String INBOX = "inbox/";
    private static final String FILE = ".jsonl";
    private static final String SIGNAL = "/run.json";

    private Drops() {}

    /** The dataset whose arrival a key tells, or nothing if it tells none. */
    static Optional<String> dataset(String key) {
        if (!key.startsWith(INBOX)) {
            return Optional.empty();
        }
        String rest = key.substring(INBOX.length());
        String name = folder(key)
                ? rest.substring(0, rest.length() - SIGNAL.length())
                : rest.endsWith(FILE) ? rest.substring(0, rest.length() - FILE.length()) : "";
        return name.isEmpty() || name.contains("/") ? Optional.empty() : Optional.of(name);
    }

    /** Whether the drop is a folder that run.json completes. */
    static boolean folder(String key) {
        return key.endsWith(SIGNAL);
    }

    /** The key of a file beside run.json. */
    static String beside(String key, String file) {
        return key.substring(0, key.length() - SIGNAL.length() + 1) + file;
    }
}
