package io.github.bedrockfinetuning.preparing;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.preflight.Allowances;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.preflight.ModelChecks;
import io.github.bedrockfinetuning.preflight.Role;
import io.github.bedrockfinetuning.run.Allowed;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Checks, before anything is created, whether the run's requirements are met: models can be fine-tuned, invoked, and
 * served, quotas are sufficient, and imported buckets are configured correctly. Also notes how the account handles
 * prompts and answers.
 */
public final class Preflight {
    private final Run run;
    private final ModelChecks checks;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public Preflight(Run run) {
        this.run = run;
        Platform platform = run.platform();
        Allowed allowed = Allowed.of(platform);
        this.checks = new ModelChecks(
                platform.aws().bedrock(),
                // In an isolated network, Service Quotas is not reachable, because it has no VPC endpoint.
                platform.variable(EnvironmentVariables.FT_WITHOUT_SERVICE_QUOTAS)
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(platform.aws().serviceQuotas()),
                allowed.region(),
                platform.clock(),
                new Allowances(allowed.endOfLife(), allowed.crossRegion()));
    }

    /**
     * The result of the checks.
     *
     * @param findings the reasons that the run cannot start; empty if it can
     * @param notes information for the user
     * @param rates by system, the requests per minute that the account's current quotas allow, if known
     */
    record Result(List<Finding> findings, List<String> notes, Map<String, Integer> rates) {}

    /**
     * Performs all checks.
     *
     * @param records the number of training and validation records that the fine-tuning job reads
     */
    Result look(Settings settings, long records) {
        Model base = settings.base();
        look(base, Role.BASE, OptionalLong.of(records));
        settings.reference().ifPresent(model -> look(model, Role.REFERENCE, OptionalLong.empty()));
        Settings.Judge judge = settings.judge();
        if (judge != null) {
            look(Catalogue.load().model(judge.model()), Role.JUDGE, OptionalLong.empty());
        }
        findings.addAll(new BucketPreflight(run).look());
        if (findings.isEmpty()) {
            notes.addAll(new DataHandling(run.platform()).notes());
        }
        return new Result(
                List.copyOf(findings),
                notes.stream().distinct().toList(),
                findings.isEmpty() ? rates(settings) : Map.of());
    }

    private Map<String, Integer> rates(Settings settings) {
        Map<String, Integer> rates = new TreeMap<>();
        Model base = settings.base();
        checks.requestsPerMinute(base).ifPresent(rate -> rates.put(SystemRole.BASE.id(), rate));
        settings.reference()
                .flatMap(checks::requestsPerMinute)
                .ifPresent(rate -> rates.put(SystemRole.REFERENCE.id(), rate));
        if (base.servingMode() == ServingMode.ON_DEMAND) {
            checks.deploymentRequestsPerMinute(base).ifPresent(rate -> rates.put(SystemRole.TUNED.id(), rate));
        }
        return rates;
    }

    private void look(Model model, Role role, OptionalLong records) {
        for (Check check : checks.of(model, role, records)) {
            switch (check.result()) {
                case FAIL ->
                    findings.add(new Finding(
                            check.name(),
                            Severity.ERROR,
                            FileNames.RUN,
                            null,
                            null,
                            role.setting(),
                            check.found(),
                            check.remedy()));
                case WARN, COULD_NOT_CHECK -> notes.add((check.found() + " " + check.remedy()).strip());
                case PASS -> {}
            }
        }
    }
}
