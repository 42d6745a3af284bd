package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.promotion.Promotion;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;

/**
 * Gives the dataset's stable name to the model that passed the gate.
 *
 * <p>Calls ssm:GetParameter and ssm:PutParameter under the stack's prefix, s3:GetObject and s3:PutObject on runs/.
 */
public final class Promote extends Step {
    public Promote() {
        this(Platform.ofLambda());
    }

    public Promote(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) {
        new Promotion(Run.of(platform(), state)).promote();
        return state.put("status", "PROMOTED");
    }
}
