package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.Severity;

/** The file is JSON Lines: a JSON object on every line. */
public final class NotJsonLines implements FileRule {
    private static final About ABOUT = new About(
            "NOT_JSONL",
            Severity.ERROR,
            "Convert the file: fine-tune convert FILE --from csv|openai-chat|prompt-completion|tatqa --model ID --out FILE.",
            Sources.TROUBLESHOOTING);

    private final String found;

    /** @param found what the file looks like instead, or null if it is JSON Lines */
    public NotJsonLines(String found) {
        this.found = found;
    }

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, Report report) {
        if (found != null) {
            report.add(this, null, "The file is not JSON Lines; it looks like " + found + ".");
        }
    }
}
