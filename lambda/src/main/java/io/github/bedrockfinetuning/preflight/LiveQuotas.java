package io.github.bedrockfinetuning.preflight;

import io.github.bedrockfinetuning.catalogue.Quota;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/**
 * The account's applied Bedrock quotas in a Region, which are requested once. They are listed by name, because the
 * codes of most per-model quotas are not published.
 *
 * @see <a href="https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html">
 *     ListServiceQuotas</a>
 */
final class LiveQuotas {
    private static final int PAGE = 100;

    private final ServiceQuotasClient client;
    private final Map<String, ServiceQuota> byCode = new HashMap<>();
    private final Map<String, ServiceQuota> byName = new HashMap<>();

    LiveQuotas(ServiceQuotasClient client) {
        this.client = client;
    }

    /** Returns the account's quota, or empty if Service Quotas does not list it. */
    Optional<ServiceQuota> find(Quota quota) {
        if (byName.isEmpty()) {
            client.listServiceQuotasPaginator(r -> r.serviceCode("bedrock").maxResults(PAGE)).quotas().stream()
                    .forEach(listed -> {
                        byCode.put(listed.quotaCode(), listed);
                        byName.put(listed.quotaName(), listed);
                    });
        }
        return quota.code().map(byCode::get).or(() -> Optional.ofNullable(byName.get(quota.name())));
    }
}
