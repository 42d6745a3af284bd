package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.ServingMode;

/**
 * A kind of endpoint for custom models. Provisioned Throughput is billed by the hour from when it is in service until it
 * is deleted; a deployment costs nothing by the hour.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html">Deploy a custom
 *     model for on-demand inference</a>
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
     * The members of requests and answers that have another name for each kind.
     *
     * @param name of the new endpoint, in the request that creates it
     * @param model the custom model, in the same request
     * @param arn in answers
     * @param identifier a name or ARN, in requests
     * @param summaries in the answer that lists endpoints
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

    /** Its name in messages. */
    String noun() {
        return noun;
    }

    /** In its ARN, before the slash. */
    String resourceType() {
        return resourceType;
    }

    /** As the meter calls it. */
    String billedAs() {
        return billedAs;
    }

    ServingMode mode() {
        return mode;
    }

    /** The status in which it answers. */
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
