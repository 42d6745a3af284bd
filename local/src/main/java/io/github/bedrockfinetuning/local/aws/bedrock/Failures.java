package io.github.bedrockfinetuning.local.aws.bedrock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Planned failures of Bedrock: the next jobs or endpoints fail, or a model refuses every request.
 */
public final class Failures {
    private final Deque<String> jobs = new ArrayDeque<>();
    private final Deque<String> serving = new ArrayDeque<>();
    private final Map<Predicate<String>, String> questions = new LinkedHashMap<>();

    /** Makes the next job that finishes training fail. */
    public synchronized void failNextJob(String message) {
        jobs.add(message);
    }

    /** Makes the next endpoint that becomes ready fail. */
    public synchronized void failNextServing(String message) {
        serving.add(message);
    }

    /**
     * Makes these models refuse every request with a ValidationException from now on.
     *
     * @param models selects models by the ID that Converse takes: a model ID, or the ARN of a deployment or throughput
     */
    public synchronized void refuseQuestions(Predicate<String> models, String message) {
        questions.put(models, message);
    }

    synchronized Optional<String> question(String model) {
        return questions.entrySet().stream()
                .filter(refused -> refused.getKey().test(model))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    synchronized Optional<String> job() {
        return Optional.ofNullable(jobs.poll());
    }

    synchronized Optional<String> serving() {
        return Optional.ofNullable(serving.poll());
    }
}
