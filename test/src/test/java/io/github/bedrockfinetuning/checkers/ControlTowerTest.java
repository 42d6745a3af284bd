package io.github.bedrockfinetuning.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Checks that every finding of the proactive rules of AWS Control Tower has a reason. */
class ControlTowerTest {
    @Test
    void leavesNoFindingWithoutAReason() {
        ControlTower.Result result = ControlTower.ofStacks();
        assertThat(result.looked()).isGreaterThan(20 * CheckedStacks.names().size());
        assertThat(result.findings())
                .hasSize(CheckedStacks.names().size())
                .allSatisfy((template, found) -> assertThat(found)
                        .as(template.toString())
                        .isNotEmpty()
                        .filteredOn(finding -> finding.reason() == null)
                        .isEmpty());
    }
}
