package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.time.Instant;
import java.util.Optional;

/** An endpoint of a custom model. Its status is Creating first, and then ready or Failed. */
final class Endpoint implements Page.Listed {
    private static final String CREATING = "Creating";

    private final EndpointKind kind;
    private final String arn;
    private final ObjectNode request;
    private final CustomModel model;
    private final Instant created;
    private Instant updated;
    private String status = CREATING;
    private Optional<String> failure = Optional.empty();

    Endpoint(EndpointKind kind, String arn, ObjectNode request, CustomModel model, Instant created) {
        this.kind = kind;
        this.arn = arn;
        this.request = request.deepCopy();
        this.model = model;
        this.created = created;
        this.updated = created;
    }

    EndpointKind kind() {
        return kind;
    }

    String arn() {
        return arn;
    }

    @Override
    public String name() {
        return request.path(kind.members().name()).textValue();
    }

    @Override
    public String status() {
        return status;
    }

    CustomModel model() {
        return model;
    }

    boolean isBeingCreated() {
        return status.equals(CREATING);
    }

    boolean isReady() {
        return status.equals(kind.ready());
    }

    int units() {
        return request.path("modelUnits").intValue();
    }

    /** @param reason the reason why the creation failed; empty if it succeeded */
    void created(Optional<String> reason, Instant now) {
        failure = reason;
        status = reason.isEmpty() ? kind.ready() : "Failed";
        updated = now;
    }

    ObjectNode describe() {
        ObjectNode view =
                kind == EndpointKind.DEPLOYMENT ? deployment(kind.members().name()) : throughput();
        failure.ifPresent(reason -> view.put("failureMessage", reason));
        return view;
    }

    /**
     * Returns the summary of the endpoint. In summaries, the name of a deployment is in a different member, and
     * Provisioned Throughput has no failure message.
     */
    ObjectNode summarize() {
        if (kind == EndpointKind.THROUGHPUT) {
            return throughput();
        }
        ObjectNode view = deployment("customModelDeploymentName");
        failure.ifPresent(reason -> view.put("failureMessage", reason));
        return view;
    }

    private ObjectNode deployment(String nameMember) {
        return Json.object()
                .put("customModelDeploymentArn", arn)
                .put(nameMember, name())
                .put("modelArn", model.arn())
                .put("createdAt", created.toString())
                .put("lastUpdatedAt", updated.toString())
                .put("status", status);
    }

    private ObjectNode throughput() {
        return Json.object()
                .put("provisionedModelArn", arn)
                .put("provisionedModelName", name())
                .put("modelArn", model.arn())
                .put("desiredModelArn", model.arn())
                .put("foundationModelArn", model.job().baseArn())
                .put("modelUnits", units())
                .put("desiredModelUnits", units())
                .put("creationTime", created.toString())
                .put("lastModifiedTime", updated.toString())
                .put("status", status);
    }
}
