package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Status;
import java.util.List;

/**
 * The last line against a forgotten bill: every hour, removes what ended runs of this stack still have in Bedrock, and
 * says so if there was anything.
 *
 * <p>Calls bedrock:ListModelCustomizationJobs, ListCustomModelDeployments, ListProvisionedModelThroughputs and
 * ListTagsForResource, states:DescribeExecution, what CleanUp calls, sns:Publish.
 */
public final class Sweep extends Step {
    public Sweep() {
        this(Platform.ofLambda());
    }

    public Sweep(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode event, Context context) {
        Leftovers leftovers = new Leftovers(platform());
        List<Status.Billing> removed = leftovers.remove();
        measure("acted", removed.size());
        measure("oldestJobMinutes", leftovers.oldestJob().toMinutes());
        if (!removed.isEmpty()) {
            new Messages(platform()).publish(Messages.removed("The hourly sweeper", removed));
        }
        return Json.object().put("status", "SWEPT").put("acted", removed.size());
    }
}
