package io.github.bedrockfinetuning.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrockfinetuning.local.iam.OtherSimulator.Case;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Compares the evaluation with an independent one, npm @cloud-copilot/iam-simulate; {@code npm ci} in test/js installs
 * it. More than the usual number of cases: {@code -Diam.cases=20000}.
 *
 * <p>Left out of the cases is what the other decides by the accidents of its language, not by AWS's documentation: text
 * compared as numbers, dates or ARNs that only begins like one ("10.1.2.3" as 10.1), dates as seconds since 1970 (it
 * takes them for milliseconds), and single addresses without a prefix length (under NotIpAddress, it takes none of the
 * other family for different).
 */
class OtherSimulatorTest {
    private static final int CASES = Integer.getInteger("iam.cases", 2_000);

    @Test
    void decidesRandomRequestsAsAnotherSimulatorDoes() throws Exception {
        assumeTrue(OtherSimulator.isInstalled(), "Not installed: run npm ci in test/js to compare with iam-simulate.");
        List<Case> cases =
                LongStream.range(0, CASES).mapToObj(RandomCases::make).toList();
        List<Decision.Verdict> theirs = OtherSimulator.verdicts(cases);

        Map<Decision.Verdict, Integer> verdicts = new EnumMap<>(Decision.Verdict.class);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Decision ours = cases.get(i).ours();
            verdicts.merge(ours.verdict(), 1, Integer::sum);
            if (ours.verdict() != theirs.get(i)) {
                differences.add("case " + i + ": ours " + ours.verdict() + " " + ours.reason() + ", theirs "
                        + theirs.get(i) + "\n  " + cases.get(i));
            }
        }
        assertThat(differences.stream().limit(10)).isEmpty();
        // Unless every verdict is there often, the comparison says little.
        assertThat(verdicts.values()).hasSize(3).allMatch(count -> count > CASES / 20);
    }
}
