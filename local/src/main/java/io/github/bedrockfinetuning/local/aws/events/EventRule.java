package io.github.bedrockfinetuning.local.aws.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A rule on the default event bus with one target.
 *
 * @param pattern the event pattern as JSON
 * @param retries the maximum number of retries
 * @param longest the maximum age of an event
 * @param deadLetters the target for events that could not be delivered; if it is null, these events are lost
 */
public record EventRule(
        String name,
        String pattern,
        EventTarget target,
        int retries,
        Duration longest,
        @Nullable EventTarget deadLetters) {}
