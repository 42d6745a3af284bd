package io.github.bedrockfinetuning.local.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.Quota;
import io.github.bedrockfinetuning.local.aws.api.JsonRpc;
import io.github.bedrockfinetuning.local.aws.api.JsonService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Simulates Service Quotas for one account. It contains every Bedrock quota in the catalog and any other quotas that
 * are set. The values are the documented defaults, except for the request and token quotas of foundation models: they
 * are unlimited until they are set. A quota without a published code gets a code that is derived from its name.
 * Limits that Service Quotas does not list apply as well.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/bedrock.html">Amazon Bedrock endpoints and quotas</a>
 * @see <a href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/">Service Quotas API</a>
 */
public final class Quotas extends JsonService {
    /** The quota for customization jobs that have not ended. */
    public static final String SCHEDULED_JOBS = "L-0406044C";

    /** The quota for no-commitment model units across all custom models. */
    public static final String MODEL_UNITS = "L-BE77399C";

    /** The quota for custom models. */
    public static final String CUSTOM_MODELS = "L-CB5B847D";

    /** The quota for custom model deployments in any status. */
    public static final String DEPLOYMENTS = "L-1EF80F3E";

    /** The quota for custom model deployments with the status Creating. */
    public static final String DEPLOYMENTS_IN_PROGRESS = "L-430C95DD";

    /**
     * The maximum number of jobs that can train at the same time. Service Quotas does not list this limit, and it
     * cannot be adjusted.
     */
    public static final String TRAINING_SLOTS = "concurrent training jobs";

    private static final String BEDROCK = "bedrock";
    private static final int PER_MINUTE = 10_000_000;

    private record Value(String service, String code, String name, double value) {}

    private final Map<String, Value> quotas = new LinkedHashMap<>();

    public Quotas() {
        super("servicequotas", new JsonRpc("1.1"), Shapes.of("service-quotas"), "ServiceCode");
        Catalogue catalogue = Catalogue.load();
        Map<String, Integer> defaults = Map.of(
                "scheduledJobs",
                10,
                "modelUnits",
                2,
                "customModels",
                100,
                "deployments",
                10,
                "deploymentsInProgress",
                2);
        catalogue.quotas().forEach((name, quota) -> set(quota, defaults.get(name)));
        set(BEDROCK, TRAINING_SLOTS, TRAINING_SLOTS, 2);
        for (Model model : catalogue.models()) {
            model.quotas()
                    .forEach((name, quota) -> set(
                            quota,
                            switch (name) {
                                case "recordsPerJob" ->
                                    model.limits().records().max().orElse(Integer.MAX_VALUE);
                                case "deploymentRequests" ->
                                    model.requestsPerMinute()
                                            .orElseThrow()
                                            .amount()
                                            .intValueExact();
                                default -> PER_MINUTE;
                            }));
        }
    }

    /** Returns the published code of a quota, or a simulated code if none is published. */
    public static String code(Quota quota) {
        return quota.code().orElseGet(() -> String.format("L-%08X", quota.name().hashCode()));
    }

    private void set(Quota quota, double value) {
        set(BEDROCK, code(quota), quota.name(), value);
    }

    /** Sets the value of a quota. */
    public synchronized void set(String service, String code, String name, double value) {
        quotas.put(service + "/" + code, new Value(service, code, name, value));
    }

    /** Sets the value of a known Bedrock quota. */
    public synchronized void set(String code, double value) {
        set(BEDROCK, code, quotas.get(BEDROCK + "/" + code).name(), value);
    }

    /** Returns the value of a Bedrock quota. */
    public synchronized int value(String code) {
        return (int) quotas.get(BEDROCK + "/" + code).value();
    }

    /**
     * Returns permissions for all resources, because the operations that read Service Quotas have no resource types.
     */
    @Override
    public List<Need> needs(Call call) {
        return List.of(Need.of("servicequotas:" + call.operation(), "*"));
    }

    @Override
    public AwsError throttled() {
        return new AwsError("TooManyRequestsException", 429, "Due to throttling, the request was denied.");
    }

    @Override
    public AwsError internalError() {
        return new AwsError("ServiceException", 500, "Something went wrong.");
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of("ListServiceQuotas", this::list);
    }

    private synchronized JsonNode list(ObjectNode input) {
        ObjectNode answer = Json.object();
        ArrayNode listed = answer.putArray("Quotas");
        quotas.values().stream()
                .filter(quota ->
                        quota.service().equals(input.path("ServiceCode").asText()))
                .filter(Quotas::listed)
                .forEach(quota -> listed.add(describe(quota)));
        return answer;
    }

    private static boolean listed(Value quota) {
        return quota.code().startsWith("L-");
    }

    private static ObjectNode describe(Value quota) {
        return Json.object()
                .put("ServiceCode", quota.service())
                .put("QuotaCode", quota.code())
                .put("QuotaName", quota.name())
                .put("Value", quota.value())
                .put("Adjustable", true)
                .put("GlobalQuota", false);
    }
}
