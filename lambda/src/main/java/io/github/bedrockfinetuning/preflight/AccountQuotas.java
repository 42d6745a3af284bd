package io.github.bedrockfinetuning.preflight;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.Quota;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.ProvisionedModelSummary;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/**
 * Checks whether the account's quotas are sufficient for a run. In new accounts, quotas are often far below the
 * documented defaults, and can be 0.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/bedrock.html#limits_bedrock">Amazon Bedrock quotas</a>
 */
final class AccountQuotas {
    private static final String LISTING = "servicequotas:ListServiceQuotas";

    private final BedrockClient bedrock;
    private final Optional<LiveQuotas> live;
    private final String region;
    private final Catalogue catalogue = Catalogue.load();

    /**
     * Creates the checks.
     *
     * @param quotas the Service Quotas client; empty if Service Quotas is not reachable, for example in a VPC without
     *     internet access
     */
    AccountQuotas(BedrockClient bedrock, Optional<ServiceQuotasClient> quotas, String region) {
        this.bedrock = bedrock;
        this.live = quotas.map(LiveQuotas::new);
        this.region = region;
    }

    /**
     * Returns the checks for fine-tuning and serving a base model.
     *
     * @param records the number of records in the training and validation files together; empty if not yet known
     */
    List<Check> ofTuning(Model base, OptionalLong records) {
        boolean onDemand = base.servingMode() == ServingMode.ON_DEMAND;
        List<Quota> needed =
                new ArrayList<>(List.of(catalogue.quota("scheduledJobs"), catalogue.quota("customModels")));
        Optional<Quota> perJob = Optional.ofNullable(base.quotas().get("recordsPerJob"));
        perJob.ifPresent(needed::add);
        needed.addAll(
                onDemand
                        ? List.of(catalogue.quota("deployments"), catalogue.quota("deploymentsInProgress"))
                        : List.of(catalogue.quota("modelUnits")));
        if (live.isEmpty()) {
            return List.of(unreachable("quota-fine-tuning", base, needed));
        }
        List<Check> checks = new ArrayList<>();
        checks.addAll(notZero("quota-scheduled-jobs", catalogue.quota("scheduledJobs")));
        checks.addAll(room("quota-custom-models", "customModels", "bedrock:ListCustomModels", this::models, true));
        perJob.ifPresent(quota -> checks.addAll(records(base, quota, records)));
        if (onDemand) {
            checks.addAll(room(
                    "quota-deployments",
                    "deployments",
                    "bedrock:ListCustomModelDeployments",
                    this::deployments,
                    false));
            checks.addAll(notZero("quota-deployments-in-progress", catalogue.quota("deploymentsInProgress")));
            Optional.ofNullable(base.quotas().get("deploymentRequests"))
                    .ifPresent(quota -> checks.addAll(notZero("quota-deployment-requests-per-minute", quota)));
        } else {
            checks.addAll(room(
                    "quota-model-units", "modelUnits", "bedrock:ListProvisionedModelThroughputs", this::units, false));
        }
        return checks;
    }

    /** Returns the checks for sending requests to a model. */
    List<Check> ofAsking(Model model) {
        String way = model.crossesRegions(region) ? "crossRegion" : "onDemand";
        List<Quota> needed = new ArrayList<>();
        for (String unit : List.of("Requests", "Tokens")) {
            Optional.ofNullable(model.quotas().get(way + unit)).ifPresent(needed::add);
        }
        if (live.isEmpty()) {
            return needed.isEmpty() ? List.of() : List.of(unreachable("quota-answering", model, needed));
        }
        List<Check> checks = new ArrayList<>();
        needed.forEach(quota -> checks.addAll(notZero(
                quota.name().contains("tokens") ? "quota-tokens-per-minute" : "quota-requests-per-minute", quota)));
        checks.addAll(ofDay(model));
        return checks;
    }

    /**
     * Returns the check for the daily token quota. After an increase of the per-minute quota, the daily quota no
     * longer applies, so a missing quota is not a problem.
     */
    private List<Check> ofDay(Model model) {
        return Optional.ofNullable(model.quotas().get("tokensPerDay")).stream()
                .flatMap(quota -> notZero("quota-tokens-per-day", quota).stream())
                .filter(check -> check.result() != Check.Result.COULD_NOT_CHECK)
                .toList();
    }

    /**
     * Returns the number of requests per minute that are allowed for a model, or for a deployment of its custom
     * models, or empty if the number is unknown.
     */
    Optional<Integer> requestsPerMinute(Model model, boolean deployed) {
        String name = deployed
                ? "deploymentRequests"
                : model.crossesRegions(region) ? "crossRegionRequests" : "onDemandRequests";
        Optional<Quota> quota = Optional.ofNullable(model.quotas().get(name));
        return Lookup.permitted(() -> quota.flatMap(one -> live.flatMap(quotas -> quotas.find(one)))
                .map(found -> found.value().intValue()));
    }

