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
 * Everything that can be looked up about a model, and about the account's room for it, before a run uses it. Creates
 * nothing, asks the model nothing, costs nothing.
 *
 * <p>Calls bedrock:GetFoundationModel, bedrock:GetFoundationModelAvailability, servicequotas:ListServiceQuotas and, for
 * what is in use, bedrock:ListCustomModels, bedrock:ListCustomModelDeployments or
 * bedrock:ListProvisionedModelThroughputs.
 */
public final class ModelChecks {
    private final ModelOffer offer;
    private final ModelAccess access;
    private final AccountQuotas quotas;

    /**
     * @param quotas empty where Service Quotas cannot be reached; its checks then say that they could not be made
     * @param region the Region that the clients call
     * @param clock which lifecycle dates are compared with
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
     * How many requests a minute the account may send to a model in the Region, by its live quota; nothing where Service
     * Quotas does not say.
     */
    public Optional<Integer> requestsPerMinute(Model model) {
        return quotas.requestsPerMinute(model, false);
    }

    /** The same for deployments of custom models of a base model. */
    public Optional<Integer> deploymentRequestsPerMinute(Model base) {
        return quotas.requestsPerMinute(base, true);
    }

    /**
     * All checks of a model in a role. What AWS refuses to tell, for instance for want of a permission, is
     * {@link Check.Result#COULD_NOT_CHECK}.
     *
     * @param records training and validation records together; empty if not known. Only a base model's matter
     * @throws RuntimeException classified by {@link io.github.bedrockfinetuning.run.Failures}, if AWS cannot be asked
     *     just now: asking again can help
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
