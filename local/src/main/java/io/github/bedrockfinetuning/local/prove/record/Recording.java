package io.github.bedrockfinetuning.local.prove.record;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The responses of one account in all experiments.
 *
 * @param facts values that must be equal, such as the order of states, by operation and member
 * @param times durations that AWS documents, by operation and member
 * @param tried the questions whose experiments were run
 */
public record Recording(
        List<Exchange> exchanges,
        Map<Question, Map<String, Map<String, String>>> facts,
        Map<Question, Map<String, Map<String, Duration>>> times,
        Set<Question> tried) {}
