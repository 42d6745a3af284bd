package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.models.LocalModels;
import io.github.bedrockfinetuning.local.time.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs fine-tuning jobs. A job validates and processes its data, waits for a training slot of the account, trains a
 * local model, and writes its metrics files.
 */
final class CustomizationJobs {
    private static final String VALIDATION = "validationDetails";
    private static final String PROCESSING = "dataProcessingDetails";
    private static final String TRAINING = "trainingDetails";

    private final World world;
    private final CustomModels models;
    private final Tags tags;
    private final Ids ids;
    private final Failures failures;
    private final JobRequests requests;
    private final JobOutputs outputs;
    private final ServiceRole role;
    private final RequestTokens tokens = new RequestTokens(AwsError::conflict);
    private final Map<String, CustomizationJob> jobs = new LinkedHashMap<>();
    private final Set<String> limits = new LinkedHashSet<>();
    private Durations durations = Durations.DEFAULT;

    CustomizationJobs(World world, CustomModels models, Tags tags, Ids ids, Failures failures) {
        this.world = world;
        this.models = models;
        this.tags = tags;
        this.ids = ids;
        this.failures = failures;
        this.requests = new JobRequests(world);
        this.outputs = new JobOutputs(world.s3());
        this.role = new ServiceRole(world);
    }

    List<String> limits() {
        return List.copyOf(limits);
    }

    void durations(Durations other) {
        durations = other;
    }

    ObjectNode create(ObjectNode input) {
        Optional<String> before = tokens.repeated(input);
        if (before.isPresent()) {
            return Json.object().put("jobArn", before.get());
        }
        Model base = requests.require(input);
        requireFree(input);
        String arn = world.arn("model-customization-job/" + base.id() + "/"
                + ids.next(input.path("jobName").textValue()));
        String baseArn = world.foundationArn(base.id());
        CustomizationJob job = new CustomizationJob(
                arn,
                input.deepCopy(),
                base,
                baseArn,
                requests.keyArn(input),
                world.clock().now());
        jobs.put(arn, job);
        tokens.remember(input, arn);
        tags.put(arn, input.path("jobTags"));
        world.meter().open(arn, "training-job", Meter.TRAINING, null);
        job.phase(VALIDATION, "InProgress", job.created());
        job.next = after(durations.validation(), job, this::validate);
        announce(job);
        return Json.object().put("jobArn", arn);
    }

    ObjectNode get(ObjectNode input) {
        return find(input.path("jobIdentifier").textValue()).describe();
    }

    ObjectNode list(ObjectNode input) {
        return Page.of(input, jobs.values(), "modelCustomizationJobSummaries", CustomizationJob::summarize);
    }

    ObjectNode stop(ObjectNode input) {
        CustomizationJob job = find(input.path("jobIdentifier").textValue());
        if (!job.live()) {
            throw AwsError.conflict(
                    "The job " + job.name() + " is in status " + job.status() + " and cannot be stopped.");
        }
        if (job.status().equals("InProgress")) {
            job.next.cancel();
            job.become("Stopping", world.clock().now());
            announce(job);
            job.next = after(durations.stopping(), job, this::stopped);
        }
        return Json.object();
    }

    List<CustomizationJob> all() {
        return List.copyOf(jobs.values());
    }

    private void requireFree(ObjectNode input) {
        String name = input.path("jobName").textValue();
        if (jobs.values().stream().anyMatch(job -> job.name().equals(name))) {
            throw AwsError.conflict("The provided job name is currently in use: " + name
                    + ". The name of a job cannot be reused, even after the job has ended.");
        }
        String model = input.path("customModelName").textValue();
        if (models.named(model).isPresent()
                || jobs.values().stream()
                        .anyMatch(job -> job.live() && job.modelName().equals(model))) {
            throw AwsError.conflict("The provided custom model name is currently in use: " + model + ".");
        }
        int room = world.quotas().value(Quotas.CUSTOM_MODELS);
        if (models.count() >= room) {
            throw AwsError.quota(
                    "The number of custom models, " + models.count() + ", has reached the quota of " + room + ".");
        }
        long live = jobs.values().stream().filter(CustomizationJob::live).count();
        int most = world.quotas().value(Quotas.SCHEDULED_JOBS);
        if (live >= most) {
            throw AwsError.quota(
                    "The number of scheduled customization jobs, " + live + ", has reached the quota of " + most + ".");
        }
    }

