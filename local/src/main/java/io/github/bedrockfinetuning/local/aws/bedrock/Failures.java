package io.github.bedrockfinetuning.local.aws.bedrock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Failures on AWS's side that a rehearsal plans: the next jobs, deployments or throughputs end as Failed. */
public final class Failures {
    private final Deque<String> jobs = new ArrayDeque<>();
    private final Deque<String> serving = new ArrayDeque<>();

    /** The next job to finish training fails instead. */
    public synchronized void failNextJob(String message) {
        jobs.add(message);
    }

    /** The next deployment or Provisioned Throughput to become ready fails instead. */
    public synchronized void failNextServing(String message) {
        serving.add(message);
    }

    synchronized Optional<String> job() {
        return Optional.ofNullable(jobs.poll());
    }

    synchronized Optional<String> serving() {
        return Optional.ofNullable(serving.poll());
    }
}
