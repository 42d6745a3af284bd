package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.TagKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The Bedrock permissions of the steps: on the allowed models, and on jobs, models, and endpoints that have this
 * stack's tag.
 */
public final class BedrockAccess {
    private static final String JOBS = "model-customization-job";
    private static final String MODELS = "custom-model";
    private static final String DEPLOYMENTS = "custom-model-deployment";
    private static final String THROUGHPUTS = "provisioned-model";

    private final Stack stack;
    private final String tag;
    private final @Nullable ModelChoice models;

    /**
     * Creates the permissions.
     *
     * @param tag the value of the tag that identifies the resources of this workflow
     * @param models the allowed models; null if they are not known, for permissions of operators only
     */
    public BedrockAccess(Stack stack, String tag, @Nullable ModelChoice models) {
        this.stack = stack;
        this.tag = tag;
        this.models = models;
    }

    /**
     * Allows the base models that jobs can start from. The tags in a request belong to the created resource, so this
     * statement has no condition on them, as in AWS's own policy for model management.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonDataZoneBedrockModelManagementPolicy.html">
     *     AmazonDataZoneBedrockModelManagementPolicy</a>
     */
    public PolicyStatement fineTuneModels() {
        return Statements.allow(
                "FineTuneModels",
                List.of("bedrock:CreateModelCustomizationJob"),
                models().trainable().stream()
                        .map(model -> foundationModel(stack.getRegion(), model.id()))
                        .toList());
    }

    /** Allows creating the job and its custom model, but only with this stack's tag. */
    public PolicyStatement createJobs() {
        return Statements.allow(
                "CreateJobs", List.of("bedrock:CreateModelCustomizationJob"), List.of(own(MODELS), own(JOBS)), asOwn());
    }

    /**
     * Allows determining which of the allowed models Bedrock offers, and whether the account can use them. Base
     * models are looked up by the ID with the context suffix that jobs specify. All models are looked up by their
     * inference ID.
     */
    public PolicyStatement[] lookUpModels() {
        Set<String> ids = new LinkedHashSet<>();
        if (models == null) {
            ids.add("*");
        } else {
            models.trainable().forEach(model -> ids.add(model.id()));
            models.allowed().forEach(model -> ids.add(model.plainId()));
        }
        return new PolicyStatement[] {
            Statements.allow(
                    "LookUpModels",
                    List.of("bedrock:GetFoundationModel"),
                    ids.stream()
                            .map(id -> foundationModel(stack.getRegion(), id))
                            .toList()),
            Statements.allow("LookUpAccess", List.of("bedrock:GetFoundationModelAvailability"), List.of("*"))
        };
    }

    /**
     * Allows reading the usage of the quotas for models and endpoints. These List actions do not support resource-level
     * permissions. They return names, never content.
     */
    public PolicyStatement countInUse() {
        List<String> actions = new ArrayList<>(List.of("bedrock:ListCustomModels"));
        if (models == null || models.trainable().stream().anyMatch(Model::onDemand)) {
            actions.add("bedrock:ListCustomModelDeployments");
        }
        if (models == null || !models.trainable().stream().allMatch(Model::onDemand)) {
            actions.add("bedrock:ListProvisionedModelThroughputs");
        }
        return Statements.allow("CountInUse", actions, List.of("*"));
    }

    /**
     * Allows reading the account's settings for the handling of prompts and answers. Both settings belong to the
     * account, so the actions have no resource.
     */
    public PolicyStatement lookUpDataHandling() {
        return Statements.allow(
                "LookUpDataHandling",
                List.of("bedrock:GetModelInvocationLoggingConfiguration", "bedrock:GetAccountDataRetention"),
                List.of("*"));
    }

    /** Allows reading the account's quotas. The List action does not support resource-level permissions. */
    public PolicyStatement lookUpQuotas() {
        return Statements.allow("Quotas", List.of("servicequotas:ListServiceQuotas"), List.of("*"));
    }

    public PolicyStatement tagJobs() {
        return Statements.allow("TagJobs", List.of("bedrock:TagResource"), List.of(own(JOBS), own(MODELS)), asOwn());
    }

    /**
     * Allows reading jobs. Steps look up resources by the run's name. If such a resource does not exist, it has no tag,
     * so the condition also applies to resources without a tag.
     */
    public PolicyStatement watchJobs() {
        return Statements.allow(
                "WatchJobs", List.of("bedrock:GetModelCustomizationJob"), List.of(own(JOBS)), notOfOthers());
    }

    public PolicyStatement stopJobs() {
        return Statements.allow(
                "StopJobs", List.of("bedrock:StopModelCustomizationJob"), List.of(own(JOBS)), belonging());
    }

    /**
     * Allows creating deployments and Provisioned Throughput only for models of this stack, and only with this stack's
     * tag.
     */
    public PolicyStatement createServing() {
        return Statements.allow(
                "CreateServing",
                List.of("bedrock:CreateCustomModelDeployment", "bedrock:CreateProvisionedModelThroughput"),
                List.of(own(MODELS)),
                Map.of(
                        "StringEquals",
                        Map.of("aws:RequestTag/" + TagKeys.STACK, tag, "aws:ResourceTag/" + TagKeys.STACK, tag)));
    }

