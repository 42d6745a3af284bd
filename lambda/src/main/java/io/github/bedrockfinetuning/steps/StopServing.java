package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.RunState;
import io.github.bedrockfinetuning.serving.Serving;
import java.time.Duration;

/**
 * Removes the deployment or Provisioned Throughput of the custom model and waits until it is deleted, unless the run
 * is configured to keep it. The step runs once all questions are answered, and again at the end of a run that does
 * not promote its model. From then on, only {@code keepEndpoint} keeps it.
 *
 * <p>Calls Get and Delete of bedrock's CustomModelDeployment and ProvisionedModelThroughput, s3:GetObject on runs/.
 */
public final class StopServing extends RunStep {
    private static final Duration NEXT_LOOK = Duration.ofSeconds(30);
    private static final int MOST_LOOKS = 120;

    public StopServing() {
        this(Platform.ofLambda());
    }

    public StopServing(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) {
        Run run = state.run(platform());
        RunRecord record = run.record();
        state.judge(record.settings().judged());
        if (kept(state, record) || new Serving(run).remove().isEmpty()) {
            return state.finished(StepStatus.STOPPED);
        }
        int looks = state.looks() + 1;
        if (looks > MOST_LOOKS) {
            throw new PermanentFailure("The serving resource of run " + run.id()
                    + " still exists after one hour of attempts to delete it.");
        }
        return state.looks(looks).waiting(StepStatus.STOPPING, NEXT_LOOK);
    }

    private static boolean kept(RunState state, RunRecord record) {
        boolean awaitsGate = !state.promotionDecided()
                && record.settings().promote()
                && record.servingMode() == ServingMode.ON_DEMAND;
        return record.settings().keepEndpoint() || awaitsGate;
    }
}
