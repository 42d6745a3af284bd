package io.github.bedrockfinetuning.local.aws.bedrock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The planned failures of Bedrock: failures of the next jobs or endpoints, and models that reject all requests. */
public final class Failures {
    private final Deque<String> jobs = new ArrayDeque<>();
    private final Deque<String> serving = new ArrayDeque<>();
    private final Map<Predicate<String>, String> questions = new LinkedHashMap<>();

    /** Plans the failure of the next job that completes its training. */
    public synchronized void failNextJob(String message) {
        jobs.add(message);
    }

    /** Plans the failure of the next endpoint that becomes ready. */
    public synchronized void failNextServing(String message) {
        serving.add(message);
    }

    /**
     * Makes models reject all subsequent requests with a ValidationException.
     *
     * @param models selects models by the ID in Converse requests: a model ID, or the ARN of a deployment or
     *     Provisioned Throughput
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
