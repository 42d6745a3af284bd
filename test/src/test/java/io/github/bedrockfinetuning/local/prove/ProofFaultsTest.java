package io.github.bedrockfinetuning.local.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.prove.experiments.CleanUpJournal;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.ProofStack;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Checks that no resource of the experiments is still billed after faults in the user's requests. By default, a random
 * selection of faults with a fixed seed is tested; {@code -Dproof.faults=all} tests all of them.
 */
class ProofFaultsTest {
    /** The experiments that create resources. */
    private static final Set<Question> MAKING = Set.of(
            Question.TEMPLATE,
            Question.REJECTED_FILE,
            Question.ABORTED_TRAINING,
            Question.TAKEN_JOB_NAME,
            Question.WHOLE_RUN,
            Question.TAKEN_DEPLOYMENT_NAME,
            Question.TRAIL);

    private static final List<Fault> KINDS =
            List.of(Fault.NOT_EXECUTED, Fault.LOST_ANSWER, Fault.THROTTLED, Fault.ACCESS_DENIED);
    /** A number of failures that exceeds the retries of the SDK. */
    private static final long BEYOND_RETRIES = 4;

    private static final int BY_DEFAULT = 14;

    /**
     * A fault in one of the user's requests.
     *
     * @param call the index of the first request of the operation that fails, starting at 0
     */
    private record Planned(String operation, int call, Fault fault, long times) {}

    @Test
    void nothingIsLeftBillingUnderAnySingleFault() throws Exception {
        List<Planned> all = plans();
        assertThat(all).hasSizeGreaterThan(150);
        Collections.shuffle(all, new Random(13));
        List<Planned> chosen = "all".equals(System.getProperty("proof.faults")) ? all : all.subList(0, BY_DEFAULT);
        List<String> left = new ArrayList<>();
        for (Planned planned : chosen) {
            String what = under(planned);
            if (!what.isEmpty()) {
                left.add(planned + " -> " + what);
            }
        }
        assertThat(left).isEmpty();
    }

    /**
     * Returns plans for the first and a later request of every operation. Each kind of fault occurs once and more often
     * than requests are retried; a denial is permanent.
     */
    private static List<Planned> plans() throws Exception {
        Map<String, Integer> calls = new LinkedHashMap<>();
        try (DeployedStack stack = ProofStack.deploy()) {
            Proofs.run(stack, MAKING);
            for (CallRecord call : stack.calls()) {
                if (call.role().equals(Twin.USER)) {
                    calls.merge(call.operation(), 1, Integer::sum);
                }
            }
        }
        Random random = new Random(7);
        List<Planned> plans = new ArrayList<>();
        calls.forEach((operation, count) -> {
            for (Fault fault : KINDS) {
                if (fault == Fault.ACCESS_DENIED) {
                    plans.add(new Planned(operation, 0, fault, Long.MAX_VALUE));
                } else {
                    plans.add(new Planned(operation, random.nextInt(count), fault, 1));
                    plans.add(new Planned(operation, random.nextInt(count), fault, BEYOND_RETRIES));
                }
            }
        });
        return plans;
    }

    private static String under(Planned planned) throws Exception {
        try (DeployedStack stack = ProofStack.deploy()) {
            AtomicInteger seen = new AtomicInteger();
            stack.aws()
                    .faults()
                    .add(
                            call -> call.role().equals(Twin.USER)
                                    && call.operation().equals(planned.operation)
                                    && seen.getAndIncrement() >= planned.call,
                            planned.fault,
                            planned.times);
            Proof.Tried outcome = new Proof(
                            MAKING,
                            Proofs.account(stack),
                            new CleanUpJournal(Optional.empty()),
                            BigDecimal.valueOf(100),
                            (question, most) -> true)
                    .run();
            var meter = stack.aws().meter();
            return meter.stillBilling().isEmpty()
                            && meter.stored().isEmpty()
                            && outcome.left().isEmpty()
                    ? ""
                    : meter.stillBilling() + " " + meter.stored() + " told: " + outcome.left() + " "
                            + outcome.findings();
        }
    }
}
