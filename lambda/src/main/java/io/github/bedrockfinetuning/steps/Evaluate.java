package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.evaluating.Evaluation;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunState;
import java.io.IOException;

/**
 * Compares the answers, writes the report, and decides whether the model passes the gate.
 *
 * <p>Calls s3:GetObject and s3:ListBucket on staged/ and runs/, s3:PutObject on runs/ and reports/.
 */
public final class Evaluate extends RunStep {
    public Evaluate() {
        this(Platform.ofLambda());
    }

    public Evaluate(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) throws IOException {
        Run run = state.run(platform());
        try (Workspace workspace = new Workspace()) {
            boolean promote = new Evaluation(run, workspace).evaluate();
            return state.status(StepStatus.EVALUATED).promote(promote);
        }
    }
}
