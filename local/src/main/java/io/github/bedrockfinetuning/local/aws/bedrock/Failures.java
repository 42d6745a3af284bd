package io.github.bedrockfinetuning.local.aws.bedrock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Failures on AWS's side that a rehearsal plans: the next jobs, deployments or throughputs end as Failed, or a model refuses
 * every question.
 */
public final class Failures {
    private final Deque<String> jobs = new ArrayDeque<>();
    private final Deque<String> serving = new ArrayDeque<>();
    private final Map<Predicate<String>, String> questions = new LinkedHashMap<>();

    /** The next job to finish training fails instead. */
    public synchronized void failNextJob(String message) {
        jobs.add(message);
    }

    /** The next deployment or Provisioned Throughput to become ready fails instead. */
    public synchronized void failNextServing(String message) {
        serving.add(message);
    }

    /**
     * Every question to these models is refused with a ValidationException from now on.
     *
     * @param models by what Converse takes: an invocation id, or a deployment's or a throughput's ARN
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