    private CustomizationJob find(String identifier) {
        return jobs.values().stream()
                .filter(job -> job.arn().equals(identifier) || job.name().equals(identifier))
                .findFirst()
                .orElseThrow(() -> AwsError.notFound(
                        "The provided customization job identifier " + identifier + " is invalid: no such job."));
    }

    private void validate(CustomizationJob job) {
        try {
            role.requireInput(job);
            job.data = TrainingData.read(world, job.request(), job.base());
        } catch (IOException e) {
            job.phase(VALIDATION, "Failed", world.clock().now());
            fail(job, "Encountered an error while validating the data: " + e.getMessage());
            return;
        }
        job.phase(VALIDATION, "Completed", world.clock().now());
        job.phase(PROCESSING, "InProgress", world.clock().now());
        job.next = after(durations.processing(), job, this::processed);
    }

    private void processed(CustomizationJob job) {
        job.phase(PROCESSING, "Completed", world.clock().now());
        job.next = after(durations.queue(), job, waiting -> {
            waiting.queued = true;
            fillSlots();
        });
    }

    /** Assigns each free slot to the job that has waited the longest. */
    private void fillSlots() {
        for (CustomizationJob job : jobs.values()) {
            long training =
                    jobs.values().stream().filter(CustomizationJob::training).count();
            if (training >= world.quotas().value(Quotas.TRAINING_SLOTS)) {
                return;
            }
            if (job.queued && job.status().equals("InProgress")) {
                job.queued = false;
                job.trainingSince = world.clock().now();
                job.phase(TRAINING, "InProgress", job.trainingSince);
                job.next = after(trainingTime(job), job, this::trained);
            }
        }
    }

    private Duration trainingTime(CustomizationJob job) {
        long recordsRead = job.data.records() * job.epochs();
        return durations.training().plus(durations.perRecord().multipliedBy(recordsRead));
    }

    private void trained(CustomizationJob job) {
        Optional<String> planned = failures.job();
        if (planned.isPresent()) {
            fail(job, planned.get());
            return;
        }
        try {
            LocalModels.Trained trained = world.models()
                    .train(
                            job.data.training(),
                            job.data.validation(),
                            job.base().format(),
                            JobRequests.hyperparameters(job.request()));
            role.requireOutput(job);
            outputs.write(job, trained.losses());
            CustomModel model = models.add(job, trained.model());
            if (trained.limit() != null) {
                limits.add(trained.limit());
            }
            job.succeeded(model.arn(), trained.losses());
            bill(job, job.data.tokens() * job.epochs());
            job.phase(TRAINING, "Completed", world.clock().now());
            end(job, "Completed");
        } catch (IOException | AwsError e) {
            fail(job, "Encountered an error: " + e.getMessage());
        }
    }

    private void stopped(CustomizationJob job) {
        if (job.trainingSince != null) {
            Duration planned = trainingTime(job);
            Duration done = Duration.between(job.trainingSince, world.clock().now());
            double share = Math.min(1, (double) done.toMillis() / planned.toMillis());
            bill(job, Math.round(share * job.data.tokens() * job.epochs()));
        }
        end(job, "Stopped");
    }

    private void fail(CustomizationJob job, String message) {
        job.failed(message.length() > 2048 ? message.substring(0, 2048) : message);
        end(job, "Failed");
    }

    private void end(CustomizationJob job, String status) {
        job.become(status, world.clock().now());
        world.meter().close(job.arn());
        announce(job);
        fillSlots();
    }

    private void bill(CustomizationJob job, long tokens) {
        world.meter().tokens(Meter.TRAINING, tokens, job.base().prices().trainingPerMillionTokens());
    }

    private void announce(CustomizationJob job) {
        world.events()
                .publish("aws.bedrock", "Model Customization Job State Change", List.of(job.arn()), job.eventDetail());
    }

    private Cancellable after(Duration delay, CustomizationJob job, Consumer<CustomizationJob> then) {
        return world.clock().after(delay, () -> {
            synchronized (world) {
                then.accept(job);
            }
        });
    }
}
