package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.contract.SystemRole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.IVersion;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.DistributedMap;
import software.amazon.awscdk.services.stepfunctions.Fail;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.INextable;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.Parallel;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.Result;
import software.amazon.awscdk.services.stepfunctions.State;
import software.amazon.awscdk.services.stepfunctions.Succeed;
import software.amazon.awscdk.services.stepfunctions.TaskStateBase;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.constructs.Construct;

/**
 * The workflow as a graph of states, from an uploaded dataset to a verdict. The state is small: the run's ID, a status,
 * the time to wait, and the number of children to run. Everything else is in the run's record in the results bucket.
 */
public final class Definition {
    private final Construct scope;
    private final Tasks tasks;
    private final IBucket datasets;
    private final @Nullable Duration approvalTimeout;
    private final State tell;
    private final State cleanUp;

    public Definition(
            Construct scope, Function<Step, IVersion> versions, IBucket datasets, @Nullable Duration approvalTimeout) {
        this.scope = scope;
        this.datasets = datasets;
        this.approvalTimeout = approvalTimeout;
        tasks = new Tasks(scope, versions);
        State failed = Fail.Builder.create(scope, "Failed")
                .error("RunFailed")
                .cause("See runs/<run id>/status.json in the results bucket for the reason and the next step.")
                .build();
        tell = tell(Step.TELL.id(), Succeed.Builder.create(scope, "Succeeded").build(), failed);
        cleanUp = cleanUp(tell("TellFailure", failed, failed));
    }

    /** Returns the first state, which is connected to all others. */
    public IChainable build() {
        State evaluate = evaluate();
        State judge = judge(evaluate);
        State stopServing = stopServing(Step.STOP_SERVING.id(), tasks.task(Step.STOP_SERVING), judge);
        DistributedMap answerTuned = answer("AnswerTuned", FileNames.BATCHES, tuned(), "Tuned");
        State serve = serve(then(answerTuned, stopServing));
        State train = then(trainAndAnswer(), serve);
        return prepare(train);
    }

    private State prepare(State train) {
        Choice prepared = Choice.Builder.create(scope, "Prepared?").build();
        prepared.when(status(StepStatus.REJECTED), tell);
        prepared.when(status(StepStatus.NEEDS_APPROVAL), askApproval(train));
        prepared.otherwise(train);
        return then(caught(tasks.task(Step.PREPARE_DATASET)), prepared);
    }

    private State askApproval(State train) {
        Pass declined = Pass.Builder.create(scope, "NobodyAnswered")
                .parameters(new TreeMap<>(Map.of(
                        StateFields.RUN_ID,
                        JsonPath.stringAt(StateFields.path(StateFields.RUN_ID)),
                        StateFields.STATUS,
                        StepStatus.DECLINED.name(),
                        StateFields.UNANSWERED,
                        true,
                        StateFields.CONCURRENCY,
                        JsonPath.numberAt(StateFields.path(StateFields.CONCURRENCY)))))
                .build();
        declined.next(tell);
        Choice answer = Choice.Builder.create(scope, "Approved?").build();
        answer.when(status(StepStatus.APPROVED), train);
        answer.otherwise(tell);
        TaskStateBase ask = tasks.waiting(
                Step.ASK_APPROVAL.id(),
                Step.ASK_APPROVAL,
                Map.of(
                        StateFields.RUN_ID, JsonPath.stringAt(StateFields.path(StateFields.RUN_ID)),
                        StateFields.STATUS, JsonPath.stringAt(StateFields.path(StateFields.STATUS)),
                        StateFields.CONCURRENCY, JsonPath.numberAt(StateFields.path(StateFields.CONCURRENCY)),
                        StateFields.TASK_TOKEN, JsonPath.getTaskToken()),
                approvalTimeout);
        ask.addCatch(
                declined,
                CatchProps.builder()
                        .errors(List.of("States.Timeout"))
                        .resultPath(StateFields.path(StateFields.ERROR))
                        .build());
        caught(ask);
        return then(ask, answer);
    }

