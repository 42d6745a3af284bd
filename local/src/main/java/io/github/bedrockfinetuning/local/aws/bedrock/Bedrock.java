package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.local.aws.api.Constraints;
import io.github.bedrockfinetuning.local.aws.api.Operation;
import io.github.bedrockfinetuning.local.aws.api.RestJson;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.AwsService;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Bedrock's control plane and runtime; both sign as {@code bedrock}. */
public final class Bedrock implements AwsService {
    private final World world;
    private final Shapes controlShapes = Shapes.of("bedrock");
    private final Shapes runtimeShapes = Shapes.of("bedrock-runtime");
    private final RestJson control = new RestJson(controlShapes);
    private final RestJson runtime = new RestJson(runtimeShapes);
    private final Constraints controlConstraints = new Constraints(controlShapes);
    private final Constraints runtimeConstraints = new Constraints(runtimeShapes);
    private final Failures failures = new Failures();
    private final CustomizationJobs jobs;
    private final Deployments deployments;
    private final Throughputs throughputs;
    private final Conversations conversations;
    private final RequestRates rates;
    private final DailyTokens daily;
    private final BedrockNeeds needs;
    private final Map<String, Function<ObjectNode, ObjectNode>> operations;
    private ObjectNode loggingConfig;
    private String retention = "inherit";

    public Bedrock(World world) {
        this.world = world;
        Tags tags = new Tags();
        Ids ids = new Ids();
        CustomModels models = new CustomModels(world, tags, ids);
        FoundationModels foundation = new FoundationModels(world);
        jobs = new CustomizationJobs(world, models, tags, ids, failures);
        deployments = new Deployments(world, models, tags, ids, failures);
        throughputs = new Throughputs(world, models, tags, ids, failures);
        rates = new RequestRates(world.clock());
        daily = new DailyTokens(world.clock());
        conversations =
                new Conversations(world, new Endpoints(world, deployments, throughputs), rates, daily, failures);
        needs = new BedrockNeeds(world, tags, jobs, models, deployments, throughputs);
        operations = Map.ofEntries(
                Map.entry("CreateModelCustomizationJob", jobs::create),
                Map.entry("GetModelCustomizationJob", jobs::get),
                Map.entry("ListModelCustomizationJobs", jobs::list),
                Map.entry("StopModelCustomizationJob", jobs::stop),
                Map.entry("GetCustomModel", models::get),
                Map.entry("ListCustomModels", models::list),
                Map.entry("DeleteCustomModel", input -> models.delete(input, this::serves)),
                Map.entry("CreateCustomModelDeployment", deployments::create),
                Map.entry("GetCustomModelDeployment", deployments::get),
                Map.entry("ListCustomModelDeployments", deployments::list),
                Map.entry("DeleteCustomModelDeployment", deployments::delete),
                Map.entry("CreateProvisionedModelThroughput", throughputs::create),
                Map.entry("GetProvisionedModelThroughput", throughputs::get),
                Map.entry("ListProvisionedModelThroughputs", throughputs::list),
                Map.entry("DeleteProvisionedModelThroughput", throughputs::delete),
                Map.entry("GetFoundationModel", foundation::get),
                Map.entry("GetFoundationModelAvailability", foundation::availability),
                Map.entry("ListFoundationModels", foundation::list),
                Map.entry("GetInferenceProfile", foundation::profile),
                Map.entry("ListTagsForResource", tags::list),
                Map.entry("TagResource", tags::tag),
                Map.entry("UntagResource", tags::untag),
                Map.entry("GetModelInvocationLoggingConfiguration", input -> logging()),
                Map.entry("GetAccountDataRetention", input -> Json.object().put("mode", retention)));
    }

    /** Failures on AWS's side that a rehearsal plans. */
    public Failures failures() {
        return failures;
    }

    /** How long things take from now on. */
    public void durations(Durations durations) {
        synchronized (world) {
            jobs.durations(durations);
            deployments.durations(durations);
            throughputs.durations(durations);
        }
    }

    /**
     * Sets a quota of requests a minute for one invocation id, deployment ARN or provisioned-model ARN. Unset, it is
     * what the account's quotas say.
     */
    public void requestsPerMinute(String modelId, int perMinute) {
        rates.set(modelId, perMinute);
    }

    /**
     * Adds a quota of tokens a day for these models together. Without one they may take as many as they like.
     *
     * @param models by what Converse takes: an invocation id, or a deployment's or a throughput's ARN
     */
    public void tokensPerDay(Predicate<String> models, long tokens) {
        daily.add(models, tokens);
    }

    /**
     * Changes what the account is offered of a model from now on. By default it is what the catalogue says.
     *
     * @param modelId an id that the catalogue knows
     */
    public void offer(String modelId, UnaryOperator<Offer> change) {
        synchronized (world) {
            world.offers().change(Catalogue.load().model(modelId), change);
        }
    }

    /** What GetModelInvocationLoggingConfiguration says; null: logging is off. */
    public void loggingConfiguration(ObjectNode config) {
        synchronized (world) {
            loggingConfig = config;
        }
    }

    /** What GetAccountDataRetention says; an account that never chose has "inherit". */
    public void dataRetention(String mode) {
        synchronized (world) {
            retention = mode;
        }
    }

    @Override
    public String signingName() {
        return "bedrock";
    }

    @Override
    public Call recognise(AwsRequest request, String role) {
        Optional<Operation> managed = control.operation(request);
        Operation operation = managed.or(() -> runtime.operation(request))
                .orElseThrow(
                        () -> AwsError.unknown("the Bedrock operation " + request.method() + " " + request.path()));
        ObjectNode input = (managed.isPresent() ? control : runtime).input(operation, request);
        return new Call(role, signingName(), operation.name(), resource(input), input, request);
    }

    @Override
    public List<Need> needs(Call call) {
        synchronized (world) {
            return needs.of(call);
        }
    }

    @Override
    public AwsResponse perform(Call call) {
        Optional<Operation> managed = controlShapes.operation(call.operation());
        if (managed.isEmpty()) {
            Operation converse = runtimeShapes.operation(call.operation()).orElseThrow();
            runtimeConstraints.require(converse.input(), call.input());
            return RestJson.answer(converse, conversations.converse(call.input()));
        }
        Operation operation = managed.get();
        if (!operation.input().equals("-")) {
            controlConstraints.require(operation.input(), call.input());
            Tags.requireOwn(call.input());
        }
        synchronized (world) {
            return RestJson.answer(operation, operations.get(operation.name()).apply(call.input()));
        }
    }

    @Override
    public AwsResponse refusal(AwsError error) {
        return RestJson.refusal(error);
    }

    private boolean serves(CustomModel model) {
        return deployments.serves(model) || throughputs.serves(model);
    }

    private ObjectNode logging() {
        ObjectNode answer = Json.object();
        if (loggingConfig != null) {
            answer.set("loggingConfig", loggingConfig);
        }
        return answer;
    }

    /** The first of the members that name what an operation acts on. */
    private static String resource(ObjectNode input) {
        for (String member : new String[] {
            "jobIdentifier",
            "modelIdentifier",
            "customModelDeploymentIdentifier",
            "provisionedModelId",
            "resourceARN",
            "modelId",
            "modelArn",
            "inferenceProfileIdentifier",
            "baseModelIdentifier"
        }) {
            if (input.has(member)) {
                return input.path(member).asText();
            }
        }
        return "";
    }
}
