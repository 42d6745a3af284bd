package io.github.bedrockfinetuning.local.aws.bedrock;

import java.time.Duration;

/**
 * How long Bedrock takes, in virtual time. AWS documents none of these durations; the defaults resemble what users and
 * AWS's notebooks report.
 *
 * @param validation of the data at a job's start
 * @param processing of the data after that
 * @param queue from then until training begins if a slot is free
 * @param training setting training up
 * @param perRecord of training, for each record and epoch
 * @param stopping of a job
 * @param deployment until an on-demand deployment is Active
 * @param throughput until Provisioned Throughput is InService
 */
public record Durations(
        Duration validation,
        Duration processing,
        Duration queue,
        Duration training,
        Duration perRecord,
        Duration stopping,
        Duration deployment,
        Duration throughput) {

    public static final Durations DEFAULT = new Durations(
            Duration.ofMinutes(3),
            Duration.ofMinutes(5),
            Duration.ofMinutes(20),
            Duration.ofMinutes(10),
            Duration.ofMillis(300),
            Duration.ofMinutes(2),
            Duration.ofMinutes(6),
            Duration.ofMinutes(25));

    /** The same durations with another time in the queue. */
    public Durations withQueue(Duration other) {
        return new Durations(validation, processing, other, training, perRecord, stopping, deployment, throughput);
    }
}
