package io.github.bedrockfinetuning.local.aws.events;

import java.time.Duration;

/**
 * A rule on the default bus with one target.
 *
 * @param pattern the event pattern, JSON
 * @param retries how often a failed delivery is tried again
 * @param longest the age at which an event is given up
 * @param deadLetters takes events given up; null: they are lost
 */
public record EventRule(
        String name, String pattern, EventTarget target, int retries, Duration longest, EventTarget deadLetters) {}
