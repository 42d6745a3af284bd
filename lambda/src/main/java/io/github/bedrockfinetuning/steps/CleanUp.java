package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.ending.EndedExecution;
import io.github.bedrockfinetuning.ending.FinalStatus;
import io.github.bedrockfinetuning.ending.RunResources;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Errands;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunState;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the resources of a failed run. As a state of the workflow, this step is called until several consecutive
 * checks find nothing, because resources that were being created when the run failed can appear late. When the rule for
 * ended executions calls it, the step does the same in one call and then reports the end of the run, unless it has
 * already been reported.
 *
 * <p>Calls Get of bedrock's ModelCustomizationJob, CustomModelDeployment and ProvisionedModelThroughput, Stop of the
 * first and Delete of the others; s3:GetObject and s3:PutObject on runs/; behind the rule states:DescribeExecution and
 * sns:Publish, and events:PutEvents if the stack uses the event.
 */
public final class CleanUp extends Step {
    private static final int MOST_LOOKS = 360;

    public CleanUp() {
        this(Platform.ofLambda());
    }

    public CleanUp(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode input, Context context) throws InterruptedException {
        return input.has("detail-type")
                ? new EndedExecution(platform(), context::getRemainingTimeInMillis, this::ended).cleanUp(input)
                : inFlow(new RunState(input)).json();
    }

    private RunState inFlow(RunState state) {
        Run run = state.run(platform());
        List<BilledResource> there = new ArrayList<>();
        Errands errands = new Errands();
        errands.run(() -> FinalStatus.remember(run, state));
        errands.run(() -> there.addAll(new RunResources(run).remove()));
        errands.finish();
        int quiet = there.isEmpty() ? state.quiet() + 1 : 0;
        int looks = state.looks() + 1;
        if (quiet >= RunResources.QUIET_LOOKS) {
            return state.finished(StepStatus.CLEAN);
        }
        if (looks > MOST_LOOKS) {
            throw new PermanentFailure("After hours of cleanup, Bedrock still lists a "
                    + there.stream().map(one -> one.kind().id()).findFirst().orElse("resource") + " of run " + run.id()
                    + ".");
        }
        return state.quiet(quiet).looks(looks).waiting(StepStatus.CLEANING, RunResources.LOOK);
    }
}
