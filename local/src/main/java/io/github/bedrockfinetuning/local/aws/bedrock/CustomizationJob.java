package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.models.EpochLoss;
import io.github.bedrockfinetuning.local.time.Cancellable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One customization job and how far it has come. Jobs cannot be deleted, and their names are used up. */
final class CustomizationJob implements Page.Listed {
    /** A part of the job with its own status, as GetModelCustomizationJob's statusDetails has it. */
    private static final class Phase {
        private String status = "NotStarted";
        private Instant created;
        private Instant modified;
    }

    private final String arn;
    private final ObjectNode request;
    private final Model base;
    private final String baseArn;
    private final String kmsKeyArn;
    private final Instant created;
    private final Map<String, Phase> phases = new TreeMap<>(Map.of(
            "validationDetails", new Phase(), "dataProcessingDetails", new Phase(), "trainingDetails", new Phase()));
    private String status = "InProgress";
    private Instant modified;
    private Instant ended;
    private String failure;
    private String modelArn;
    private List<EpochLoss> losses = List.of();

    /** What happens to it next; called off when it is stopped. */
    Cancellable next;

    /** What it reads, once its data has been validated. */
    TrainingData data;

    /** Whether it has been validated and processed and waits for a slot. */
    boolean queued;

    Instant trainingSince;

    CustomizationJob(String arn, ObjectNode request, Model base, String baseArn, String kmsKeyArn, Instant created) {
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

    /** The twelve characters at the end of the ARN. */
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

    String kmsKeyArn() {
        return kmsKeyArn;
    }

    /** Whether it may still do or cost something. */
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

    /** Moves on; the phases that are under way end with the job. */
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

    /** Adds the metrics that a finished job has. */
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
        ObjectNode view = Json.object()
                .put("jobArn", arn)
                .put("jobName", name())
                .put("outputModelName", modelName())
                .put("roleArn", request.path("roleArn").textValue())
                .put("status", status)
                .put("creationTime", created.toString())
                .put("lastModifiedTime", modified.toString())
                .put("baseModelArn", baseArn)
                .put("customizationType", "FINE_TUNING");
        if (request.has("clientRequestToken")) {
            view.set("clientRequestToken", request.get("clientRequestToken"));
        }
        view.set("hyperParameters", request.has("hyperParameters") ? request.get("hyperParameters") : Json.object());
        view.set("trainingDataConfig", request.get("trainingDataConfig"));
        view.set("outputDataConfig", request.get("outputDataConfig"));
        if (request.has("validationDataConfig")) {
            view.set("validationDataConfig", request.get("validationDataConfig"));
        } else {
            view.putObject("validationDataConfig").putArray("validators");
        }
        if (request.has("vpcConfig")) {
            view.set("vpcConfig", request.get("vpcConfig"));
        }
        if (kmsKeyArn != null) {
            view.put("outputModelKmsKeyArn", kmsKeyArn);
        }
        if (modelArn != null) {
            view.put("outputModelArn", modelArn);
        }
        if (failure != null) {
            view.put("failureMessage", failure);
        }
        if (ended != null) {
            view.put("endTime", ended.toString());
        }
        view.set("statusDetails", statusDetails());
        metrics(view);
        return view;
    }

    ObjectNode summarize() {
        ObjectNode view = Json.object()
                .put("jobArn", arn)
                .put("jobName", name())
                .put("customModelName", modelName())
                .put("baseModelArn", baseArn)
                .put("status", status)
                .put("creationTime", created.toString())
                .put("lastModifiedTime", modified.toString())
                .put("customizationType", "FINE_TUNING");
        if (modelArn != null) {
            view.put("customModelArn", modelArn);
        }
        if (ended != null) {
            view.put("endTime", ended.toString());
        }
        view.set("statusDetails", statusDetails());
        return view;
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
     * The detail of a Model Customization Job State Change event. It says {@code jobStatus} where the API says
     * {@code status}.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-bedrock.html">Amazon Bedrock events</a>
     */
    ObjectNode eventDetail() {
        ObjectNode detail = Json.object()
                .put("version", "0.0")
                .put("jobName", name())
                .put("jobArn", arn)
                .put("outputModelName", modelName())
                .put("roleArn", request.path("roleArn").textValue())
                .put("jobStatus", status)
                .put("creationTime", created.toString())
                .put("lastModifiedTime", modified.toString())
                .put("baseModelArn", baseArn);
        if (modelArn != null) {
            detail.put("outputModelArn", modelArn);
        }
        if (failure != null) {
            detail.put("failureMessage", failure);
        }
        if (ended != null) {
            detail.put("endTime", ended.toString());
        }
        if (request.has("hyperParameters")) {
            detail.set("hyperParameters", request.get("hyperParameters"));
        }
        detail.putObject("trainingDataConfig").put("s3Uri", TrainingData.trainingUri(request));
        TrainingData.validationUri(request)
                .ifPresent(uri -> detail.putObject("validationDataConfig").put("s3Uri", uri));
        detail.set("outputDataConfig", request.get("outputDataConfig"));
        return detail;
    }
}
