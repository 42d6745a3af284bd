package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the fault suite can fail: each changed workflow violates a condition. */
class FaultMutantsTest {
    private static final String STEPS = "io.github.bedrockfinetuning.steps.";
    private static final String MUTANTS = "io.github.bedrockfinetuning.mutants.";
    private static final String ERRORS = "io.github.bedrockfinetuning.run.";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The unchanged and the changed workflows share a memory, which must not hide a change. */
    private static final HandlerMemory MEMORY = new HandlerMemory();

    /**
     * @param spoil changes the text of the template
     * @param plans the plans, at least one of which the changed workflow must fail; the unchanged workflow passes all
     *     of them
     */
    record Mutant(String name, UnaryOperator<String> spoil, List<FaultPlan> plans) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mutant> mutants() {
        return Stream.of(
                new Mutant(
                        "the catch of serving removed",
                        template -> withoutCatch(template, "StartServing"),
                        List.of(plan(FaultScenario.PROVISIONED, "StartServing.PutObject:access-denied"))),
                new Mutant(
                        "the catch of training removed",
                        template -> withoutCatch(template, "TrainAndAnswer"),
                        List.of(plan(FaultScenario.PLAIN, "CheckTraining.GetModelCustomizationJob:access-denied"))),
                new Mutant("the stop of serving left out", handler("StopServing"), List.of(plan(FaultScenario.PLAIN))),
                new Mutant(
                        "the sweeper off",
                        handler("Sweep"),
                        List.of(plan(
                                FaultScenario.ABORTED,
                                "CleanUp.DeleteCustomModelDeployment:access-denied",
                                "StopServing.DeleteCustomModelDeployment:not-executed"))),
                new Mutant(
                        "clean-up content with one look",
                        handler("CleanUp"),
                        List.of(plan(
                                FaultScenario.PLAIN,
                                "StartTraining.CreateModelCustomizationJob:late",
                                "StartTraining.CreateModelCustomizationJob:access-denied"))),
                new Mutant(
                        "transient and permanent failures swapped",
                        template -> swap(template, ERRORS + "PermanentFailure", ERRORS + "TransientFailure"),
                        List.of(plan(FaultScenario.PLAIN, "StartTraining.CreateModelCustomizationJob:not-executed"))),
                new Mutant(
                        "throttling not tried again",
                        template -> template.replace(ERRORS + "Throttled", ERRORS + "Nothing"),
                        List.of(plan(FaultScenario.PLAIN, "CheckTraining.GetModelCustomizationJob:throttled"))),
                new Mutant(
                        "a step that died not tried again",
                        template -> template.replace("Runtime.ExitError", "Runtime.Nothing"),
                        List.of(plan(FaultScenario.PLAIN, "Evaluate:crash"))),
                new Mutant(
                        "the rule on the execution's end without ABORTED",
                        template -> template.replace("\"ABORTED\"", "\"NEVER\""),
                        List.of(plan(FaultScenario.PLAIN, "CheckServing:abort"))),
                new Mutant(
                        "the end of a failed run untold",
                        template -> template.replace(
                                "\\\"Default\\\":\\\"TellFailure\\\"", "\\\"Default\\\":\\\"Succeeded\\\""),
                        List.of(plan(FaultScenario.TRAINING_FAILS))),
                new Mutant(
                        "retries of a minute after training is paid",
                        template -> template.replace("\\\"MaxAttempts\\\":44", "\\\"MaxAttempts\\\":6"),
                        List.of(plan(FaultScenario.PLAIN, "Evaluate.PutObject:not-executed*8"))),
                new Mutant(
                        "credentials that have ended taken for a missing permission",
                        handler("CheckTraining"),
                        List.of(plan(FaultScenario.PLAIN, "CheckTraining.GetModelCustomizationJob:expired"))),
                new Mutant(
                        "a wrong clock taken for a missing permission",
                        handler("StartServing"),
                        List.of(plan(FaultScenario.PLAIN, "StartServing.CreateCustomModelDeployment:skewed"))),
                new Mutant(
                        "a key that is asked too often taken for one that cannot be used",
                        handler("Evaluate"),
                        List.of(plan(FaultScenario.PLAIN, "Evaluate.PutObject:key-throttled"))),
                new Mutant(
                        "a conflict in Parameter Store taken for a refusal",
                        handler("Promote"),
                        List.of(plan(FaultScenario.PROMOTED, "Promote.PutParameter:conflict"))),
                new Mutant(
                        "an answer that was cut off taken for a fault of the step",
                        handler("CheckServing"),
                        List.of(plan(FaultScenario.PLAIN, "CheckServing.GetCustomModelDeployment:cut-off"))),
                new Mutant(
                        "a model given up at its second refusal",
                        handler("AnswerBatch"),
                        List.of(plan(FaultScenario.PLAIN, "AnswerBatch.Converse:unready"))),
                new Mutant(
                        "an end that no event told left untold",
                        template -> template.replace(STEPS + "Sweep::", MUTANTS + "SweepTellingNoEnd::"),
                        List.of(plan(FaultScenario.ABORTED, "CleanUp:event-lost"))));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaught(Mutant mutant) {
        FaultSuite.Result whole = run(mutant, scenario -> Stacks.blueprint(scenario.region()));
        FaultSuite.Result spoilt = run(mutant, scenario -> spoilt(mutant, scenario));
        System.out.println("Mutant \"" + mutant + "\" "
                + (spoilt.violations().isEmpty()
                        ? "SURVIVED"
                        : "is caught: " + spoilt.violations().get(0)));
        assertThat(spoilt.violations()).isNotEmpty();
        assertThat(whole.violations()).isEmpty();
    }

