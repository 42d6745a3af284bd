package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.models.LocalModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The custom models of the account. A model with endpoints cannot be deleted. */
final class CustomModels {
    private final World world;
    private final Tags tags;
    private final Ids ids;
    private final Map<String, CustomModel> models = new LinkedHashMap<>();

    CustomModels(World world, Tags tags, Ids ids) {
        this.world = world;
        this.tags = tags;
        this.ids = ids;
    }

    CustomModel add(CustomizationJob job, LocalModel trained) {
        String arn = world.arn("custom-model/" + job.base().id() + "/" + ids.next(job.modelName()));
        CustomModel model = new CustomModel(arn, job.modelName(), world.clock().now(), job, trained);
        models.put(arn, model);
        tags.put(arn, job.request().path("customModelTags"));
        world.meter()
                .open(
                        arn,
                        "custom-model",
                        Meter.STORAGE,
                        job.base()
                                .prices()
                                .storagePerMonth()
                                .map(Figure::amount)
                                .map(Meter::hourly)
                                .orElse(null));
        world.meter().run(arn);
        return model;
    }

    int count() {
        return models.size();
    }

    Optional<CustomModel> named(String name) {
        return models.values().stream()
                .filter(model -> model.name().equals(name))
                .findFirst();
    }

    Optional<CustomModel> find(String identifier) {
        return Optional.ofNullable(models.get(identifier)).or(() -> named(identifier));
    }

    CustomModel require(String identifier) {
        return find(identifier)
                .orElseThrow(() -> AwsError.notFound(
                        "The provided model identifier " + identifier + " is invalid: no such model."));
    }

    ObjectNode get(ObjectNode input) {
        return require(input.path("modelIdentifier").textValue()).describe();
    }

    ObjectNode list(ObjectNode input) {
        return Page.of(
                input,
                input.path("isOwned").asBoolean(true) ? models.values() : List.of(),
                "modelSummaries",
                model -> model.summarize(world.account()));
    }

    /** @param served returns whether a deployment or Provisioned Throughput of the model exists */
    ObjectNode delete(ObjectNode input, Predicate<CustomModel> served) {
        CustomModel model = require(input.path("modelIdentifier").textValue());
        if (served.test(model)) {
            throw AwsError.conflict(
                    "The model " + model.name() + " has deployments or Provisioned Throughput. Delete them first.");
        }
        models.remove(model.arn());
        tags.drop(model.arn());
        world.meter().close(model.arn());
        return Json.object();
    }
}
