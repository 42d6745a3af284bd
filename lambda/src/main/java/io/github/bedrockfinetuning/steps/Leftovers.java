package io.github.bedrockfinetuning.steps;

import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.FineTuningJobStatus;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * What ended runs of this stack still have in Bedrock. A resource counts as ours only if its name is a run's, its tags
 * name that run and this stack, and the run's execution is not running; whatever else there is stays untouched.
 */
final class Leftovers {
    private final Platform platform;

    Leftovers(Platform platform) {
        this.platform = platform;
    }

    /** Removes them, each as its run would, and returns what was found. */
    List<Status.Billing> remove() {
        List<Status.Billing> removed = new ArrayList<>();
        for (Map.Entry<String, List<String>> found : arnsByName().entrySet()) {
            RunId id = RunId.find(found.getKey()).orElseThrow();
            if (found.getValue().stream().anyMatch(arn -> ours(id, arn)) && !running(id)) {
                Run run = new Run(platform, id);
                if (!kept(run)) {
                    removed.addAll(new Remains(run).remove());
                }
            }
        }
        return removed;
    }

    /** Everything is listed before anything is decided. */
    private Map<String, List<String>> arnsByName() {
        Map<String, List<String>> arns = new TreeMap<>();
        bedrock()
                .listModelCustomizationJobsPaginator(r -> r.statusEquals(FineTuningJobStatus.IN_PROGRESS))
                .modelCustomizationJobSummaries()
                .forEach(job -> add(arns, job.jobName(), job.jobArn()));
        bedrock()
                .listCustomModelDeploymentsPaginator(r -> {})
                .modelDeploymentSummaries()
                .forEach(d -> add(arns, d.customModelDeploymentName(), d.customModelDeploymentArn()));
        bedrock()
                .listProvisionedModelThroughputsPaginator(r -> {})
                .provisionedModelSummaries()
                .forEach(t -> add(arns, t.provisionedModelName(), t.provisionedModelArn()));
        return arns;
    }

    private static void add(Map<String, List<String>> arns, String name, String arn) {
        if (RunId.find(name).isPresent()) {
            arns.computeIfAbsent(name, n -> new ArrayList<>()).add(arn);
        }
    }

    private boolean ours(RunId id, String arn) {
        try {
            Map<String, String> tags = bedrock().listTagsForResource(r -> r.resourceARN(arn)).tags().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value, (one, other) -> one));
            return platform.require("FT_STACK").equals(tags.get(Run.STACK_TAG))
                    && id.value().equals(tags.get(Run.RUN_TAG));
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    private boolean running(RunId id) {
        String execution =
                platform.require("STATE_MACHINE_ARN").replace(":stateMachine:", ":execution:") + ":" + id.value();
        try {
            return platform.aws()
                            .stepFunctions()
                            .describeExecution(r -> r.executionArn(execution))
                            .status()
                    == ExecutionStatus.RUNNING;
        } catch (ExecutionDoesNotExistException e) {
            return false;
        }
    }

    private static boolean kept(Run run) {
        return Endings.written(run)
                        .filter(status -> Status.SUCCEEDED.equals(status.status()))
                        .isPresent()
                && run.findRecord()
                        .filter(record -> record.settings().keepEndpoint())
                        .isPresent();
    }

    private BedrockClient bedrock() {
        return platform.aws().bedrock();
    }
}