    /**
     * Trains the model. At the same time, the base and the reference model answer the test set, because their answers
     * do not depend on training.
     */
    private Parallel trainAndAnswer() {
        Parallel both = Parallel.Builder.create(scope, "TrainAndAnswer")
                .comment("Only training determines whether the run continues. Its state is passed to the next step.")
                .outputPath("$[0]")
                .build();
        both.branch(train(), answerBaselines());
        both.addCatch(cleanUp, Tasks.everyError());
        return both;
    }

    private State train() {
        TaskStateBase start = tasks.task(Step.START_TRAINING);
        TaskStateBase check = tasks.task(Step.CHECK_TRAINING);
        Wait slot = tasks.pause("WaitForSlot");
        slot.next(start);
        Wait training = tasks.pause("WaitForTraining");
        training.next(check);
        Choice started = Choice.Builder.create(scope, "Started?").build();
        started.when(status(StepStatus.QUEUED), slot);
        started.otherwise(training);
        Choice trained = Choice.Builder.create(scope, "Trained?").build();
        trained.when(status(StepStatus.TRAINING), training);
        trained.otherwise(Pass.Builder.create(scope, "TrainingEnded").build());
        start.next(started);
        check.next(trained);
        return start;
    }

    /**
     * Has the base model and the reference model answer the questions in the test set. If one of them cannot be
     * invoked, this is reported as an outcome and never ends a training that is paid for.
     */
    private State answerBaselines() {
        DistributedMap map = answer(StepName.ANSWER_BASELINES, FileNames.BASELINES, baselines(), "Baseline");
        Pass none = constant("NoBaselines");
        map.addCatch(none, Tasks.everyError());
        return map;
    }

    private State serve(State next) {
        TaskStateBase start = caught(tasks.task(Step.START_SERVING));
        TaskStateBase check = caught(tasks.task(Step.CHECK_SERVING));
        Wait wait = tasks.pause("WaitForServing");
        wait.next(check);
        Choice started = Choice.Builder.create(scope, "Serving?").build();
        started.when(status(StepStatus.SERVED), next);
        started.otherwise(wait);
        start.next(wait);
        check.next(started);
        return start;
    }

    /** Stops serving. The resource might have to be created completely before it can be deleted. */
    private State stopServing(String name, TaskStateBase stop, State next) {
        caught(stop);
        Wait wait = tasks.pause("WaitFor" + name);
        wait.next(stop);
        Choice stopped = Choice.Builder.create(scope, name + "Stopped?").build();
        stopped.when(status(StepStatus.STOPPING), wait);
        stopped.otherwise(next);
        stop.next(stopped);
        return stop;
    }

    private State judge(State evaluate) {
        DistributedMap judging = tasks.overBatches(
                "Judge",
                datasets,
                FileNames.BATCHES,
                Map.of(
                        StateFields.RUN_ID,
                        JsonPath.stringAt(StateFields.path(StateFields.RUN_ID)),
                        StateFields.BATCH,
                        JsonPath.objectAt("$$.Map.Item.Value")),
                batch(Step.JUDGE_BATCH.id(), Step.JUDGE_BATCH, "Judged", false));
        caught(judging);
        Choice wanted = Choice.Builder.create(scope, "Judge?").build();
        wanted.when(
                Condition.and(
                        Condition.isPresent(StateFields.path(StateFields.JUDGE)),
                        Condition.booleanEquals(StateFields.path(StateFields.JUDGE), true)),
                then(judging, evaluate));
        wanted.otherwise(evaluate);
        return wanted;
    }

