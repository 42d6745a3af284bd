package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.RunEvent;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.ending.Notifications;
import io.github.bedrockfinetuning.run.EventSender;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.RunState;

/**
 * Requests approval of the price. The task token is never sent. It is stored in {@code runs/<runId>/approval.json},
 * where only those who have read access to the results can find it.
 *
 * <p>Calls s3:GetObject and s3:PutObject on runs/, sns:Publish, and events:PutEvents if the stack uses its event.
 */
public final class AskApproval extends RunStep {
    public AskApproval() {
        this(Platform.ofLambda());
    }

    public AskApproval(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) {
        Run run = state.run(platform());
        RunRecord record = run.record();
        ObjectNode approval = Json.object()
                .put(StateFields.RUN_ID, run.id().value())
                .put("dataset", record.dataset())
                .put("askedAt", platform().clock().instant().toString())
                .put(StateFields.TASK_TOKEN, state.taskToken());
        approval.set("estimate", record.estimate());
        approval.set("approved", answer(run, record, StepStatus.APPROVED));
        approval.set("declined", answer(run, record, StepStatus.DECLINED));
        run.replace(FileNames.APPROVAL, approval);
        new EventSender(platform()).send(RunEvent.APPROVAL_REQUESTED, run.id(), record.dataset(), Json.object());
        Notifications notifications = new Notifications(platform());
        notifications.publish(notifications.approval(run.id(), record));
        return RunState.of(run.id()).status(StepStatus.ASKED);
    }

    /** Returns the task output that the workflow receives when the token is used. */
    private static ObjectNode answer(Run run, RunRecord record, StepStatus status) {
        return RunState.of(run.id())
                .status(status)
                .concurrency(record.concurrency())
                .judge(record.settings().judged())
                .json();
    }
}
