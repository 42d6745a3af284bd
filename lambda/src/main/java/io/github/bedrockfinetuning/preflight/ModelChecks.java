package io.github.bedrockfinetuning.preflight;

import io.github.bedrockfinetuning.catalogue.Model;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;

/**
 * Checks a model and the account's quotas for it before a run uses the model. The checks create no resources, do not
 * invoke the model, and incur no cost.
 *
 * <p>Calls bedrock:GetFoundationModel, bedrock:GetFoundationModelAvailability, servicequotas:ListServiceQuotas, and,
 * for the resources in use, bedrock:ListCustomModels, bedrock:ListCustomModelDeployments, or
 * bedrock:ListProvisionedModelThroughputs.
 */
public final class ModelChecks {
    private final ModelOffer offer;
    private final ModelAccess access;
    private final AccountQuotas quotas;

    /**
     * Creates the checks.
     *
     * @param quotas the Service Quotas client; empty if Service Quotas is not reachable, in which case the quota checks
     *     report that they could not be made
     * @param region the Region that the clients call
     * @param clock the clock to which lifecycle dates are compared
     */
    public ModelChecks(
            BedrockClient bedrock,
            Optional<ServiceQuotasClient> quotas,
            String region,
            Clock clock,
            Allowances allowances) {
        this.offer = new ModelOffer(bedrock, region, clock, allowances);
        this.access = new ModelAccess(bedrock, region);
        this.quotas = new AccountQuotas(bedrock, quotas, region);
    }

    /**
     * Returns the account's current quota of requests per minute for a model in the Region, or an empty Optional if
     * Service Quotas does not return it.
     */
    public Optional<Integer> requestsPerMinute(Model model) {
        return quotas.requestsPerMinute(model, false);
    }

    /**
     * Returns the account's current quota of requests per minute for deployments of custom models that are based on
     * the specified model, or an empty Optional if Service Quotas does not return it.
     */
    public Optional<Integer> deploymentRequestsPerMinute(Model base) {
        return quotas.requestsPerMinute(base, true);
    }

    /**
     * Returns all checks for a model that is used in the specified role. If AWS denies a request, for example because
     * a permission is missing, the result is {@link Check.Result#COULD_NOT_CHECK}.
     *
     * @param records the number of training and validation records together, which is used only for a base model; empty
     *     if unknown
     * @throws RuntimeException classified by {@link io.github.bedrockfinetuning.run.Failures}, if AWS is temporarily
     *     unavailable, so a retry can help
     */
    public List<Check> of(Model model, Role role, OptionalLong records) {
        List<Check> checks = new ArrayList<>(offer.of(model, role));
        checks.addAll(access.of(model));
        if (role == Role.BASE) {
            checks.addAll(quotas.ofTuning(model, records));
        }
        checks.addAll(quotas.ofAsking(model));
        return List.copyOf(checks);
    }
}
