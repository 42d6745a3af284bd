package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On-demand deployments of custom models.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html">Deploy a custom
 *     model for on-demand inference</a>
 */
final class Deployments {
    /** A deployment: Creating, then Active or Failed. */
    static final class Deployment implements Page.Listed {
        private final String arn;
        private final ObjectNode request;
        private final CustomModel model;
        private final Instant created;
        private Instant updated;
        private String status = "Creating";
        private String failure;

        private Deployment(String arn, ObjectNode request, CustomModel model, Instant created) {
            this.arn = arn;
            this.request = request;
            this.model = model;
            this.created = created;
            this.updated = created;
        }

        @Override
        public String name() {
            return request.path("modelDeploymentName").textValue();
        }

        @Override
        public String status() {
            return status;
        }

        @Override
        public Instant created() {
            return created;
        }

        String arn() {
            return arn;
        }

        CustomModel model() {
            return model;
        }

        private ObjectNode view(String nameMember) {
            ObjectNode view = Json.object()
                    .put("customModelDeploymentArn", arn)
                    .put(nameMember, name())
                    .put("modelArn", model.arn())
                    .put("createdAt", created.toString())
                    .put("lastUpdatedAt", updated.toString())
                    .put("status", status);
            if (failure != null) {
                view.put("failureMessage", failure);
            }
            return view;
        }
    }

    private final World world;
    private final CustomModels models;
    private final Tags tags;
    private final Ids ids;
    private final Failures failures;
    private final Tokens tokens = new Tokens(AwsError::validation);
    private final Map<String, Deployment> deployments = new LinkedHashMap<>();
    private Duration creation = Durations.DEFAULT.deployment();

    Deployments(World world, CustomModels models, Tags tags, Ids ids, Failures failures) {
        this.world = world;
        this.models = models;
        this.tags = tags;
        this.ids = ids;
        this.failures = failures;
    }

    void durations(Durations other) {
        creation = other.deployment();
    }

    ObjectNode create(ObjectNode input) {
        Optional<String> before = tokens.repeated(input);
        if (before.isPresent()) {
            return Json.object().put("customModelDeploymentArn", before.get());
        }
        CustomModel model = models.require(input.path("modelArn").textValue());
        String name = input.path("modelDeploymentName").textValue();
        if (!model.base().servingModes().contains(ServingMode.ON_DEMAND)) {
            throw AwsError.validation("On-demand inference is not supported for custom models of "
                    + model.base().id() + ". Use Provisioned Throughput.");
        }
        if (deployments.values().stream().anyMatch(other -> other.name().equals(name))) {
            throw AwsError.validation("The provided model deployment name is already in use: " + name + ".");
        }
        int all = world.quotas().value(Quotas.DEPLOYMENTS);
        if (deployments.size() >= all) {
            throw AwsError.quota("The number of custom model deployments, " + deployments.size()
                    + ", has reached the account's quota of " + all + ".");
        }
        long creating = deployments.values().stream()
                .filter(other -> other.status().equals("Creating"))
                .count();
        int most = world.quotas().value(Quotas.DEPLOYMENTS_IN_PROGRESS);
        if (creating >= most) {
            throw AwsError.quota("The number of in-progress custom model deployments, " + creating
                    + ", has reached the account's quota of " + most + ".");
        }
        String arn = world.arn("custom-model-deployment/" + ids.next(name));
        deployments.put(
                arn, new Deployment(arn, input.deepCopy(), model, world.clock().now()));
        tokens.remember(input, arn);
        tags.put(arn, input.path("tags"));
        world.meter().open(arn, "custom-model-deployment", Meter.SERVING, BigDecimal.ZERO);
        world.clock().after(creation, () -> created(arn));
        return Json.object().put("customModelDeploymentArn", arn);
    }

    ObjectNode get(ObjectNode input) {
        Deployment found = require(input);
        ObjectNode view = found.view("modelDeploymentName");
        if (found.request.has("description")) {
            view.set("description", found.request.get("description"));
        }
        return view;
    }

    ObjectNode list(ObjectNode input) {
        String model = input.path("modelArnEquals").asText();
        return Page.of(
                input,
                deployments.values(),
                one -> model.isEmpty() || one.model.arn().equals(model),
                "modelDeploymentSummaries",
                one -> one.view("customModelDeploymentName"));
    }

    ObjectNode delete(ObjectNode input) {
        Deployment found = require(input);
        if (found.status.equals("Creating")) {
            throw AwsError.conflict(
                    "The deployment " + found.name() + " is being created and cannot be deleted until that has ended.");
        }
        deployments.remove(found.arn);
        tokens.forget(found.arn);
        tags.drop(found.arn);
        world.meter().close(found.arn);
        return Json.object();
    }

    Optional<Deployment> find(String identifier) {
        return deployments.values().stream()
                .filter(one -> one.arn.equals(identifier) || one.name().equals(identifier))
                .findFirst();
    }

    boolean serves(CustomModel model) {
        return deployments.values().stream().anyMatch(one -> one.model.equals(model));
    }

    List<String> arns() {
        return List.copyOf(deployments.keySet());
    }

    private Deployment require(ObjectNode input) {
        String identifier = input.path("customModelDeploymentIdentifier").textValue();
        return find(identifier)
                .orElseThrow(() -> AwsError.notFound("The custom model deployment " + identifier + " does not exist."));
    }

    private void created(String arn) {
        synchronized (world) {
            Deployment deployment = deployments.get(arn);
            failures.serving().ifPresent(message -> deployment.failure = message);
            deployment.status = deployment.failure == null ? "Active" : "Failed";
            deployment.updated = world.clock().now();
        }
    }
}
