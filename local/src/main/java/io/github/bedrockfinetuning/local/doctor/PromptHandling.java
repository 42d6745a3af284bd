package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.preparing.DataHandling;
import io.github.bedrockfinetuning.run.Platform;
import java.util.List;

/**
 * Checks account settings that affect prompts and answers, such as logging. The data report of every run contains the
 * same checks.
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
                                found,
                                "Restrict read access to the logs, or turn off logging in the Bedrock settings."))
                        .orElseGet(() -> LOGGING.pass("off"))),
                RETENTION.ask(() -> handling.retention()
                        .map(found -> RETENTION.warn(found, "To retain no data: " + DataHandling.KEEP_NONE + "."))
                        .orElseGet(() -> RETENTION.pass("none"))));
    }
}
