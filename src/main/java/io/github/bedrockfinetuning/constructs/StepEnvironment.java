package io.github.bedrockfinetuning.constructs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.constructs.internal.ModelChoice;
import io.github.bedrockfinetuning.constructs.internal.Step;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sns.ITopic;

/** The environment variables of the functions. */
final class StepEnvironment {
    /**
     * Enables the JVM's second compiler. By default, Lambda limits the JVM to the first compiler, which starts fastest
     * but is slow for long tasks.
     */
    private static final String FULLY_COMPILED = "-XX:+TieredCompilation -XX:TieredStopAtLevel=4";

    private final DataStore store;
    private final FineTuningWorkflowProps props;
    private final ModelChoice models;
    private final ITopic topic;
    private final CustomizationRole customization;
    private final @Nullable Network network;
    private final String tag;

    public StepEnvironment(
            DataStore store,
            FineTuningWorkflowProps props,
            ModelChoice models,
            ITopic topic,
            CustomizationRole customization,
            @Nullable Network network,
            String tag) {
        this.store = store;
        this.props = props;
        this.models = models;
        this.topic = topic;
        this.customization = customization;
        this.network = network;
        this.tag = tag;
    }

    /**
     * Returns all variables except the state machine's ARN, which does not exist until the functions have been
     * created.
     */
    public Map<String, String> of(Step step) {
        StoreAccess data = new StoreAccess(store);
        Map<String, String> environment = new TreeMap<>(Map.of(
                EnvironmentVariables.FT_STACK, tag,
                EnvironmentVariables.DATASETS_BUCKET, store.getDatasets().getBucketName(),
                EnvironmentVariables.RESULTS_BUCKET, store.getResults().getBucketName(),
                EnvironmentVariables.DATASETS_KEY_ARN,
                        data.key(store.getDatasets()).getKeyArn(),
                EnvironmentVariables.RESULTS_KEY_ARN,
                        data.key(store.getResults()).getKeyArn(),
                EnvironmentVariables.ACCOUNT_ID, Stack.of(store).getAccount()));
        if (step.fullyCompiled()) {
            environment.put(EnvironmentVariables.JAVA_TOOL_OPTIONS, FULLY_COMPILED);
        }
        if (step.isTold(Step.Told.SETTINGS)) {
            environment.put(EnvironmentVariables.FT_DEFAULTS, defaults());
            environment.put(EnvironmentVariables.FT_ALLOWED_MODELS, String.join(",", models.allowedIds()));
            environment.put(EnvironmentVariables.FT_ALLOW_END_OF_LIFE, Boolean.toString(props.allowEndOfLifeModels()));
            environment.put(
                    EnvironmentVariables.FT_ALLOW_CROSS_REGION, Boolean.toString(props.allowCrossRegionInference()));
        }
        if (step.isTold(Step.Told.IMPORTED_BUCKETS)) {
            environment.putAll(new ImportedBuckets(store).environment());
        }
        if (step.isTold(Step.Told.TOPIC)) {
            environment.put(EnvironmentVariables.TOPIC_ARN, topic.getTopicArn());
        }
        if (step.isTold(Step.Told.TRAINING)) {
            environment.put(
                    EnvironmentVariables.CUSTOMIZATION_ROLE_ARN,
                    customization.role().getRoleArn());
            environment.put(
                    EnvironmentVariables.MODEL_KEY_ARN, store.getModelKey().getKeyArn());
            if (network != null) {
                environment.put(EnvironmentVariables.JOB_SUBNETS, Fn.join(",", network.getSubnetIds()));
                environment.put(
                        EnvironmentVariables.JOB_SECURITY_GROUPS,
                        network.getSecurityGroup().getSecurityGroupId());
            }
        }
        if (step == Step.PREPARE_DATASET && props.concurrentBatches() != null) {
            environment.put(EnvironmentVariables.FT_CONCURRENT_BATCHES, Integer.toString(props.concurrentBatches()));
        }
        if (step == Step.PREPARE_DATASET && network != null) {
            environment.put(EnvironmentVariables.FT_WITHOUT_SERVICE_QUOTAS, "true");
        }
        if (step.isTold(Step.Told.PARAMETERS)) {
            environment.put(EnvironmentVariables.PARAMETER_PREFIX, ParameterPaths.prefix(tag));
        }
        return environment;
    }

    /**
     * Returns the default settings as JSON. The JSON is built manually, because the models might be known only at
     * deployment.
     */
    public String defaults() {
        StringBuilder json = new StringBuilder("{\"baseModel\":")
                .append(models.baseJson())
                .append(",\"referenceModel\":")
                .append(models.referenceJson())
                .append(",\"spendingCeiling\":")
                .append(props.spendingCeiling().toPlainString());
        new TreeMap<>(props.runDefaults())
                .forEach((key, value) ->
                        json.append(',').append(text(key)).append(':').append(text(value)));
        // Omitted if there are none, because a run's ID depends on the defaults.
        if (!props.tags().isEmpty()) {
            json.append(",\"tags\":").append(text(new TreeMap<>(props.tags())));
        }
        return json.append('}').toString();
    }

    private static String text(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("runDefaults contains " + value + ", which is not JSON.", e);
        }
    }
}
