package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.preparing.DataHandling;
import io.github.bedrockfinetuning.run.Platform;
import java.util.List;

/**
 * Checks the account settings for prompts and answers, such as logging, as the data report of every
 * run does.
 */
final class PromptHandling {
    private static final Subject LOGGING = new Subject("invocation-logging");
    private static final Subject RETENTION = new Subject("data-retention");

    private final DataHandling handling;

    PromptHandling(Platform platform) {
        handling = new DataHandling(platform);
    }

    List<Check> checks() {
        return List.of(
                LOGGING.ask(() -> handling.logging()
                        .map(found -> LOGGING.warn(
                                found, "Restrict read access to it, or turn it off in the Bedrock settings."))
                        .orElseGet(() -> LOGGING.pass("off"))),
                RETENTION.ask(() -> handling.retention()
                        .map(found -> RETENTION.warn(found, "To keep none: " + DataHandling.KEEP_NONE + "."))
                        .orElseGet(() -> RETENTION.pass("none"))));
    }
}
