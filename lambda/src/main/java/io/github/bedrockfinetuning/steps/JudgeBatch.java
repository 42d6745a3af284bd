package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.bedrockfinetuning.answering.Batch;
import io.github.bedrockfinetuning.answering.Deadline;
import io.github.bedrockfinetuning.answering.Judging;
import io.github.bedrockfinetuning.answering.Unanswered;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.RunState;
import java.time.Duration;

/**
 * Sends the fine-tuned model's and the base model's answers for one batch to the judge for comparison.
 *
 * <p>Calls s3:GetObject on runs/ and staged/, s3:ListBucket and s3:PutObject on runs/, bedrock:InvokeModel on the judge.
 */
public final class JudgeBatch extends RunStep {
    public JudgeBatch() {
        this(Platform.ofLambda());
    }

    public JudgeBatch(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) {
        Run run = state.run(platform());
        RunRecord record = run.record();
        Judging judging = new Judging(
                run,
                record,
                new Deadline(platform(), context::getRemainingTimeInMillis),
                new Unanswered(state.throttledSince(), state.failingSince()));
        boolean done = judging.batch(Batch.of(state.batch()));
        Unanswered since = done ? Unanswered.NONE : judging.unanswered();
        state.unansweredSince(since.throttled(), since.failing());
        return done ? state.finished(StepStatus.DONE) : state.waiting(StepStatus.MORE, Duration.ofSeconds(1));
    }
}
