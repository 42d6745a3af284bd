package io.github.bedrockfinetuning.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.Bucket;

/**
 * Checks that every finding of the cdk-nag packs AwsSolutions, NIST 800-53 R5, PCI DSS 3.2.1 and HIPAA has a reason.
 */
class RulePacksTest {
    @ParameterizedTest
    @MethodSource("stacks")
    void leavesNoFindingWithoutAReason(String stack) {
        assertThat(RulePacks.findings(stack))
                .hasSizeGreaterThan(20)
                .filteredOn(finding -> finding.reason() == null)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void everyPackLooksAtTheWholeStack(String pack) {
        assertThat(CheckedStacks.report(pack, CheckedStacks.DEFAULT)).hasSizeGreaterThan(150);
    }

    @Test
    void wouldSeeABareBucket(@TempDir Path out) {
        CheckedStacks.synthesize(out, app -> {
            Stack stack = new Stack(app, "Bare");
            new Bucket(stack, "Bucket");
        });
        assertThat(RulePacks.findings(CheckedStacks.read(out.resolve("AwsSolutions-Bare-NagReport.json"))
                        .path("lines")))
                .extracting(Finding::rule)
                .contains("AwsSolutions-S1", "AwsSolutions-S10");
    }

    static List<String> stacks() {
        return CheckedStacks.names();
    }

    static List<String> packs() {
        return CheckedStacks.PACKS;
    }
}
