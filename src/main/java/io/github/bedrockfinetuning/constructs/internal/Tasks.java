package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.StateFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.IVersion;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.DistributedMap;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.IntegrationPattern;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.S3JsonLItemReader;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.Timeout;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.constructs.Construct;

/**
 * The types of states in the workflow. Maps are sorted, so that the definition always has the same text, and the
 * deployed state machine changes only if the definition changes. A task receives the whole state and returns the next
 * state. It calls a published version directly, so its output is exactly the handler's return value.
 */
final class Tasks {
    /** The overhead of Lambda and Step Functions for a call, in seconds. */
    private static final int MARGIN_SECONDS = 60;

    private final Construct scope;
    private final Function<Step, IVersion> versions;

    Tasks(Construct scope, Function<Step, IVersion> versions) {
        this.scope = scope;
        this.versions = versions;
    }

    /** Creates a task that has the name of its step. */
    LambdaInvoke task(Step step) {
        return task(step.id(), step);
    }

    LambdaInvoke task(String name, Step step) {
        return retried(invoke(name, step).build(), step);
    }

    /** Creates a task that receives more than the state as input. */
    LambdaInvoke task(String name, Step step, Map<String, Object> payload) {
        return retried(
                invoke(name, step)
                        .payload(TaskInput.fromObject(new TreeMap<>(payload)))
                        .build(),
                step);
    }

    /** Creates a task that is completed externally with the task token. */
    LambdaInvoke waiting(String name, Step step, Map<String, Object> payload, @Nullable Duration timeout) {
        LambdaInvoke task = LambdaInvoke.Builder.create(scope, name)
                .lambdaFunction(versions.apply(step))
                .integrationPattern(IntegrationPattern.WAIT_FOR_TASK_TOKEN)
                .payload(TaskInput.fromObject(new TreeMap<>(payload)))
                .taskTimeout(Timeout.duration(timeout))
                .retryOnServiceExceptions(false)
                .build();
        return retried(task, step, Retries.DIED_BUT_NO_TIME_OUT);
    }

    /** Creates a state that waits for the time that the previous step requested. */
    Wait pause(String name) {
        return Wait.Builder.create(scope, name)
                .time(WaitTime.secondsPath(StateFields.path(StateFields.WAIT_SECONDS)))
                .build();
    }

    /**
     * Runs a child execution for each line of a staged batches file. The lines contain positions in the test set, never
     * records. The results of the children are discarded, because answers are written to the results bucket.
     */
    DistributedMap overBatches(
            String name, IBucket datasets, String file, Map<String, Object> item, IChainable processor) {
        DistributedMap map = DistributedMap.Builder.create(scope, name)
                .mapExecutionType(StateMachineType.STANDARD)
                .label(name)
                .itemReader(S3JsonLItemReader.Builder.create()
                        .bucket(datasets)
                        .key(JsonPath.format(
                                Prefixes.STAGED + "{}/" + file,
                                JsonPath.stringAt(StateFields.path(StateFields.RUN_ID))))
                        .build())
                .itemSelector(new TreeMap<>(item))
                .maxConcurrencyPath(StateFields.path(StateFields.CONCURRENCY))
                .resultPath(JsonPath.DISCARD)
                .build();
        map.itemProcessor(processor);
        return map;
    }

    static CatchProps everyError() {
        return CatchProps.builder()
                .errors(List.of("States.ALL"))
                .resultPath(StateFields.path(StateFields.ERROR))
                .build();
    }

    private LambdaInvoke.Builder invoke(String name, Step step) {
        return LambdaInvoke.Builder.create(scope, name)
                .lambdaFunction(versions.apply(step))
                .payloadResponseOnly(true)
                .taskTimeout(Timeout.duration(Duration.seconds(step.timeoutSeconds() + MARGIN_SECONDS)))
                .retryOnServiceExceptions(false);
    }

    private static LambdaInvoke retried(LambdaInvoke task, Step step) {
        return retried(task, step, Retries.DIED);
    }

    private static LambdaInvoke retried(LambdaInvoke task, Step step, RetryProps deaths) {
        boolean paid = step != Step.PREPARE_DATASET && step != Step.ASK_APPROVAL;
        task.addRetry(Retries.PERMANENT);
        task.addRetry(Retries.THROTTLED);
        task.addRetry(paid ? Retries.TRANSIENT : Retries.TRANSIENT_BEFORE_PAYMENT);
        task.addRetry(deaths);
        return task;
    }
}
