package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.serving.Serving;

/**
 * Removes what serves the custom model and looks until it is gone, unless the run is to keep it. It runs once all
 * questions are answered, and again at the end of a run that does not promote its model: from then on only
 * {@code keepEndpoint} keeps it.
 *
 * <p>Calls Get and Delete of bedrock's CustomModelDeployment and ProvisionedModelThroughput, s3:GetObject on runs/.
 */
public final class StopServing extends Step {
    private static final int NEXT_LOOK_SECONDS = 30;
    private static final int MOST_LOOKS = 120;

    public StopServing() {
        this(Platform.ofLambda());
    }

    public StopServing(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) {
        Run run = Run.of(platform(), state);
        RunRecord record = run.record();
        state.put("judge", record.settings().judged());
        if (kept(state, record) || new Serving(run).remove().isEmpty()) {
            state.remove("looks");
            state.remove("waitSeconds");
            return state.put("status", "STOPPED");
        }
        int looks = state.path("looks").asInt() + 1;
        if (looks > MOST_LOOKS) {
            throw new PermanentFailure("What serves run " + run.id()
                    + " is still there after an hour of asking Bedrock to" + " delete it.");
        }
        return state.put("status", "STOPPING").put("looks", looks).put("waitSeconds", NEXT_LOOK_SECONDS);
    }

    private static boolean kept(ObjectNode state, RunRecord record) {
        boolean evaluated = state.path("final").asBoolean(state.has("promote"));
        boolean awaitsGate = !evaluated && record.settings().promote() && record.servingMode() == ServingMode.ON_DEMAND;
        return record.settings().keepEndpoint() || awaitsGate;
    }
}