    private static Check unreachable(String name, Model model, List<Quota> quotas) {
        return Check.couldNotCheck(
                name,
                "The account's quotas for " + model.name()
                        + " were not checked, because Service Quotas has no VPC endpoint.",
                "Check these quotas in the Service Quotas console: "
                        + quotas.stream().map(Quota::described).collect(Collectors.joining(", ")) + ".");
    }

    private List<Check> notZero(String name, Quota quota) {
        return value(
                name,
                quota,
                found -> List.of(
                        found.value() >= 1 ? Check.pass(name, is(quota, found) + ".") : zero(name, quota, found)));
    }

    private List<Check> records(Model base, Quota quota, OptionalLong records) {
        String name = "quota-records-per-job";
        return value(name, quota, found -> {
            if (found.value() < 1) {
                return List.of(zero(name, quota, found));
            }
            if (records.isPresent() && records.getAsLong() > found.value()) {
                return List.of(Check.fail(
                        name,
                        is(quota, found) + ", and the dataset has " + records.getAsLong()
                                + " training and validation records for " + base.name() + ".",
                        "Remove records, or " + raise(quota, found)));
            }
            return List.of(Check.pass(name, is(quota, found) + "."));
        });
    }

    /**
     * Checks whether a quota has unused capacity.
     *
     * @param lasting whether the capacity in use remains in use; if so, a full quota fails the run; otherwise, it might
     *     be available when this run needs it
     */
    private List<Check> room(String name, String quotaName, String action, LongSupplier used, boolean lasting) {
        Quota quota = catalogue.quota(quotaName);
        return value(name, quota, found -> {
            if (found.value() < 1) {
                return List.of(zero(name, quota, found));
            }
            return Lookup.checks(name, "The usage of the quota " + quota.described(), action, () -> {
                long inUse = used.getAsLong();
                String state = is(quota, found) + "; " + inUse + (inUse == 1 ? " is" : " are") + " in use.";
                if (inUse < found.value()) {
                    return List.of(Check.pass(name, state));
                }
                String remedy = "Remove resources that you no longer need, or " + raise(quota, found);
                return List.of(
                        lasting
                                ? Check.fail(name, state, remedy)
                                : Check.warn(
                                        name,
                                        state
                                                + " If this is still the case when the run starts to serve the custom model, the run fails after you have paid for its training.",
                                        remedy));
            });
        });
    }

    private List<Check> value(String name, Quota quota, Function<ServiceQuota, List<Check>> check) {
        return Lookup.checks(
                name,
                "The account's quota " + quota.described(),
                LISTING,
                () -> live.orElseThrow()
                        .find(quota)
                        .map(check)
                        .orElseGet(() -> List.of(Check.couldNotCheck(
                                name,
                                "Service Quotas does not list a value for the quota " + quota.described()
                                        + " for the account in " + region + ".",
                                "Check the quota in the Service Quotas console."))));
    }

    private Check zero(String name, Quota quota, ServiceQuota found) {
        String raise = raise(quota, found);
        return Check.fail(name, is(quota, found) + ".", Character.toUpperCase(raise.charAt(0)) + raise.substring(1));
    }

    private String is(Quota quota, ServiceQuota found) {
        double value = found.value();
        return "The account's quota \"" + quota.name() + "\" (" + found.quotaCode() + ") in " + region + " is "
                + (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value));
    }

    private String raise(Quota quota, ServiceQuota found) {
        return Boolean.FALSE.equals(found.adjustable())
                ? "ask AWS Support to increase the quota " + found.quotaCode() + " (" + quota.name()
                        + "), which you cannot adjust in Service Quotas."
                : "request a quota increase for " + found.quotaCode() + " (" + quota.name()
                        + ") in the Service Quotas console in " + region + ". An increase can take several days.";
    }

    private long models() {
        return bedrock.listCustomModelsPaginator(r -> r.isOwned(true)).modelSummaries().stream()
                .count();
    }

    private long deployments() {
        return bedrock.listCustomModelDeploymentsPaginator(r -> {}).modelDeploymentSummaries().stream()
                .count();
    }

    /**
     * Returns the number of no-commitment model units in use. Provisioned Throughput with a commitment has separate
     * quotas.
     */
    private long units() {
        return bedrock.listProvisionedModelThroughputsPaginator(r -> {}).provisionedModelSummaries().stream()
                .filter(throughput -> throughput.commitmentDuration() == null)
                .mapToLong(ProvisionedModelSummary::modelUnits)
                .sum();
    }
}
