package io.github.bedrockfinetuning.contract;

import java.util.List;

/** The keys of the outputs of the app's stack, which users and tests read. */
public final class StackOutputs {
    /** The name of the datasets bucket. */
    public static final String DATASETS_BUCKET = "DatasetsBucket";
    /** The name of the results bucket. */
    public static final String RESULTS_BUCKET = "ResultsBucket";
    /** The ARN of the state machine. */
    public static final String STATE_MACHINE_ARN = "StateMachineArn";
    /** The ARN of the topic for notifications and approval requests. */
    public static final String TOPIC_ARN = "TopicArn";
    /** The value of {@link TagKeys#STACK} for the workflow. */
    public static final String STACK_TAG = "StackTag";

    /** Returns all keys. */
    public static final List<String> ALL =
            List.of(DATASETS_BUCKET, RESULTS_BUCKET, STATE_MACHINE_ARN, TOPIC_ARN, STACK_TAG);

    private StackOutputs() {}
}
