package io.github.bedrockfinetuning.checkers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.checkers.Mistakes.By;
import io.github.bedrockfinetuning.checkers.Mistakes.Mistake;
import io.github.bedrockfinetuning.local.rehearsal.Assembly;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.Mutated;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.local.rehearsal.TrapChecks;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cloudformation.include.CfnInclude;

/**
 * Adds mistakes to the template one by one, or together for slow checkers. The specified checks must detect each of
 * them. The name of this class determines that it runs while another JVM synthesizes the checked stacks, which it does
 * not need.
 */
class CheckersDetectMistakesTest {
    private static final JsonNode TEMPLATE = Stacks.assembly().template();

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> isCaughtWhereItIsLooked() {
        return Mistakes.ALL.stream()
                .flatMap(mistake -> mistake.caught().entrySet().stream()
                        .filter(by -> List.of(By.LOADING, By.DEPLOYMENT, By.HANDLERS, By.RULES, By.REHEARSAL)
                                .contains(by.getKey()))
                        .map(by -> dynamicTest(
                                by.getKey() + ": " + mistake.name(),
                                () -> caught(by.getKey(), seeded(mistake), by.getValue()))));
    }

    @Test
    void aslValidatorCatchesItsOwn() {
        List<Mistake> mistakes = caughtBy(By.ASL_VALIDATOR);
        List<List<String>> faults = Definitions.faults(mistakes.stream()
                .map(mistake -> Definitions.of(seeded(mistake)))
                .toList());
        for (int i = 0; i < mistakes.size(); i++) {
            assertThat(String.join(" ", faults.get(i)))
                    .as(mistakes.get(i).name())
                    .contains(mistakes.get(i).caught().get(By.ASL_VALIDATOR));
        }
    }

    @Test
    void cfnLintCatchesItsOwn() throws Exception {
        Path template = together(By.CFN_LINT);
        assertThat(CfnLint.findings(List.of(template)).get(template))
                .extracting(Finding::rule)
                .containsAll(rules(By.CFN_LINT));
    }

    @Test
    void controlTowersRulesCatchTheirOwn() throws Exception {
        Path template = together(By.CONTROL_TOWER);
        assertThat(ControlTower.of(List.of(template)).findings().get(template))
                .filteredOn(finding -> finding.reason() == null)
                .extracting(Finding::rule)
                .containsExactlyInAnyOrderElementsOf(rules(By.CONTROL_TOWER));
    }

    @Test
    void cdkNagCatchesItsOwn() throws Exception {
        Path template = together(By.CDK_NAG);
        // Removes the resources that the CDK adds to every stack, because it adds them again.
        Files.writeString(
                template,
                ((ObjectNode) CheckedStacks.read(template))
                        .without(List.of("Parameters", "Rules", "Outputs"))
                        .toString());
        Path out = folder.resolve("cdk.out");
        CheckedStacks.synthesize(
                out,
                app -> CfnInclude.Builder.create(new Stack(app, "Seeded"), "Template")
                        .templateFile(template.toString())
                        .build());
        List<Finding> findings = new ArrayList<>();
        for (String pack : CheckedStacks.PACKS) {
            findings.addAll(RulePacks.findings(CheckedStacks.read(out.resolve(pack + "-Seeded-NagReport.json"))
                    .path("lines")));
        }
        assertThat(findings)
                .filteredOn(finding -> finding.reason() == null)
                .extracting(Finding::rule)
                .containsAll(rules(By.CDK_NAG));
    }

    private static void caught(By by, JsonNode seeded, String saying) {
        assertThatThrownBy(() -> {
                    switch (by) {
                        case LOADING -> StateMachine.parse(Definitions.of(seeded));
                        case DEPLOYMENT -> deploy(seeded).close();
                        case HANDLERS -> handlersAreThere(seeded);
                        case RULES -> {
                            TrapChecks.onlyDropsStartRuns(seeded);
                            TrapChecks.everyRuleMatchesWhatItsServiceSends(seeded);
                            TrapChecks.everyTargetMayBeReached(seeded);
                        }
                        case REHEARSAL -> rehearse(seeded);
                        default -> throw new IllegalArgumentException(by + " looks at all of them together.");
                    }
                })
                .hasMessageContaining(saying);
    }

    /** Without a mistake, the checks must have no findings. */
    @Test
    void nothingIsCaughtWhereNothingIsWrong() throws Exception {
        StateMachine.parse(Definitions.of(TEMPLATE));
        handlersAreThere(TEMPLATE);
        TrapChecks.onlyDropsStartRuns(TEMPLATE);
        TrapChecks.everyRuleMatchesWhatItsServiceSends(TEMPLATE);
        TrapChecks.everyTargetMayBeReached(TEMPLATE);
        rehearse(TEMPLATE);
    }

    @Test
    void thereAreTwentyMistakesAndMore() {
        assertThat(Mistakes.ALL)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(mistake -> assertThat(mistake.caught()).isNotEmpty());
    }

    private static void handlersAreThere(JsonNode template) throws ReflectiveOperationException {
        for (JsonNode resource : template.path("Resources")) {
            if (resource.path("Type").asText().equals("AWS::Lambda::Function")) {
                String[] handler = resource.at("/Properties/Handler").asText().split("::");
                Class<?> step = Class.forName(handler[0]);
                step.getConstructor();
                assertThat(step.getMethods())
                        .as(step + "::" + handler[1])
                        .anyMatch(method -> method.getName().equals(handler[1]));
            }
        }
    }

    private static void rehearse(JsonNode template) throws Exception {
        try (DeployedStack stack = deploy(template)) {
            Path dataset = Stacks.smallDataset(folder, "{\"referenceModel\":null}");
            for (String file : List.of("train.jsonl", "test.jsonl", "run.json")) {
                stack.upload("inbox/small/" + file, Files.readAllBytes(dataset.resolve(file)));
            }
            stack.settle();
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("SUCCEEDED");
        }
    }

    private static DeployedStack deploy(JsonNode template) throws Exception {
        return DeployedStack.deploy(
                new Assembly(template, Stacks.assembly().assets()), Stacks.REGION, List.of(), Listener.NONE);
    }

    private static ObjectNode seeded(Mistake mistake) {
        return mistake.inDefinition()
                ? Mutated.definition(TEMPLATE, mistake.change())
                : Mutated.template(TEMPLATE, mistake.change());
    }

    private static List<Mistake> caughtBy(By by) {
        return Mistakes.ALL.stream()
                .filter(mistake -> mistake.caught().containsKey(by))
                .toList();
    }

    private static List<String> rules(By by) {
        return caughtBy(by).stream().map(mistake -> mistake.caught().get(by)).toList();
    }

    /** Returns a template with all mistakes that a checker must detect, because the checker is slow. */
    private static Path together(By by) throws Exception {
        ObjectNode template = TEMPLATE.deepCopy();
        caughtBy(by).forEach(mistake -> mistake.change().accept(template));
        Path file = folder.resolve(by + ".template.json");
        Files.writeString(file, template.toString());
        return file;
    }
}
