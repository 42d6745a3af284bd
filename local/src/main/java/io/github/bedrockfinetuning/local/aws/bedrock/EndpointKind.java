package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.ServingMode;

/**
 * A kind of endpoint for custom models. Provisioned Throughput is billed per hour from the time it is in service until
 * it is deleted. A deployment incurs no hourly charges.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html">Deploy a
 *     custom model for on-demand inference</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html">Provisioned Throughput</a>
 */
enum EndpointKind {
    DEPLOYMENT(
            "custom model deployment",
            "custom-model-deployment",
            "custom-model-deployment",
            ServingMode.ON_DEMAND,
            "Active",
            new Members(
                    "modelDeploymentName",
                    "modelArn",
                    "customModelDeploymentArn",
                    "customModelDeploymentIdentifier",
                    "modelDeploymentSummaries")),
    THROUGHPUT(
            "provisioned model",
            "provisioned-model",
            "provisioned-throughput",
            ServingMode.PROVISIONED_THROUGHPUT,
            "InService",
            new Members(
                    "provisionedModelName",
                    "modelId",
                    "provisionedModelArn",
                    "provisionedModelId",
                    "provisionedModelSummaries"));

    /**
     * The members of requests and responses whose names differ between the kinds.
     *
     * @param name the name of the new endpoint in the create request
     * @param model the custom model in the create request
     * @param arn the ARN in responses
     * @param identifier the name or ARN in requests
     * @param summaries the list of endpoints in responses
     */
    record Members(String name, String model, String arn, String identifier, String summaries) {}

    private final String noun;
    private final String resourceType;
    private final String billedAs;
    private final ServingMode mode;
    private final String ready;
    private final Members members;

    EndpointKind(String noun, String resourceType, String billedAs, ServingMode mode, String ready, Members members) {
        this.noun = noun;
        this.resourceType = resourceType;
        this.billedAs = billedAs;
        this.mode = mode;
        this.ready = ready;
        this.members = members;
    }

    /** Returns the name of this kind in messages. */
    String noun() {
        return noun;
    }

    /** Returns the resource type in the ARN, before the slash. */
    String resourceType() {
        return resourceType;
    }

    /** Returns the name of this kind in the meter. */
    String billedAs() {
        return billedAs;
    }

    ServingMode mode() {
        return mode;
    }

    /** Returns the status of an endpoint that can be invoked. */
    String ready() {
        return ready;
    }

    Members members() {
        return members;
    }

    boolean isNamedBy(String arn) {
        return arn.contains(":" + resourceType + "/");
    }
}
