package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Determines the permissions that Bedrock operations require. Create operations require permission for their source and
 * for the new resource. To create or invoke an encrypted model, callers also need permissions for its KMS key. For
 * deployments, AWS documents only that the caller must have permission to use the key, so the simulation applies the
 * strictest interpretation.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html">Actions,
 *     resources and condition keys for Amazon Bedrock</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html">Encryption of custom
 *     models</a>
 * @see <a href="https://docs.aws.amazon.com/nova/latest/userguide/customize-fine-tune-encrypt.html">Encryption of
 *     Amazon Nova model customization jobs and artifacts</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html">Deploy a
 *     custom model for on-demand inference</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prov-thru-prereq.html">Prerequisites for
 *     Provisioned Throughput</a>
 */
final class BedrockNeeds {
    private static final String NEW = "000000000000";

    private final World world;
    private final Tags tags;
    private final CustomizationJobs jobs;
    private final CustomModels models;
    private final Endpoints endpoints;

    BedrockNeeds(World world, Tags tags, CustomizationJobs jobs, CustomModels models, Endpoints endpoints) {
        this.world = world;
        this.tags = tags;
        this.jobs = jobs;
        this.models = models;
        this.endpoints = endpoints;
    }

    List<Need> of(Call call) {
        ObjectNode input = call.input();
        String action = "bedrock:" + call.operation();
        return switch (call.operation()) {
            case "CreateModelCustomizationJob" -> createJob(input);
            case "GetModelCustomizationJob", "StopModelCustomizationJob" ->
                on(action, job(input.path("jobIdentifier").asText()));
            case "CreateCustomModelDeployment" -> createServing(action, EndpointKind.DEPLOYMENT, input);
            case "CreateProvisionedModelThroughput" -> createServing(action, EndpointKind.THROUGHPUT, input);
            case "GetCustomModelDeployment", "DeleteCustomModelDeployment" ->
                on(action, endpoint(EndpointKind.DEPLOYMENT, input));
            case "GetProvisionedModelThroughput", "DeleteProvisionedModelThroughput" ->
                on(action, endpoint(EndpointKind.THROUGHPUT, input));
            case "GetCustomModel", "DeleteCustomModel" ->
                on(action, model(input.path("modelIdentifier").asText()));
            case "GetFoundationModel" ->
                on(action, foundation(input.path("modelIdentifier").asText()));
            case "ListTagsForResource" -> on(action, input.path("resourceARN").asText());
            case "Converse" -> invoke(input.path("modelId").asText());
            default -> List.of(Need.of(action, "*"));
        };
    }

    private List<Need> createJob(ObjectNode input) {
        List<Need> needs = new ArrayList<>();
        String base = input.path("baseModelIdentifier").asText().replaceFirst(".*/", "");
        String job = world.arn("model-customization-job/" + base + "/" + NEW);
        String model = world.arn("custom-model/" + base + "/" + NEW);
        Map<String, String> asked = requestTags(input.path("jobTags"));
        // The request tags apply to the new resources. Foundation models have no request tags.
        needs.add(Need.of("bedrock:CreateModelCustomizationJob", world.foundationArn(base)));
        Stream.of(model, job).forEach(arn -> needs.add(new Need("bedrock:CreateModelCustomizationJob", arn, asked)));
        tagging(needs, job, asked);
        tagging(needs, model, requestTags(input.path("customModelTags")));
        needs.add(new Need(
                "iam:PassRole",
                input.path("roleArn").asText(),
                Map.of("iam:PassedToService", "bedrock.amazonaws.com")));
        needs.addAll(encrypt(new JobRequests(world).keyArn(input)));
        return needs;
    }

    private List<Need> createServing(String action, EndpointKind kind, ObjectNode input) {
        String modelId = input.path(kind.members().model()).asText();
        List<Need> needs = new ArrayList<>();
        String model = model(modelId);
        Map<String, String> asked = requestTags(input.path("tags"));
        Map<String, String> context = new HashMap<>(asked);
        context.putAll(resourceTags(model));
        needs.add(new Need(action, model, context));
        tagging(needs, world.arn(kind.resourceType() + "/" + NEW), asked);
        models.find(modelId)
                .ifPresent(served -> needs.addAll(encrypt(served.job().kmsKeyArn())));
        return needs;
    }

