package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;

/** Finds what answers under a modelId, or says why nothing does. */
final class Endpoints {
    private final World world;
    private final Deployments deployments;
    private final Throughputs throughputs;

    Endpoints(World world, Deployments deployments, Throughputs throughputs) {
        this.world = world;
        this.deployments = deployments;
        this.throughputs = throughputs;
    }

    Served find(String modelId) {
        if (modelId.contains(":custom-model-deployment/")) {
            return deployed(modelId);
        }
        if (modelId.contains(":provisioned-model/")) {
            return provisioned(modelId);
        }
        return foundation(modelId);
    }

    private Served deployed(String arn) {
        Deployments.Deployment deployment = deployments
                .find(arn)
                .orElseThrow(() -> AwsError.notFound("The custom model deployment " + arn + " does not exist."));
        requireReady(deployment, "Active");
        CustomModel model = deployment.model();
        return new Served(arn, model.base(), model.model(), true);
    }

    private Served provisioned(String arn) {
        Throughputs.Throughput throughput = throughputs
                .find(arn)
                .orElseThrow(() -> AwsError.notFound("The provisioned model " + arn + " does not exist."));
        requireReady(throughput, "InService");
        CustomModel model = throughput.model();
        return new Served(arn, model.base(), model.model(), false);
    }

    private static void requireReady(Page.Listed endpoint, String ready) {
        if (endpoint.status().equals("Creating")) {
            throw new AwsError("ModelNotReadyException", 429, "Model is not ready for inference. Please try again.");
        }
        if (!endpoint.status().equals(ready)) {
            throw AwsError.validation("The endpoint " + endpoint.name() + " is in status " + endpoint.status() + ".");
        }
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
