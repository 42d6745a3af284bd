package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.data.StateFailure;
import io.github.bedrockfinetuning.local.states.definition.State;
import io.github.bedrockfinetuning.local.states.definition.TaskResource;
import io.github.bedrockfinetuning.local.time.Promise;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs an attempt of a Task state, with its timeout and task token. */
final class TaskAttempt {
    private final Visit visit;
    private final State.Task task;
    private final Flow flow;
    private final TaskResource resource;
    private final Promise<TaskResult> result;

    TaskAttempt(Visit visit, State.Task task) {
        this.visit = visit;
        this.task = task;
        flow = visit.flow();
        resource = task.resource();
        result = flow.engine()
                .clock()
                .promise("the task of state '" + task.name() + "' in "
                        + flow.execution().name());
    }

    JsonNode run() {
        if (!resource.waitsForToken()) {
            return run(null);
        }
        TaskTokens.Pending pending =
                flow.engine().tokens().issue(flow.execution().machineArn(), result);
        try {
            return run(pending);
        } finally {
            pending.close();
        }
    }

    private JsonNode run(TaskTokens.@Nullable Pending pending) {
        String token = pending == null ? null : pending.token();
        JsonNode input = visit.effective(token);
        scheduled(input);
        TaskCall call = new TaskCall(resource.arn(), input, token, flow.execution(), task.name(), visit.attempt());
        flow.engine().clock().spawn(flow.execution().name() + "/" + task.name(), () -> call(call));
        TaskResult came = await();
        flow.engine().listener().taskAttempted(call, came.error());
        if (came.error() != null) {
            throw new StateFailure(came.error(), came.cause());
        }
        return came.output();
    }

    /** Runs the task in a separate actor. The task continues even after a timeout. */
    private void call(TaskCall call) {
        TaskResult came;
        try {
            JsonNode output = flow.engine().tasks().run(call);
            came = new TaskResult(output == null ? NullNode.instance : output, null, null);
        } catch (TaskFailed failed) {
            came = new TaskResult(null, failed.error(), failed.cause());
        }
        // A task with a token ends when the token is returned, or when the invocation itself fails.
        if (call.taskToken() == null || came.error() != null) {
            result.complete(came);
        }
    }

    private TaskResult await() {
        Optional<TaskResult> came = result.await(Duration.ofSeconds(task.timeoutSeconds()));
        return came.isPresent() ? ended(came.get()) : timedOut();
    }

    private void scheduled(JsonNode input) {
        ObjectNode details = details();
        details.set(resource.isFunction() ? "input" : "parameters", input);
        if (task.timeoutSeconds() < State.LONGEST_SECONDS) {
            details.put("timeoutInSeconds", task.timeoutSeconds());
        }
        flow.record(prefix() + "Scheduled", details);
        flow.record(prefix() + "Started", resource.isFunction() ? History.details() : details());
        if (resource.waitsForToken()) {
            flow.record("TaskSubmitted", details());
        }
    }

    private TaskResult ended(TaskResult came) {
        ObjectNode details = resource.isFunction() ? History.details() : details();
        if (came.error() == null) {
            flow.record(prefix() + "Succeeded", details.set("output", came.output()));
        } else {
            flow.record(prefix() + "Failed", details.setAll(History.failure(came.error(), came.cause())));
        }
        return came;
    }

    private TaskResult timedOut() {
        ObjectNode details = resource.isFunction() ? History.details() : details();
        flow.record(prefix() + "TimedOut", details.put("error", StateFailure.TIMEOUT));
        return new TaskResult(null, StateFailure.TIMEOUT, null);
    }

    private String prefix() {
        return resource.isFunction() ? "LambdaFunction" : "Task";
    }

    private ObjectNode details() {
        return resource.isFunction()
                ? History.details().put("resource", resource.arn())
                : History.details().put("resourceType", "lambda").put("resource", "invoke.waitForTaskToken");
    }
}
