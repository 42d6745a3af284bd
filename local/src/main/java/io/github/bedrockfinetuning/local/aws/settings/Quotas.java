package io.github.bedrockfinetuning.local.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.api.JsonRpcService;
import io.github.bedrockfinetuning.local.aws.api.Shapes;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Service Quotas of one account, as far as they were set.
 *
 * @see <a href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/">Service Quotas API</a>
 */
public final class Quotas extends JsonRpcService {
    private record Quota(String service, String code, String name, double value) {}

    private final Map<String, Quota> quotas = new LinkedHashMap<>();

    public Quotas() {
        super("servicequotas", Shapes.of("service-quotas"), "1.1", "QuotaCode");
    }

    /** Sets the account's value of a quota. */
    public synchronized void set(String service, String code, String name, double value) {
        quotas.put(service + "/" + code, new Quota(service, code, name, value));
    }

    @Override
    protected Map<String, Function<ObjectNode, JsonNode>> operations() {
        return Map.of("GetServiceQuota", this::get, "ListServiceQuotas", this::list);
    }

    private synchronized JsonNode get(ObjectNode input) {
        Quota quota = quotas.get(input.path("ServiceCode").asText() + "/"
                + input.path("QuotaCode").asText());
        if (quota == null) {
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
                .forEach(quota -> listed.add(describe(quota)));
        return answer;
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