    /** Allows creating only deployments, under the same conditions. */
    public PolicyStatement createDeployments() {
        return Statements.allow(
                "CreateDeployments",
                List.of("bedrock:CreateCustomModelDeployment"),
                List.of(own(MODELS)),
                Map.of(
                        "StringEquals",
                        Map.of("aws:RequestTag/" + TagKeys.STACK, tag, "aws:ResourceTag/" + TagKeys.STACK, tag)));
    }

    public PolicyStatement tagDeployments() {
        return Statements.allow("TagDeployments", List.of("bedrock:TagResource"), List.of(own(DEPLOYMENTS)), asOwn());
    }

    public PolicyStatement tagServing() {
        return Statements.allow(
                "TagServing", List.of("bedrock:TagResource"), List.of(own(DEPLOYMENTS), own(THROUGHPUTS)), asOwn());
    }

    /** Allows reading deployments and Provisioned Throughput by name, in the same way as jobs. */
    public PolicyStatement watchServing() {
        return Statements.allow(
                "WatchServing",
                List.of("bedrock:GetCustomModelDeployment", "bedrock:GetProvisionedModelThroughput"),
                List.of(own(DEPLOYMENTS), own(THROUGHPUTS)),
                notOfOthers());
    }

    public PolicyStatement deleteServing() {
        return Statements.allow(
                "DeleteServing",
                List.of("bedrock:DeleteCustomModelDeployment", "bedrock:DeleteProvisionedModelThroughput"),
                List.of(own(DEPLOYMENTS), own(THROUGHPUTS)),
                belonging());
    }

    /**
     * Allows listing all resources. Bedrock's List actions do not support resource-level permissions. They return
     * names, never content, for the whole account.
     */
    public PolicyStatement listAll() {
        return Statements.allow(
                "ListAll",
                List.of(
                        "bedrock:ListModelCustomizationJobs",
                        "bedrock:ListCustomModelDeployments",
                        "bedrock:ListProvisionedModelThroughputs"),
                List.of("*"));
    }

    public PolicyStatement listTags() {
        return Statements.allow(
                "ReadTags",
                List.of("bedrock:ListTagsForResource"),
                List.of(own(JOBS), own(DEPLOYMENTS), own(THROUGHPUTS)));
    }

    /**
     * Allows invoking custom models through deployments and Provisioned Throughput. The Converse operation also requires
     * the InvokeModel action.
     */
    public PolicyStatement invokeServed() {
        return Statements.allow(
                "AskServedModels",
                List.of("bedrock:InvokeModel"),
                List.of(own(DEPLOYMENTS), own(THROUGHPUTS)),
                belonging());
    }

    /**
     * Allows invoking each allowed model in the only way that is permitted for it: in the Region or through its pinned
     * profile.
     */
    public List<PolicyStatement> invokeModels() {
        List<String> inRegion = new ArrayList<>();
        Map<String, String> profiles = new LinkedHashMap<>();
        models().calls().forEach((id, model) -> {
            if (id.equals(model)) {
                inRegion.add(foundationModel(stack.getRegion(), id));
            } else {
                profiles.put(id, model);
            }
        });
        List<PolicyStatement> statements = new ArrayList<>();
        if (!inRegion.isEmpty()) {
            statements.add(Statements.allow("AskModels", List.of("bedrock:InvokeModel"), inRegion));
        }
        if (!profiles.isEmpty()) {
            List<String> arns =
                    profiles.keySet().stream().map(this::inferenceProfile).toList();
            statements.add(Statements.allow("AskProfiles", List.of("bedrock:InvokeModel"), arns));
            // AWS can change the Regions of a profile. These resources can only be accessed through the profile.
            statements.add(Statements.allow(
                    "AskThroughProfiles",
                    List.of("bedrock:InvokeModel"),
                    profiles.values().stream()
                            .map(model -> foundationModel("*", model))
                            .toList(),
                    Map.of("StringEquals", Map.of("bedrock:InferenceProfileArn", arns))));
        }
        return statements;
    }

    private ModelChoice models() {
        return Objects.requireNonNull(models);
    }

    /**
     * Requires created resources to have the stack's tag. Resources with the tag of another stack are never treated
     * as the stack's own.
     */
    private Map<String, Object> asOwn() {
        Map<String, Object> conditions = new LinkedHashMap<>(tagged("aws:RequestTag"));
        conditions.putAll(notOfOthers());
        return conditions;
    }

    private Map<String, Object> notOfOthers() {
        return Map.of("StringEqualsIfExists", Map.of("aws:ResourceTag/" + TagKeys.STACK, tag));
    }

    private Map<String, Object> belonging() {
        return tagged("aws:ResourceTag");
    }

    private Map<String, Object> tagged(String key) {
        return Map.of("StringEquals", Map.of(key + "/" + TagKeys.STACK, tag));
    }

    private String own(String resource) {
        return arn(stack.getRegion(), stack.getAccount(), resource, "*");
    }

    private String inferenceProfile(String id) {
        return arn(stack.getRegion(), stack.getAccount(), "inference-profile", id);
    }

    private String foundationModel(String region, String id) {
        return arn(region, "", "foundation-model", id);
    }

    private String arn(String region, String account, String resource, String name) {
        return stack.formatArn(ArnComponents.builder()
                .service("bedrock")
                .region(region)
                .account(account)
                .resource(resource)
                .resourceName(name)
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
    }
}
