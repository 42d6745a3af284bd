package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.contract.StepName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The workflow's functions, with their purposes, sizes, and environments. */
public enum Step {
    START_RUN(
            StepName.START_RUN,
            "Creates a run for an uploaded dataset and starts the run's execution",
            Scale.CALLS,
            Told.SETTINGS,
            Told.MACHINE,
            Told.TOPIC),
    PREPARE_DATASET(
            StepName.PREPARE_DATASET,
            "Checks, splits, and stages the dataset and estimates the cost of the run",
            Scale.DATASET,
            Told.SETTINGS,
            Told.IMPORTED_BUCKETS,
            Told.PARAMETERS),
    ASK_APPROVAL(
            StepName.ASK_APPROVAL, "Requests approval for a run above the spending ceiling", Scale.CALLS, Told.TOPIC),
    START_TRAINING(StepName.START_TRAINING, "Creates the fine-tuning job", Scale.CALLS, Told.TRAINING),
    CHECK_TRAINING(StepName.CHECK_TRAINING, "Checks the fine-tuning job", Scale.CALLS),
    ANSWER_BATCH(StepName.ANSWER_BATCH, "Sends a batch of test questions to a model", Scale.ANSWERS),
    START_SERVING(StepName.START_SERVING, "Starts serving the custom model", Scale.CALLS),
    CHECK_SERVING(StepName.CHECK_SERVING, "Checks whether the custom model is in service", Scale.CALLS),
    STOP_SERVING(StepName.STOP_SERVING, "Stops serving the custom model", Scale.CALLS),
    JUDGE_BATCH(StepName.JUDGE_BATCH, "Uses a judge model to compare a batch of answers", Scale.ANSWERS),
    EVALUATE(StepName.EVALUATE, "Compares the systems and writes the report", Scale.ALL_ANSWERS, Told.SETTINGS),
    PROMOTE(StepName.PROMOTE, "Points the stable name to the custom model", Scale.CALLS, Told.PARAMETERS),
    TELL(StepName.TELL, "Writes the run's final status and sends a notification", Scale.CALLS, Told.TOPIC),
    CLEAN_UP(StepName.CLEAN_UP, "Stops the job and removes the serving resources after a failure", Scale.CALLS),
    CLEAN_UP_AFTER_END(
            StepName.CLEAN_UP_AFTER_END,
            "Removes the resources of a run after its execution ended without cleanup",
            Scale.PATIENCE,
            Told.MACHINE,
            Told.TOPIC),
    SWEEP(
            StepName.SWEEP,
            "Every hour, removes resources that remain after runs have ended",
            Scale.PATIENCE,
            Told.MACHINE,
            Told.TOPIC),
    END_RUNS(
            StepName.END_RUNS, "Ends all runs before their stack is deleted", Scale.PATIENCE, Told.MACHINE, Told.TOPIC);

    /** The contents of a function's environment in addition to the stack's tag and buckets. */
    public enum Told {
        /** The stack's default settings and allowed models. */
        SETTINGS,
        /** The buckets that another app created, whose configuration must be checked. */
        IMPORTED_BUCKETS,
        /** The state machine's ARN. Never set for a function that the state machine itself calls. */
        MACHINE,
        /** The topic's ARN. */
        TOPIC,
        /** The role and the key for fine-tuning jobs. */
        TRAINING,
        /** The path of the promoted models' parameters. */
        PARAMETERS
    }

    /** The memory and time that a function needs. */
    enum Scale {
        /** A few calls to AWS. */
        CALLS(512, 120, 512, false),
        /** A few calls, repeated until Bedrock has completed the request. */
        PATIENCE(512, 900, 512, false),
        /** A batch of calls to a model, up to Lambda's maximum timeout. */
        ANSWERS(1024, 900, 512, false),
        /** Loads all answers from all systems and resamples them. */
        ALL_ANSWERS(3008, 900, 2048, true),
        /** Processes the entire dataset and stores two copies on disk. */
        DATASET(3008, 900, 10240, true);

        private final int memoryMiB;
        private final int timeoutSeconds;
        private final int temporaryMiB;
        /** True if the task is long enough to benefit from the JVM's second compiler, which Lambda disables. */
        private final boolean fullyCompiled;

        Scale(int memoryMiB, int timeoutSeconds, int temporaryMiB, boolean fullyCompiled) {
            this.memoryMiB = memoryMiB;
            this.timeoutSeconds = timeoutSeconds;
            this.temporaryMiB = temporaryMiB;
            this.fullyCompiled = fullyCompiled;
        }
    }

    private final StepName name;
    private final String description;
    private final Scale scale;
    private final Set<Told> told;

    Step(StepName name, String description, Scale scale, Told... told) {
        this.name = name;
        this.description = description;
        this.scale = scale;
        this.told = Set.of(told);
    }

    /** Returns the function's construct ID, which for most functions is also the name of its state. */
    public String id() {
        return name.id();
    }

    /** Returns the name of the step. */
    public StepName stepName() {
        return name;
    }

    public static List<Step> toldOfMachine() {
        return told(Told.MACHINE);
    }

    public static List<Step> toldOfTopic() {
        return told(Told.TOPIC);
    }

    private static List<Step> told(Told what) {
        return Arrays.stream(values()).filter(step -> step.told.contains(what)).toList();
    }

    /** Returns the description of the function. */
    public String description() {
        return description;
    }

    /** Returns the handler in Lambda's format. */
    public String handler() {
        return name.handler();
    }

    public int memoryMiB() {
        return scale.memoryMiB;
    }

    public int timeoutSeconds() {
        return scale.timeoutSeconds;
    }

    /** Returns the size of {@code /tmp}. */
    public int temporaryMiB() {
        return scale.temporaryMiB;
    }

    /** Returns whether the task is long enough to benefit from the JVM's second compiler, which Lambda disables. */
    public boolean fullyCompiled() {
        return scale.fullyCompiled;
    }

    /** Returns whether the environment of the function contains these variables. */
    public boolean isTold(Told what) {
        return told.contains(what);
    }
}
