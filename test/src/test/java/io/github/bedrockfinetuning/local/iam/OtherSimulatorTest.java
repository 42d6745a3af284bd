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
 * Compares the policy evaluation with an independent one, npm @cloud-copilot/iam-simulate, which {@code npm ci}
 * installs in test/js. To run more cases, use {@code -Diam.cases=20000}.
 *
 * <p>The cases omit values for which the results of the other evaluation depend on its programming language instead of
 * the AWS documentation: text that is compared as a number, date or ARN and only begins like one ("10.1.2.3" as 10.1),
 * dates in seconds since 1970 (it interprets them as milliseconds), and single addresses without a prefix length (with
 * NotIpAddress, it does not treat addresses of the other family as different).
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
        // The comparison is meaningful only if each decision occurs often.
        assertThat(verdicts.values()).hasSize(3).allMatch(count -> count > CASES / 20);
    }
}
