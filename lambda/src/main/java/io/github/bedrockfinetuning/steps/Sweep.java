package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.ending.MissedEnds;
import io.github.bedrockfinetuning.ending.Notifications;
import io.github.bedrockfinetuning.ending.RunResources;
import io.github.bedrockfinetuning.ending.StackResources;
import io.github.bedrockfinetuning.ending.StuckReminder;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Errands;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prevents charges for forgotten resources. Every hour, it removes and reports the Bedrock resources that ended runs of
 * this stack still have. It also reports resources that cannot be removed, and the ends of runs that have not been
 * reported. If a resource cannot be removed, the others are removed nevertheless.
 *
 * <p>Calls bedrock:ListModelCustomizationJobs, ListCustomModelDeployments, ListProvisionedModelThroughputs and
 * ListTagsForResource, states:ListExecutions and DescribeExecution, what CleanUp calls, sns:Publish.
 */
public final class Sweep extends Step {
    private static final Duration LOOK = RunResources.LOOK;
    private static final int MARGIN_MILLIS = 60_000;

    public Sweep() {
        this(Platform.ofLambda());
    }

    public Sweep(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode event, Context context) throws InterruptedException {
        Map<String, BilledResource> removed = new LinkedHashMap<>();
        StackResources leftovers = new StackResources(platform());
        StackResources.Look look = leftovers.remove();
        put(look.found(), removed);
        while (look.errands().mayPass() && context.getRemainingTimeInMillis() > LOOK.toMillis() + MARGIN_MILLIS) {
            platform().sleep().sleep(LOOK);
            leftovers = new StackResources(platform());
            look = leftovers.remove();
            put(look.found(), removed);
        }
        measure(RunMetric.SWEPT, removed.size());
        measure(RunMetric.OLDEST_JOB_MINUTES, leftovers.oldestJob().toMinutes());
        tell(List.copyOf(removed.values()), look);
        return Json.object().put(StateFields.STATUS, StepStatus.SWEPT.name()).put("acted", removed.size());
    }

    /**
     * Adds the resources that were found to the resources that were removed. A resource that takes a while to be
     * deleted is found more than once.
     */
    private static void put(List<BilledResource> found, Map<String, BilledResource> removed) {
        found.forEach(billing -> removed.putIfAbsent(billing.kind().id() + " " + billing.resource(), billing));
    }

    /**
     * Sends all reports. If anything could not be reported or removed, the call fails; repeated failures raise the
     * alarm.
     */
    private void tell(List<BilledResource> removed, StackResources.Look look) {
        Errands errands = new Errands();
        errands.failed(look.errands().failures());
        if (!removed.isEmpty()) {
            Notifications notifications = new Notifications(platform());
            errands.run(() -> notifications.publish(notifications.removed("The hourly sweeper", removed)));
        }
        errands.run(() -> new StuckReminder(platform()).tell(look));
        errands.run(() -> new MissedEnds(platform(), this::ended).tell(look.all()));
        errands.finish();
    }
}
