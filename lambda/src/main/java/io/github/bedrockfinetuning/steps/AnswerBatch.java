package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.bedrockfinetuning.answering.Answering;
import io.github.bedrockfinetuning.answering.Answers;
import io.github.bedrockfinetuning.answering.Batch;
import io.github.bedrockfinetuning.answering.Deadline;
import io.github.bedrockfinetuning.answering.Respondent;
import io.github.bedrockfinetuning.answering.Unanswered;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.RunState;
import java.time.Duration;

/**
 * Sends the questions of one batch to one system, and returns the remaining questions before the function times out.
 *
 * <p>Calls s3:GetObject on staged/, s3:GetObject, s3:ListBucket and s3:PutObject on runs/ and answers/,
 * bedrock:InvokeModel on the system's model.
 */
public final class AnswerBatch extends RunStep {
    public AnswerBatch() {
        this(Platform.ofLambda());
    }

    public AnswerBatch(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) {
        Run run = state.run(platform());
        String system = state.system();
        new Answers(run, system).givenUp().ifPresent(reason -> {
            throw new PermanentFailure(reason);
        });
        RunRecord record = run.record();
        Answering answering = new Answering(
                run,
                record,
                Respondent.of(run, record, system),
                new Deadline(platform(), context::getRemainingTimeInMillis),
                new Unanswered(state.throttledSince(), state.failingSince()));
        Answering.Progress progress = answering.batch(Batch.of(state.batch()));
        Unanswered since = progress.unanswered();
        state.unansweredSince(since.throttled(), since.failing());
        return progress.done()
                ? state.finished(StepStatus.DONE)
                : state.waiting(StepStatus.MORE, Duration.ofSeconds(progress.waitSeconds()));
    }
}
