package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.models.learning.EpochLoss;
import io.github.bedrockfinetuning.local.time.Cancellable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A fine-tuning job and its progress. Jobs cannot be deleted, and job names cannot be reused. */
final class CustomizationJob implements Page.Listed {
    /** A phase of the job. It has its own status, as in statusDetails of GetModelCustomizationJob. */
    private static final class Phase {
        private String status = "NotStarted";
        /** The start time and the time of the last change, which are null before the phase starts. */
        private @Nullable Instant created;

        private @Nullable Instant modified;
    }

    /** The request members that the job description includes. */
    private static final List<String> AS_REQUESTED = List.of(
            "clientRequestToken",
            "hyperParameters",
            "trainingDataConfig",
            "outputDataConfig",
            "validationDataConfig",
            "vpcConfig");

    private final String arn;
    private final ObjectNode request;
    private final Model base;
    private final String baseArn;
    private final @Nullable String kmsKeyArn;
    private final Instant created;
    private final Map<String, Phase> phases = new TreeMap<>(Map.of(
            "validationDetails", new Phase(), "dataProcessingDetails", new Phase(), "trainingDetails", new Phase()));
    private String status = "InProgress";
    private Instant modified;
    private @Nullable Instant ended;
    private @Nullable String failure;
    private @Nullable String modelArn;
    private List<EpochLoss> losses = List.of();

    /** The next scheduled step of the job. It is cancelled when the job is stopped. */
    @Nullable
    Cancellable next;

    /** The data, or null before validation. */
    @Nullable
    TrainingData data;

    /** True if the job has been validated and processed and is waiting for a training slot. */
    boolean queued;

    /** The time at which training started, or null before training. */
    @Nullable
    Instant trainingSince;

    CustomizationJob(
            String arn, ObjectNode request, Model base, String baseArn, @Nullable String kmsKeyArn, Instant created) {
        this.arn = arn;
        this.request = request;
        this.base = base;
        this.baseArn = baseArn;
        this.kmsKeyArn = kmsKeyArn;
        this.created = created;
        this.modified = created;
    }

    String arn() {
        return arn;
    }

    /** Returns the twelve characters at the end of the ARN. */
    String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    @Override
    public String name() {
        return request.path("jobName").textValue();
    }

    String modelName() {
        return request.path("customModelName").textValue();
    }

    @Override
    public String status() {
        return status;
    }

    Instant created() {
        return created;
    }

    ObjectNode request() {
        return request;
    }

    Model base() {
        return base;
    }

    String baseArn() {
        return baseArn;
    }

    /** Returns the key that encrypts the custom model, or null for an AWS owned key. */
    @Nullable
    String kmsKeyArn() {
        return kmsKeyArn;
    }

    /** Returns whether the job might still run or incur charges. */
    boolean live() {
        return status.equals("InProgress") || status.equals("Stopping");
    }

    boolean training() {
        return trainingSince != null && live();
    }

    int epochs() {
        String given = request.path("hyperParameters").path("epochCount").asText();
        return given.isEmpty()
                ? base.hyperparameter("epochCount")
                        .map(h -> h.defaultValue().intValue())
                        .orElse(1)
                : Integer.parseInt(given);
    }

    void phase(String name, String newStatus, Instant now) {
        Phase phase = phases.get(name);
        phase.status = newStatus;
        phase.created = phase.created == null ? now : phase.created;
        phase.modified = now;
        modified = now;
    }

    /** Changes the status of the job. The active phases end with the job. */
    void become(String newStatus, Instant now) {
        status = newStatus;
        modified = now;
        if (!newStatus.equals("InProgress") && !newStatus.equals("Completed")) {
            phases.forEach((name, phase) -> {
                if (phase.status.equals("InProgress") || phase.status.equals("Stopping")) {
                    phase(name, newStatus, now);
                }
            });
        }
        if (!live()) {
            ended = now;
        }
    }

    void failed(String message) {
        failure = message;
    }

    void succeeded(String newModelArn, List<EpochLoss> measured) {
        modelArn = newModelArn;
        losses = measured;
    }

    /** Adds the metrics of a completed job. */
    void metrics(ObjectNode view) {
        if (losses.isEmpty()) {
            return;
        }
        EpochLoss last = losses.get(losses.size() - 1);
        view.putObject("trainingMetrics").put("trainingLoss", last.trainingLoss());
        if (last.validationLoss() != null) {
            view.putArray("validationMetrics").addObject().put("validationLoss", last.validationLoss());
        }
    }

    ObjectNode describe() {
        ObjectNode view = outline("outputModelArn")
                .put("outputModelName", modelName())
                .put("roleArn", request.path("roleArn").textValue())
                .put("status", status)
                .put("customizationType", "FINE_TUNING")
                .put("failureMessage", failure)
                .put("outputModelKmsKeyArn", kmsKeyArn);
        view.putObject("hyperParameters");
        view.putObject("validationDataConfig").putArray("validators");
        for (String member : AS_REQUESTED) {
            if (request.has(member)) {
                view.set(member, request.get(member));
            }
        }
        view.set("statusDetails", statusDetails());
        metrics(view);
        return Json.withoutNulls(view);
    }

    ObjectNode summarize() {
        ObjectNode view = outline("customModelArn")
                .put("customModelName", modelName())
                .put("status", status)
                .put("customizationType", "FINE_TUNING");
        view.set("statusDetails", statusDetails());
        return Json.withoutNulls(view);
    }

    /** Returns the members that every view of the job contains. Members without a value are null. */
    private ObjectNode outline(String modelMember) {
        return Json.object()
                .put("jobArn", arn)
                .put("jobName", name())
                .put("baseModelArn", baseArn)
                .put("creationTime", created.toString())
                .put("lastModifiedTime", modified.toString())
                .put("endTime", ended == null ? null : ended.toString())
                .put(modelMember, modelArn);
    }

    private ObjectNode statusDetails() {
        ObjectNode details = Json.object();
        phases.forEach((name, phase) -> {
            ObjectNode view = details.putObject(name).put("status", phase.status);
            if (phase.created != null) {
                view.put("creationTime", phase.created.toString());
                view.put("lastModifiedTime", phase.modified.toString());
            }
        });
        return details;
    }

    /**
     * Returns the detail of a Model Customization Job State Change event. Its {@code jobStatus} is {@code status} in
     * the API.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-bedrock.html">Amazon Bedrock
     *     events</a>
     */
    ObjectNode eventDetail() {
        ObjectNode detail = outline("outputModelArn")
                .put("version", "0.0")
                .put("outputModelName", modelName())
                .put("roleArn", request.path("roleArn").textValue())
                .put("jobStatus", status)
                .put("failureMessage", failure);
        if (request.has("hyperParameters")) {
            detail.set("hyperParameters", request.get("hyperParameters"));
        }
        detail.putObject("trainingDataConfig").put("s3Uri", TrainingData.trainingUri(request));
        TrainingData.validationUri(request)
                .ifPresent(uri -> detail.putObject("validationDataConfig").put("s3Uri", uri));
        detail.set("outputDataConfig", request.get("outputDataConfig"));
        return Json.withoutNulls(detail);
    }
}