    /**
     * Returns the permissions for an invocation. An inference profile requires permission for the profile and for its
     * model.
     */
    private List<Need> invoke(String id) {
        String action = "bedrock:InvokeModel";
        for (EndpointKind kind : EndpointKind.values()) {
            if (kind.isNamedBy(id)) {
                List<Need> needs = new ArrayList<>(on(action, id));
                endpoints.find(kind, id).map(Endpoint::model).ifPresent(model -> needs.addAll(decrypt(model)));
                return needs;
            }
        }
        String plain = id.replaceFirst(".*/", "");
        return Catalogue.load().models().stream()
                .filter(model -> model.crossesRegions(world.region())
                        && model.invocationId(world.region()).orElse("").equals(plain))
                .findFirst()
                .map(model -> {
                    String profile = world.arn("inference-profile/" + plain);
                    return List.of(
                            Need.of(action, profile),
                            new Need(
                                    action,
                                    world.foundationArn(model.plainId()),
                                    Map.of("bedrock:InferenceProfileArn", profile)));
                })
                .orElseGet(() -> on(action, foundation(id)));
    }

    private List<Need> decrypt(CustomModel model) {
        String[] actions = model.base().provider().equals("Amazon")
                ? new String[] {"Decrypt", "GenerateDataKey"}
                : new String[] {"Decrypt"};
        return key(model.job().kmsKeyArn(), actions);
    }

    private static void tagging(List<Need> needs, String arn, Map<String, String> requestTags) {
        if (!requestTags.isEmpty()) {
            needs.add(new Need("bedrock:TagResource", arn, requestTags));
        }
    }

    private List<Need> on(String action, String arn) {
        return List.of(new Need(action, arn, resourceTags(arn)));
    }

    /**
     * Returns the permissions on the key that are required to create a custom model, a deployment, or Provisioned
     * Throughput. It is not documented whether the grant request sets {@code kms:GrantIsForAWSResource}, so the
     * simulation does not set it.
     */
    private List<Need> encrypt(@Nullable String keyArn) {
        return key(keyArn, "DescribeKey", "GenerateDataKey", "Decrypt", "CreateGrant");
    }

    private List<Need> key(@Nullable String keyArn, String... actions) {
        return Need.ofKey(keyArn, "bedrock", world.region(), world.account(), Map.of(), actions);
    }

    private String job(String identifier) {
        return jobs.all().stream()
                .filter(job -> job.arn().equals(identifier) || job.name().equals(identifier))
                .findFirst()
                .map(CustomizationJob::arn)
                .orElseGet(() -> named("model-customization-job", identifier));
    }

    private String model(String identifier) {
        return models.find(identifier).map(CustomModel::arn).orElseGet(() -> named("custom-model", identifier));
    }

    private String endpoint(EndpointKind kind, ObjectNode input) {
        String identifier = input.path(kind.members().identifier()).asText();
        return endpoints
                .find(kind, identifier)
                .map(Endpoint::arn)
                .orElseGet(() -> named(kind.resourceType(), identifier));
    }

    private String foundation(String identifier) {
        return identifier.startsWith("arn:") ? identifier : world.foundationArn(identifier);
    }

    private String named(String type, String identifier) {
        return identifier.startsWith("arn:") ? identifier : world.arn(type + "/" + identifier);
    }

    private Map<String, String> resourceTags(String arn) {
        Map<String, String> context = new HashMap<>();
        tags.all(arn).forEach((key, value) -> context.put("aws:ResourceTag/" + key, value));
        return context;
    }

    private static Map<String, String> requestTags(JsonNode list) {
        Map<String, String> context = new HashMap<>();
        list.forEach(tag -> context.put(
                "aws:RequestTag/" + tag.path("key").asText(), tag.path("value").asText()));
        return context;
    }
}
