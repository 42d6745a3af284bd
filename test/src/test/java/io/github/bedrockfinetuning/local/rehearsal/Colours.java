package io.github.bedrockfinetuning.local.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Generates distinct questions whose answers can be learned. */
final class Colours {
    static final int TESTS = 40;
    private static final String[][] FACTS = {
        {"grass", "green"}, {"the sky", "blue"}, {"snow", "white"}, {"coal", "black"}
    };

    private Colours() {}

    /** Writes a dataset folder. */
    static Path write(Path folder, int training, String settings) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("train.jsonl"), records("train", training));
        Files.writeString(folder.resolve("test.jsonl"), records("test", TESTS));
        Files.writeString(folder.resolve("run.json"), settings);
        return folder;
    }

    private static String records(String part, int many) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < many; i++) {
            String[] fact = FACTS[i % FACTS.length];
            lines.append("""
                    {"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"%s %d: which colour is %s?"}]},{"role":"assistant","content":[{"text":"%s"}]}]}
                    """.formatted(part, i, fact[0], fact[1]));
        }
        return lines.toString();
    }
}
