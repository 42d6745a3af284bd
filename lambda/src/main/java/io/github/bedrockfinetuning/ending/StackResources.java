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
 * What ended runs of this stack still have in Bedrock. A resource counts as ours only if its name is a run's, its tags
 * name that run and this stack, and the run's execution ended a while ago; whatever else there is stays untouched.
 */
public final class StackResources {
    /** The clean-up behind an execution's end is given as long to see everything. */
    public static final Duration STEPS_END_WITHIN = RunResources.LOOK.multipliedBy(RunResources.QUIET_LOOKS);

    private final Platform platform;
    /** When the jobs that are running were created, by ARN. */
    private final Map<String, Instant> jobs = new HashMap<>();

    private Duration oldestJob = Duration.ZERO;

    public StackResources(Platform platform) {
        this.platform = platform;
    }

    /** How long this stack's oldest running job has been there; zero if none is, or nobody has looked. */
    public Duration oldestJob() {
        return oldestJob;
    }

    /**
     * What ended runs had.
     *
     * @param found what was there and, by {@link StackResources#remove}, is being removed
     * @param stuck what runs may still have that could not be looked at or removed, with why
     * @param errands what failed, of runs and of looking for them
     */
    public record Look(List<BilledResource> found, List<BilledResource> stuck, Errands errands) {
        /** All that is there, or may be. */
        public List<BilledResource> all() {
            return Stream.concat(found.stream(), stuck.stream()).toList();
        }
    }

    /** Removes them, each as its run would. One that cannot be removed keeps none of the others from it. */
    public Look remove() {
        return look(run -> new RunResources(run).remove());
    }

    /** What {@link #remove} would remove. */
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

    /** What serves ended runs' models because somebody asked for it; of use once nothing is left over. */
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

    /** A run is judged by itself, so what cannot be listed keeps nothing else from being removed. */
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

    /** Whether a step of the run may be at work: until a while after its execution's end. */
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
