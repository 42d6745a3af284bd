package io.github.bedrockfinetuning.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Checks that cfn-lint and asl-validator have no findings in the templates and definitions. CheckersDetectMistakesTest verifies
 * that they find mistakes.
 */
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
