package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Batch;
import io.github.bedrockfinetuning.answering.Deadline;
import io.github.bedrockfinetuning.answering.Judging;
import io.github.bedrockfinetuning.answering.Unanswered;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;

/**
 * Lets the judge compare the tuned and the base model's answers to one batch.
 *
 * <p>Calls s3:GetObject on runs/ and staged/, s3:ListBucket and s3:PutObject on runs/, bedrock:InvokeModel on the judge.
 */
public final class JudgeBatch extends Step {
    public JudgeBatch() {
        this(Platform.ofLambda());
    }

    public JudgeBatch(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) {
        Run run = Run.of(platform(), state);
        RunRecord record = run.record();
        Judging judging = new Judging(
                run, record, new Deadline(platform(), context::getRemainingTimeInMillis), UnansweredSince.of(state));
        boolean done = judging.batch(Batch.of(state.path("batch")));
        UnansweredSince.put(done ? Unanswered.NONE : judging.unanswered(), state);
        if (done) {
            state.remove("waitSeconds");
            return state.put("status", "DONE");
        }
        return state.put("status", "MORE").put("waitSeconds", 1);
    }
}