    private State evaluate() {
        State stopUnpromoted = stopServing("StopUnpromoted", tasks.task("StopUnpromoted", Step.STOP_SERVING), tell);
        Pass unpromoted = Pass.Builder.create(scope, "Unpromoted")
                .comment("From now on, the model remains in service only if keepEndpoint is set.")
                .result(Result.fromBoolean(true))
                .resultPath(StateFields.path(StateFields.FINAL))
                .build();
        unpromoted.next(stopUnpromoted);
        Choice promote = Choice.Builder.create(scope, "Promote?").build();
        promote.when(
                Condition.and(
                        Condition.isPresent(StateFields.path(StateFields.PROMOTE)),
                        Condition.booleanEquals(StateFields.path(StateFields.PROMOTE), true)),
                then(caught(tasks.task(Step.PROMOTE)), tell));
        promote.otherwise(unpromoted);
        return then(caught(tasks.task(Step.EVALUATE)), promote);
    }

    private DistributedMap answer(String name, String file, Map<String, Object> item, String system) {
        boolean baseline = system.equals("Baseline");
        DistributedMap map = tasks.overBatches(
                name,
                datasets,
                file,
                item,
                batch("Answer" + system + "Batch", Step.ANSWER_BATCH, system + "Answered", baseline));
        return baseline ? map : caught(map);
    }

    private static Map<String, Object> tuned() {
        return Map.of(
                StateFields.RUN_ID, JsonPath.stringAt(StateFields.path(StateFields.RUN_ID)),
                StateFields.SYSTEM, SystemRole.TUNED.id(),
                StateFields.BATCH, JsonPath.objectAt("$$.Map.Item.Value"));
    }

    private static Map<String, Object> baselines() {
        return Map.of(
                StateFields.RUN_ID, JsonPath.stringAt(StateFields.path(StateFields.RUN_ID)),
                StateFields.SYSTEM, JsonPath.stringAt("$$.Map.Item.Value." + StateFields.SYSTEM),
                StateFields.BATCH, JsonPath.objectAt("$$.Map.Item.Value"));
    }

    /** Runs the step repeatedly until it reports that the batch is complete. */
    private State batch(String name, Step step, String done, boolean errorsAreOutcomes) {
        TaskStateBase work = tasks.task(name, step);
        Pass end = constant(done);
        Wait wait = tasks.pause("WaitFor" + name);
        wait.next(work);
        Choice left = Choice.Builder.create(scope, name + "Left?").build();
        left.when(status(StepStatus.MORE), wait);
        left.otherwise(end);
        if (errorsAreOutcomes) {
            work.addCatch(end, Tasks.everyError());
        }
        work.next(left);
        return work;
    }

    private State cleanUp(State tellFailure) {
        TaskStateBase clean = tasks.task(Step.CLEAN_UP);
        clean.addCatch(tellFailure, Tasks.everyError());
        Wait wait = tasks.pause("WaitForCleanUp");
        wait.next(clean);
        Choice cleaned = Choice.Builder.create(scope, "Clean?").build();
        cleaned.when(status(StepStatus.CLEANING), wait);
        cleaned.otherwise(tellFailure);
        clean.next(cleaned);
        return clean;
    }

    /** Reports the end of the run. If Tell fails, too, the execution fails, which the cleanup guard detects. */
    private State tell(String name, State next, State failed) {
        TaskStateBase tell = tasks.task(
                name,
                Step.TELL,
                Map.of(
                        StateFields.RUN_ID, JsonPath.stringAt(StateFields.path(StateFields.RUN_ID)),
                        StateFields.REDRIVES, JsonPath.numberAt("$$.Execution.RedriveCount"),
                        StateFields.STATE, JsonPath.objectAt("$")));
        tell.addCatch(failed, Tasks.everyError());
        return then(tell, next);
    }

    private Pass constant(String name) {
        return Pass.Builder.create(scope, name)
                .result(Result.fromObject(Map.of("done", true)))
                .build();
    }

    private <T extends TaskStateBase> T caught(T task) {
        task.addCatch(cleanUp, Tasks.everyError());
        return task;
    }

    private DistributedMap caught(DistributedMap map) {
        map.addCatch(cleanUp, Tasks.everyError());
        return map;
    }

    private static <T extends State & INextable> State then(T first, State next) {
        first.next(next);
        return first;
    }

    private static Condition status(StepStatus value) {
        return Condition.stringEquals(StateFields.path(StateFields.STATUS), value.name());
    }
}
