package io.github.bedrockfinetuning.local.aws.bedrock;

import static io.github.bedrockfinetuning.local.aws.bedrock.EndpointKind.DEPLOYMENT;
import static io.github.bedrockfinetuning.local.aws.bedrock.EndpointKind.THROUGHPUT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.RestJson;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Simulates the control plane and the runtime of Amazon Bedrock. Both have the signing name {@code bedrock}. */
public final class Bedrock extends JsonService {
    private static final Shapes SHAPES = Shapes.of("bedrock", "bedrock-runtime");
    private static final String CONVERSE = "Converse";

    private final World world;
    private final Failures failures = new Failures();
    private final CustomizationJobs jobs;
    private final Endpoints endpoints;
    private final Usage usage;
    private final BedrockNeeds needs;
    private final Map<String, Function<ObjectNode, JsonNode>> operations;
    private @Nullable ObjectNode loggingConfig;
    private String retention = "inherit";

    public Bedrock(World world) {
        super(
                "bedrock",
                new RestJson(SHAPES),
                SHAPES,
                "jobIdentifier",
                "modelIdentifier",
                "customModelDeploymentIdentifier",
                "provisionedModelId",
                "resourceARN",
                "modelId",
                "modelArn",
                "baseModelIdentifier");
        this.world = world;
        Tags tags = new Tags();
        Ids ids = new Ids();
        CustomModels models = new CustomModels(world, tags, ids);
        FoundationModels foundation = new FoundationModels(world);
        jobs = new CustomizationJobs(world, models, tags, ids, failures);
        endpoints = new Endpoints(world, models, tags, ids, failures);
        usage = new Usage(world.clock());
        Conversations conversations = new Conversations(world, new ServedModels(world, endpoints), usage, failures);
        needs = new BedrockNeeds(world, tags, jobs, models, endpoints);
        operations = Map.ofEntries(
                Map.entry("CreateModelCustomizationJob", jobs::create),
                Map.entry("GetModelCustomizationJob", jobs::get),
                Map.entry("ListModelCustomizationJobs", jobs::list),
                Map.entry("StopModelCustomizationJob", jobs::stop),
                Map.entry("GetCustomModel", models::get),
                Map.entry("ListCustomModels", models::list),
                Map.entry("DeleteCustomModel", input -> models.delete(input, endpoints::serve)),
                Map.entry("CreateCustomModelDeployment", input -> endpoints.create(DEPLOYMENT, input)),
                Map.entry("GetCustomModelDeployment", input -> endpoints.get(DEPLOYMENT, input)),
                Map.entry("ListCustomModelDeployments", input -> endpoints.list(DEPLOYMENT, input)),
                Map.entry("DeleteCustomModelDeployment", input -> endpoints.delete(DEPLOYMENT, input)),
                Map.entry("CreateProvisionedModelThroughput", input -> endpoints.create(THROUGHPUT, input)),
                Map.entry("GetProvisionedModelThroughput", input -> endpoints.get(THROUGHPUT, input)),
                Map.entry("ListProvisionedModelThroughputs", input -> endpoints.list(THROUGHPUT, input)),
                Map.entry("DeleteProvisionedModelThroughput", input -> endpoints.delete(THROUGHPUT, input)),
                Map.entry("GetFoundationModel", foundation::get),
                Map.entry("GetFoundationModelAvailability", foundation::availability),
                Map.entry("ListTagsForResource", tags::list),
                Map.entry("GetModelInvocationLoggingConfiguration", input -> logging()),
                Map.entry("GetAccountDataRetention", input -> Json.object().put("mode", retention)),
                Map.entry(CONVERSE, conversations::converse));
    }

    /** Returns the Bedrock failures that a rehearsal can plan. */
    public Failures failures() {
        return failures;
    }

    /** Returns sentences about the aspects of their tasks that the local models cannot learn. */
    public List<String> limits() {
        synchronized (world) {
            return jobs.limits();
        }
    }

    /** Sets the durations of subsequent operations. */
    public void durations(Durations durations) {
        synchronized (world) {
            jobs.durations(durations);
            endpoints.durations(durations);
        }
    }

    /**
     * Sets the requests per minute for an invocation ID, a deployment ARN, or a provisioned model ARN. By default,
     * the quotas of the account apply.
     */
    public void requestsPerMinute(String modelId, int perMinute) {
        usage.limitRequests(modelId, perMinute);
    }

    /**
     * Adds a quota for tokens per day that the specified models share. By default, there is no limit.
     *
     * @param models selects models by the ID in Converse requests: a model ID, or the ARN of a deployment or
     *     Provisioned Throughput
     */
    public void tokensPerDay(Predicate<String> models, long tokens) {
        usage.limitTokens(models, tokens);
    }

    /**
     * Changes the availability of a model for the account. By default, the availability in the catalog applies.
     *
     * @param modelId an ID in the catalog
     */
    public void offer(String modelId, UnaryOperator<Offer> change) {
        synchronized (world) {
            world.offers().change(Catalogue.load().model(modelId), change);
        }
    }

    /** Sets the response for GetModelInvocationLoggingConfiguration, where null turns off logging. */
    public void loggingConfiguration(@Nullable ObjectNode config) {
        synchronized (world) {
            loggingConfig = config;
        }
    }

    /** Sets the response for GetAccountDataRetention. The default is "inherit". */
    public void dataRetention(String mode) {
        synchronized (world) {
            retention = mode;
        }
    }

    @Override
    public List<Need> needs(Call call) {
        synchronized (world) {
            return needs.of(call);
        }
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return operations;
    }

    /** Performs an operation. Models answer requests concurrently; all other operations run one at a time. */
    @Override
    protected JsonNode result(Call call) {
        if (call.operation().equals(CONVERSE)) {
            return super.result(call);
        }
        Tags.requireOwn(call.input());
        synchronized (world) {
            return super.result(call);
        }
    }

    private ObjectNode logging() {
        ObjectNode answer = Json.object();
        if (loggingConfig != null) {
            answer.set("loggingConfig", loggingConfig);
        }
        return answer;
    }
}
