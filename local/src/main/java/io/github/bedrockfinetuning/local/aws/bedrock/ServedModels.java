package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;

/** Finds the model for a {@code modelId}, or reports why it cannot be invoked. */
final class ServedModels {
    private final World world;
    private final Endpoints endpoints;

    ServedModels(World world, Endpoints endpoints) {
        this.world = world;
        this.endpoints = endpoints;
    }

    Served find(String modelId) {
        for (EndpointKind kind : EndpointKind.values()) {
            if (kind.isNamedBy(modelId)) {
                return served(endpoints.require(kind, modelId));
            }
        }
        return foundation(modelId);
    }

    private static Served served(Endpoint endpoint) {
        if (endpoint.isBeingCreated()) {
            throw new AwsError("ModelNotReadyException", 429, "Model is not ready for inference. Please try again.");
        }
        if (!endpoint.isReady()) {
            throw AwsError.validation("The endpoint " + endpoint.name() + " is in status " + endpoint.status() + ".");
        }
        CustomModel model = endpoint.model();
        boolean byToken = endpoint.kind() == EndpointKind.DEPLOYMENT;
        return new Served(endpoint.arn(), model.base(), model.model(), byToken);
    }

    private Served foundation(String modelId) {
        String id = modelId.startsWith("arn:") ? modelId.substring(modelId.lastIndexOf('/') + 1) : modelId;
        for (Model model : Catalogue.load().models()) {
            String call = model.invocationId(world.region()).orElse("");
            boolean profile = model.crossesRegions(world.region());
            if (call.equals(id) && (profile || world.offers().of(model).inRegion())) {
                if (world.offers().of(model).endedBy(world.today())) {
                    throw AwsError.notFound("This model version has reached the end of its life. Please refer to the"
                            + " AWS documentation for more details.");
                }
                world.offers().requireAccess(model);
                return new Served(id, model, world.models().foundation(model), true);
            }
            if (model.plainId().equals(id) && !call.isEmpty()) {
                throw AwsError.validation("Invocation of model ID " + id
                        + " with on-demand throughput isn't supported. Retry your request with the ID or ARN of an"
                        + " inference profile that contains this model.");
            }
        }
        throw AwsError.validation("The provided model identifier is invalid.");
    }
}
