package io.github.bedrockfinetuning.local.aws.bedrock;

import java.time.Duration;

/**
 * The durations of Bedrock operations in virtual time. AWS does not document these durations. The defaults are similar
 * to those that users and AWS notebooks report.
 *
 * @param validation validating the data at the start of a job
 * @param processing processing the data after the validation
 * @param queue waiting for training to begin, if a training slot is free
 * @param training preparing the training
 * @param perRecord training, per record and epoch
 * @param stopping stopping a job
 * @param deployment creating an on-demand deployment, until it is Active
 * @param throughput creating Provisioned Throughput, until it is InService
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

    /** Returns the same durations with a different queue time. */
    public Durations withQueue(Duration other) {
        return new Durations(validation, processing, other, training, perRecord, stopping, deployment, throughput);
    }
}
