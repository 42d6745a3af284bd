package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Answering;
import io.github.bedrockfinetuning.answering.Answers;
import io.github.bedrockfinetuning.answering.Batch;
import io.github.bedrockfinetuning.answering.Deadline;
import io.github.bedrockfinetuning.answering.Respondent;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;

/**
 * Asks one system the questions of one batch, and hands back what is left before the function's time is up.
 *
 * <p>Calls s3:GetObject on staged/, s3:GetObject, s3:ListBucket and s3:PutObject on runs/ and answers/,
 * bedrock:InvokeModel on the system's model.
 */
public final class AnswerBatch extends Step {
    public AnswerBatch() {
        this(Platform.ofLambda());
    }

    public AnswerBatch(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) {
        Run run = Run.of(platform(), state);
        String system = state.path("system").asText();
        new Answers(run, system).givenUp().ifPresent(reason -> {
            throw new PermanentFailure(reason);
        });
        RunRecord record = run.record();
        Answering answering = new Answering(
                run,
                record,
                Respondent.of(run, record, system),
                new Deadline(platform(), context::getRemainingTimeInMillis),
                UnansweredSince.of(state));
        Answering.Progress progress = answering.batch(Batch.of(state.path("batch")));
        UnansweredSince.put(progress.unanswered(), state);
        if (progress.done()) {
            state.remove("waitSeconds");
            return state.put("status", "DONE");
        }
        return state.put("status", "MORE").put("waitSeconds", progress.waitSeconds());
    }
}
