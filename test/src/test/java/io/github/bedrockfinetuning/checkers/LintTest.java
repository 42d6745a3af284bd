package io.github.bedrockfinetuning.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Other people's checks of templates and definitions have nothing against ours. SeededMistakesTest has them fail. */
class LintTest {
    @Test
    void aslValidatorFindsNothingInTheStateMachine() {
        assertThat(Definitions.faults(List.of(Definitions.of(CheckedStacks.template(CheckedStacks.DEFAULT)))))
                .containsExactly(List.of());
    }

    @Test
    void cfnLintFindsNothingInTheTemplates() {
        assertThat(CfnLint.findings(CheckedStacks.templateFiles()))
                .hasSize(CheckedStacks.names().size())
                .allSatisfy((template, found) -> assertThat(found).isEmpty());
    }
}