    private static FaultSuite.Result run(Mutant mutant, FaultSuite.Blueprints blueprints) {
        return FaultSuite.run(mutant.plans(), blueprints, run -> false, MEMORY);
    }

    /**
     * Replaces every client request token of a job with a random one, so a repeated request is not recognized as a
     * repetition.
     */
    @org.junit.jupiter.api.Test
    void aRandomTokenIsCaught() {
        FaultPlan plan = plan(FaultScenario.PLAIN, "StartTraining.CreateModelCustomizationJob:lost-answer");
        FaultRun run = FaultRun.of(
                plan,
                FaultLane.withRandomTokens(),
                Stacks.blueprint(plan.scenario().region()));
        System.out.println("Mutant \"a random token\" "
                + (run.violations().isEmpty()
                        ? "SURVIVED"
                        : "is caught: " + run.lines().get(0)));
        assertThat(run.violations()).isNotEmpty();
    }

    private static FaultPlan plan(FaultScenario scenario, String... faults) {
        return FaultPlan.of(scenario, faults);
    }

    private static Blueprint spoilt(Mutant mutant, FaultScenario scenario) {
        Assembly whole = Stacks.assembly(scenario.region());
        try {
            String template = whole.template().toString();
            String spoilt = mutant.spoil().apply(template);
            assertThat(spoilt).as("the template is changed").isNotEqualTo(template);
            JsonNode parsed = JSON.readTree(spoilt);
            return new Blueprint(new Assembly(parsed, whole.assets()), scenario.region());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UnaryOperator<String> handler(String step) {
        return template -> template.replace(STEPS + step + "::", MUTANTS + step + "::");
    }

    private static String swap(String template, String one, String other) {
        return template.replace(one, "<one>").replace(other, one).replace("<one>", other);
    }

    /** The definition is a string in the template, so strings in the definition are escaped twice. */
    private static String withoutCatch(String template, String state) {
        String catches =
                "\\\"Catch\\\":[{\\\"ErrorEquals\\\":[\\\"States.ALL\\\"],\\\"ResultPath\\\":\\\"$.error\\\",\\\"Next\\\":\\\"CleanUp\\\"}]";
        int at = template.indexOf("\\\"" + state + "\\\":{");
        int from = template.indexOf(catches, at);
        return template.substring(0, from) + "\\\"Comment\\\":\\\"no catch\\\""
                + template.substring(from + catches.length());
    }
}
