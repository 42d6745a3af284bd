package io.github.bedrockfinetuning.local.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpcService;
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
 * Service Quotas of one account: those of Bedrock that the local AWS holds to, and any others that are set. A quota whose
 * code is not known applies all the same, but is not listed.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/bedrock.html">Amazon Bedrock endpoints and quotas</a>
 * @see <a href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/">Service Quotas API</a>
 */
public final class Quotas extends JsonRpcService {
    /** Customization jobs that have not ended. */
    public static final String SCHEDULED_JOBS = "L-0406044C";

    /** Model units without commitment across all custom models. */
    public static final String MODEL_UNITS = "L-BE77399C";

    /** Jobs that train at the same time; not adjustable. */
    public static final String TRAINING_SLOTS = "concurrent training jobs";

    /** Custom model deployments in status Creating. */
    public static final String DEPLOYMENTS_IN_PROGRESS = "in-progress custom model deployments";

    private static final String BEDROCK = "bedrock";

    private record Quota(String service, String code, String name, double value) {}

    private final Map<String, Quota> quotas = new LinkedHashMap<>();

    public Quotas() {
        super("servicequotas", Shapes.of("service-quotas"), "1.1", "QuotaCode");
        set(BEDROCK, SCHEDULED_JOBS, "(Model customization) Scheduled customization jobs", 10);
        set(BEDROCK, MODEL_UNITS, "Model units no-commitment Provisioned Throughputs across custom models", 2);
        set(BEDROCK, TRAINING_SLOTS, TRAINING_SLOTS, 2);
        set(BEDROCK, DEPLOYMENTS_IN_PROGRESS, DEPLOYMENTS_IN_PROGRESS, 2);
    }

    /** Sets the account's value of a quota. */
    public synchronized void set(String service, String code, String name, double value) {
        quotas.put(service + "/" + code, new Quota(service, code, name, value));
    }

    /** Sets a quota of Bedrock that there is. */
    public synchronized void set(String code, double value) {
        set(BEDROCK, code, quotas.get(BEDROCK + "/" + code).name(), value);
    }

    /** The account's value of a quota of Bedrock. */
    public synchronized int value(String code) {
        return (int) quotas.get(BEDROCK + "/" + code).value();
    }

    /** Service Quotas knows no resources for reading. */
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
        return Map.of("GetServiceQuota", this::get, "ListServiceQuotas", this::list);
    }

    private synchronized JsonNode get(ObjectNode input) {
        Quota quota = quotas.get(input.path("ServiceCode").asText() + "/"
                + input.path("QuotaCode").asText());
        if (quota == null || !listed(quota)) {
            throw new AwsError(
                    "NoSuchResourceException", 400, "The request failed because the specified quota does not exist.");
        }
        ObjectNode answer = Json.object();
        answer.set("Quota", describe(quota));
        return answer;
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

    private static boolean listed(Quota quota) {
        return quota.code().startsWith("L-");
    }

    private static ObjectNode describe(Quota quota) {
        return Json.object()
                .put("ServiceCode", quota.service())
                .put("QuotaCode", quota.code())
                .put("QuotaName", quota.name())
                .put("Value", quota.value())
                .put("Adjustable", true)
                .put("GlobalQuota", false);
    }
}
