package io.github.bedrockfinetuning.ending;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.TagKeys;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Errands;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunExecution;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.serving.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.FineTuningJobStatus;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Finds and removes the Bedrock resources of the runs in this stack that have ended. A resource belongs to the stack
 * only if its name is a run ID, its tags match that run and this stack, and the run's execution ended a while ago.
 * Other resources are not changed.
 */
public final class StackResources {
    /**
     * The maximum time that a step can continue to run after its execution ends. The cleanup after an execution's end
     * takes the same time to find all resources.
     */
    public static final Duration STEPS_END_WITHIN = RunResources.LOOK.multipliedBy(RunResources.QUIET_LOOKS);

    private final Platform platform;
    /** The creation times of the jobs in progress, by ARN. */
    private final Map<String, Instant> jobs = new HashMap<>();

    private Duration oldestJob = Duration.ZERO;

    public StackResources(Platform platform) {
        this.platform = platform;
    }

    /** Returns the age of this stack's oldest job in progress, or zero if there is none or no check was made. */
    public Duration oldestJob() {
        return oldestJob;
    }

    /**
     * The resources of runs that have ended.
     *
     * @param found the resources that existed; {@link StackResources#remove} is removing them
     * @param stuck the resources that could not be checked or removed, with the reasons
     * @param errands the failures of individual runs and of the search
     */
    public record Look(List<BilledResource> found, List<BilledResource> stuck, Errands errands) {
        /** Returns all resources that exist or might exist. */
        public List<BilledResource> all() {
            return Stream.concat(found.stream(), stuck.stream()).toList();
        }
    }

    /**
     * Removes the resources in the same way as each run's own cleanup. If a resource cannot be removed, the others are
     * removed nevertheless.
     */
    public Look remove() {
        return look(run -> new RunResources(run).remove());
    }

    /** Returns the resources that {@link #remove} would remove. */
    public Look look() {
        return look(run -> new RunResources(run).look());
    }

    private Look look(Function<Run, List<BilledResource>> work) {
        List<BilledResource> found = new ArrayList<>();
        List<BilledResource> stuck = new ArrayList<>();
        Errands errands = new Errands();
        for (Run run : ofEndedRuns(errands)) {
            errands.run(
                    () -> found.addAll(work.apply(run)),
                    failure -> errands.run(() -> stuck.add(new BilledResources(run).stuck(failure.getMessage()))));
        }
        return new Look(List.copyOf(found), List.copyOf(stuck), errands);
    }

    /**
     * Returns the serving resources that were kept as configured after their runs ended. The result is valid only if
     * no other resources remain.
     */
    public List<BilledResource> kept() {
        Errands errands = new Errands();
        List<BilledResource> kept = new ArrayList<>();
        ofEndedRuns(errands)
                .forEach(run -> errands.run(() ->
                        Endpoint.of(run).map(new BilledResources(run)::kept).ifPresent(kept::add)));
        errands.finish();
        return kept;
    }

    private List<Run> ofEndedRuns(Errands errands) {
        List<Run> ended = new ArrayList<>();
        arnsByName(errands)
                .forEach((name, arns) -> errands.run(() -> {
                    RunId id = RunId.find(name).orElseThrow();
                    List<String> ours =
                            arns.stream().filter(arn -> ours(id, arn)).toList();
                    ours.stream().map(jobs::get).filter(Objects::nonNull).forEach(this::age);
                    if (!ours.isEmpty() && !running(id)) {
                        ended.add(new Run(platform, id));
                    }
                }));
        return ended;
    }

    /**
     * Returns the ARNs of all resources by run ID. Listings are independent: if one fails, the resources in the others
     * are removed nevertheless.
     */
    private Map<String, List<String>> arnsByName(Errands errands) {
        Map<String, List<String>> arns = new TreeMap<>();
        errands.run(() -> bedrock()
                .listModelCustomizationJobsPaginator(r -> r.statusEquals(FineTuningJobStatus.IN_PROGRESS))
                .modelCustomizationJobSummaries()
                .forEach(job -> {
                    jobs.put(job.jobArn(), job.creationTime());
                    add(arns, job.jobName(), job.jobArn());
                }));
        errands.run(() -> bedrock()
                .listCustomModelDeploymentsPaginator(r -> {})
                .modelDeploymentSummaries()
                .forEach(d -> add(arns, d.customModelDeploymentName(), d.customModelDeploymentArn())));
        errands.run(() -> bedrock()
                .listProvisionedModelThroughputsPaginator(r -> {})
                .provisionedModelSummaries()
                .forEach(t -> add(arns, t.provisionedModelName(), t.provisionedModelArn())));
        return arns;
    }

    private static void add(Map<String, List<String>> arns, String name, String arn) {
        if (RunId.find(name).isPresent()) {
            arns.computeIfAbsent(name, n -> new ArrayList<>()).add(arn);
        }
    }

    private void age(Instant created) {
        Duration age = Duration.between(created, platform.clock().instant());
        if (age.compareTo(oldestJob) > 0) {
            oldestJob = age;
        }
    }

    private boolean ours(RunId id, String arn) {
        try {
            Map<String, String> tags = bedrock().listTagsForResource(r -> r.resourceARN(arn)).tags().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value, (one, other) -> one));
            return platform.require(EnvironmentVariables.FT_STACK).equals(tags.get(TagKeys.STACK))
                    && id.value().equals(tags.get(TagKeys.RUN));
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    /**
     * Returns whether a step of the run might still be running, which is possible for some time after its execution
     * ends.
     */
    private boolean running(RunId id) {
        return new RunExecution(platform, id)
                .find()
                .filter(found -> found.status() == ExecutionStatus.RUNNING
                        || found.stopDate() != null
                                && found.stopDate()
                                        .plus(STEPS_END_WITHIN)
                                        .isAfter(platform.clock().instant()))
                .isPresent();
    }

    private BedrockClient bedrock() {
        return platform.aws().bedrock();
    }
}
