package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Allowances;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.preflight.Check.Result;
import io.github.bedrockfinetuning.preflight.ModelChecks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Checks the models and quotas of a run, as PrepareDataset does before it creates resources. */
final class ModelExamination {
    private static final Subject MODELS = new Subject("models");

    private final AccountClients clients;
    private final Clock clock;

    ModelExamination(AccountClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** Checks the models with the default props of a stack. */
    List<Check> checks(RunModels models) {
        return checks(models, new Allowances(false, false));
    }

    /**
     * Checks the models with the props of a deployed stack.
     *
     * @param variables the environment variables of PrepareDataset; if they are empty, the checks that depend on the
     *     props of the stack are skipped
     */
    List<Check> checks(RunModels models, Optional<Map<String, String>> variables) {
        if (variables.isPresent()) {
            return checks(
                    models,
                    new Allowances(
                            flag(variables.get(), EnvironmentVariables.FT_ALLOW_END_OF_LIFE),
                            flag(variables.get(), EnvironmentVariables.FT_ALLOW_CROSS_REGION)));
        }
        List<Check> strict = checks(models);
        if (strict.stream().noneMatch(check -> check.result() == Result.FAIL)) {
            return strict;
        }
        Set<Check> whateverIsAllowed = new HashSet<>(checks(models, new Allowances(true, true)));
        return strict.stream()
                .map(check -> check.result() != Result.FAIL || whateverIsAllowed.contains(check)
                        ? check
                        : new Subject(check.name())
                                .unknown(
                                        check.found()
                                                + " The environment of PrepareDataset shows whether the stack allows the model, but it"
                                                + " cannot be read.",
                                        check.remedy()))
                .toList();
    }

    private List<Check> checks(RunModels models, Allowances allowances) {
        ModelChecks checks = new ModelChecks(
                clients.aws().bedrock(),
                Optional.of(clients.aws().serviceQuotas()),
                clients.region(),
                clock,
                allowances);
        Set<Check> made = new LinkedHashSet<>();
        try {
            models.byRole()
                    .forEach((role, model) -> checks.of(model, role, OptionalLong.empty()).stream()
                            .map(Subject::plain)
                            .forEach(made::add));
        } catch (RuntimeException e) {
            made.add(MODELS.unanswered(e).orElseThrow(() -> e));
        }
        return new ArrayList<>(made);
    }

    private static boolean flag(Map<String, String> variables, String name) {
        return "true".equals(variables.get(name));
    }
}
