package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Provisioned Throughput of custom models: billed by the hour from when it is in service until it is deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html">Provisioned Throughput</a>
 */
final class Throughputs {
    /** Provisioned Throughput: Creating, then InService or Failed. */
    static final class Throughput implements Page.Listed {
        private final String arn;
        private final ObjectNode request;
        private final CustomModel model;
        private final Instant created;
        private Instant updated;
        private String status = "Creating";
        private String failure;

        private Throughput(String arn, ObjectNode request, CustomModel model, Instant created) {
            this.arn = arn;
            this.request = request;
            this.model = model;
            this.created = created;
            this.updated = created;
        }

        @Override
        public String name() {
            return request.path("provisionedModelName").textValue();
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

        int units() {
            return request.path("modelUnits").intValue();
        }

        /** When the term ends that it was committed to; null without commitment. */
        Instant committedUntil() {
            String commitment = request.path("commitmentDuration").asText();
            return commitment.isEmpty()
                    ? null
                    : created.plus(Duration.ofDays(commitment.equals("OneMonth") ? 30 : 180));
        }

        private ObjectNode view() {
            ObjectNode view = Json.object()
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
            if (committedUntil() != null) {
                view.set("commitmentDuration", request.get("commitmentDuration"));
                view.put("commitmentExpirationTime", committedUntil().toString());
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
    private final Map<String, Throughput> throughputs = new LinkedHashMap<>();
    private Duration creation = Durations.DEFAULT.throughput();

    Throughputs(World world, CustomModels models, Tags tags, Ids ids, Failures failures) {
        this.world = world;
        this.models = models;
        this.tags = tags;
        this.ids = ids;
        this.failures = failures;
    }

    void durations(Durations other) {
        creation = other.throughput();
    }

    ObjectNode create(ObjectNode input) {
        Optional<String> before = tokens.repeated(input);
        if (before.isPresent()) {
            return Json.object().put("provisionedModelArn", before.get());
        }
        CustomModel model = models.require(input.path("modelId").textValue());
        String name = input.path("provisionedModelName").textValue();
        if (!model.base().servingModes().contains(ServingMode.PROVISIONED_THROUGHPUT)) {
            throw AwsError.validation("Provisioned Throughput is not supported for custom models of "
                    + model.base().id() + ".");
        }
        world.offers().requireActive(model.base(), "New Provisioned Throughput");
        if (throughputs.values().stream().anyMatch(other -> other.name().equals(name))) {
            throw AwsError.validation("The provided provisioned model name is already in use: " + name + ".");
        }
        requireUnits(input, model);
        String arn = world.arn("provisioned-model/" + ids.next(name));
        Throughput throughput =
                new Throughput(arn, input.deepCopy(), model, world.clock().now());
        throughputs.put(arn, throughput);
        tokens.remember(input, arn);
        tags.put(arn, input.path("tags"));
        BigDecimal perHour = model.base()
                .prices()
                .throughputPerUnitHour()
                .map(Figure::amount)
                .map(price -> price.multiply(BigDecimal.valueOf(throughput.units())))
                .orElse(null);
        world.meter().open(arn, "provisioned-throughput", Meter.SERVING, perHour);
        world.clock().after(creation, () -> created(arn));
        return Json.object().put("provisionedModelArn", arn);
    }

    ObjectNode get(ObjectNode input) {
        Throughput found = require(input);
        ObjectNode view = found.view();
        if (found.failure != null) {
            view.put("failureMessage", found.failure);
        }
        return view;
    }

    ObjectNode list(ObjectNode input) {
        String model = input.path("modelArnEquals").asText();
        return Page.of(
                input,
                throughputs.values(),
                one -> model.isEmpty() || one.model.arn().equals(model),
                "provisionedModelSummaries",
                Throughput::view);
    }

    ObjectNode delete(ObjectNode input) {
        Throughput found = require(input);
        if (found.status.equals("Creating")) {
            throw AwsError.conflict("The Provisioned Throughput " + found.name()
                    + " is being created and cannot be deleted until that has ended.");
        }
        Instant until = found.committedUntil();
        if (until != null && world.clock().now().isBefore(until)) {
            throw AwsError.conflict("The Provisioned Throughput " + found.name()
                    + " cannot be deleted before its commitment term ends at " + until + ".");
        }
        throughputs.remove(found.arn);
        tokens.forget(found.arn);
        tags.drop(found.arn);
        world.meter().close(found.arn);
        return Json.object();
    }

    Optional<Throughput> find(String identifier) {
        return throughputs.values().stream()
                .filter(one -> one.arn.equals(identifier) || one.name().equals(identifier))
                .findFirst();
    }

    boolean serves(CustomModel model) {
        return throughputs.values().stream().anyMatch(one -> one.model.equals(model));
    }

    private void requireUnits(ObjectNode input, CustomModel model) {
        if (input.has("commitmentDuration")) {
            return;
        }
        int used = throughputs.values().stream()
                .filter(one -> one.committedUntil() == null)
                .mapToInt(Throughput::units)
                .sum();
        int most = world.quotas().value(Quotas.MODEL_UNITS);
        if (used + input.path("modelUnits").intValue() > most) {
            throw AwsError.quota("Your account does not currently have any no commitment model units reserved for "
                    + model.base().id() + ": " + used + " of " + most + " are in use.");
        }
    }

    private Throughput require(ObjectNode input) {
        String identifier = input.path("provisionedModelId").textValue();
        return find(identifier)
                .orElseThrow(() -> AwsError.notFound("The provisioned model " + identifier + " does not exist."));
    }

    private void created(String arn) {
        synchronized (world) {
            Throughput throughput = throughputs.get(arn);
            failures.serving().ifPresent(message -> throughput.failure = message);
            throughput.status = throughput.failure == null ? "InService" : "Failed";
            throughput.updated = world.clock().now();
            if (throughput.failure == null) {
                world.meter().run(arn);
            }
        }
    }
}
