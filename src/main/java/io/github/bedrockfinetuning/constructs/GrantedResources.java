package io.github.bedrockfinetuning.constructs;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * The resources of a workflow that its users can be granted permissions on.
 *
 * @param stack a stack in the account and Region of the workflow
 * @param tag the value of the tag {@code ft:stack}
 * @param data the permissions on both buckets
 * @param imported the buckets whose configuration {@code ./fine-tune doctor} reads
 */
record GrantedResources(
        Stack stack,
        String tag,
        IBucket datasets,
        IBucket results,
        StoreAccess data,
        ImportedBuckets imported,
        Keys keys,
        Machine machine) {
    /** The ARNs of the data key and the model key. */
    record Keys(String data, String model) {}

    /** The ARN and the name of the state machine. */
    record Machine(String arn, String name) {}
}
