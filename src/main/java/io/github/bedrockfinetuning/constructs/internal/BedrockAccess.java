package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.TagKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What steps may do with Bedrock: on the allowed models, and on jobs, models and endpoints that carry this stack's tag.
 */
public final class BedrockAccess {
    private static final String JOBS = "model-customization-job";
    private static final String MODELS = "custom-model";
    private static final String DEPLOYMENTS = "custom-model-deployment";
    private static final String THROUGHPUTS = "provisioned-model";

    private final Stack stack;
    private final String tag;
    private final ModelChoice models;

    /**
     * @param tag the value of the tag that marks what belongs to this workflow
     */
    public BedrockAccess(Stack stack, String tag, ModelChoice models) {
        this.stack = stack;
        this.tag = tag;
        this.models = models;
    }

    /**
     * Base models that jobs may start from. A request's tags belong to what is created, so this part of the request is
     * not conditioned on them, as in AWS's own policy for model management.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonDataZoneBedrockModelManagementPolicy.html">
     *     AmazonDataZoneBedrockModelManagementPolicy</a>
     */
    public PolicyStatement fineTuneModels() {
        return Statements.allow(
                "FineTuneModels",
                List.of("bedrock:CreateModelCustomizationJob"),
                models.trainable().stream()
                        .map(model -> foundationModel(stack.getRegion(), model.id()))
                        .toList());
    }

    /** The job and the custom model that a request creates, under this stack's tag only. */
    public PolicyStatement createJobs() {
        return Statements.allow(
                "CreateJobs", List.of("bedrock:CreateModelCustomizationJob"), List.of(own(MODELS), own(JOBS)), asOwn());
    }

    /**
     * What Bedrock offers of the allowed models, and whether the account may use them. A base model is looked up under
     * its id with the context suffix, as jobs name it, and like the others under the id that inference names.
     */
    public PolicyStatement[] lookUpModels() {
        Set<String> ids = new LinkedHashSet<>();
        models.trainable().forEach(model -> ids.add(model.id()));
        models.allowed().forEach(model -> ids.add(model.plainId()));
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
     * What is in use of the quotas for models and endpoints. These List actions know no resources: they show names, never
     * content.
     */
    public PolicyStatement countInUse() {
        List<String> actions = new ArrayList<>(List.of("bedrock:ListCustomModels"));
        if (models.trainable().stream().anyMatch(Model::onDemand)) {
            actions.add("bedrock:ListCustomModelDeployments");
        }
        if (!models.trainable().stream().allMatch(Model::onDemand)) {
            actions.add("bedrock:ListProvisionedModelThroughputs");
        }
        return Statements.allow("CountInUse", actions, List.of("*"));
    }

    /** What the account does with prompts and answers; both settings are the account's, so there is no resource. */
    public PolicyStatement lookUpDataHandling() {
        return Statements.allow(
                "LookUpDataHandling",
                List.of("bedrock:GetModelInvocationLoggingConfiguration", "bedrock:GetAccountDataRetention"),
                List.of("*"));
    }

    /** The account's quotas; listing them knows no resources. */
    public PolicyStatement lookUpQuotas() {
        return Statements.allow("Quotas", List.of("servicequotas:ListServiceQuotas"), List.of("*"));
    }

    public PolicyStatement tagJobs() {
        return Statements.allow("TagJobs", List.of("bedrock:TagResource"), List.of(own(JOBS), own(MODELS)), asOwn());
    }

    /** Steps ask by the run's name for what may not exist, and what does not exist has no tag. */
    public PolicyStatement watchJobs() {
        return Statements.allow(
                "WatchJobs", List.of("bedrock:GetModelCustomizationJob"), List.of(own(JOBS)), notOfOthers());
    }

    public PolicyStatement stopJobs() {
        return Statements.allow(
                "StopJobs", List.of("bedrock:StopModelCustomizationJob"), List.of(own(JOBS)), belonging());
    }

    /** On models of this stack only, under this stack's tag only. */
    public PolicyStatement createServing() {
        return Statements.allow(
                "CreateServing",
                List.of("bedrock:CreateCustomModelDeployment", "bedrock:CreateProvisionedModelThroughput"),
                List.of(own(MODELS)),
                Map.of(
                        "StringEquals",
                        Map.of("aws:RequestTag/" + TagKeys.STACK, tag, "aws:ResourceTag/" + TagKeys.STACK, tag)));
    }

    public PolicyStatement tagServing() {
        return Statements.allow(
                "TagServing", List.of("bedrock:TagResource"), List.of(own(DEPLOYMENTS), own(THROUGHPUTS)), asOwn());
    }

    /** By name, as jobs are. */
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

    /** Bedrock's List actions know no resources: they show names, never content, of the whole account. */
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

    /** Custom models in service; the action of the Converse operation, too, is InvokeModel. */
    public PolicyStatement invokeServed() {
        return Statements.allow(
                "AskServedModels",
                List.of("bedrock:InvokeModel"),
                List.of(own(DEPLOYMENTS), own(THROUGHPUTS)),
                belonging());
    }

    /** The allowed models, each by the one way that is open to it: in the Region, or through its pinned profile. */
    public List<PolicyStatement> invokeModels() {
        List<String> inRegion = new ArrayList<>();
        Map<String, String> profiles = new LinkedHashMap<>();
        models.calls().forEach((id, model) -> {
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
            // Which Regions a profile spans is AWS's to change; only calls through the profile get there.
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

    /** What is made is marked as the stack's, and nothing that another stack has marked is taken for it. */
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
