package io.github.bedrockfinetuning.local.prove.record;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all experiments on one account were answered.
 *
 * @param facts what answers came to where the values themselves count, such as the order of states: by operation, then by
 *     member
 * @param times how long something took whose time AWS documents: by operation, then by member
 * @param tried the questions that experiments have been tried on
 */
public record Recording(
        List<Exchange> exchanges,
        Map<Question, Map<String, Map<String, String>>> facts,
        Map<Question, Map<String, Map<String, Duration>>> times,
        Set<Question> tried) {}
