package io.github.bedrockfinetuning.local.aws.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A rule on the default bus with one target.
 *
 * @param pattern the event pattern, JSON
 * @param retries how often a failed delivery is retried
 * @param longest the age at which delivery is given up
 * @param deadLetters receives events that could not be delivered; if null, they are lost
 */
public record EventRule(
        String name,
        String pattern,
        EventTarget target,
        int retries,
        Duration longest,
        @Nullable EventTarget deadLetters) {}
