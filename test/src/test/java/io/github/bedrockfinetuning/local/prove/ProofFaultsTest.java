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
 * Whatever happens to one of the user's calls, nothing that the experiments made is left billing. By default, a seeded few
 * of all faults; all with {@code -Dproof.faults=all}.
 */
class ProofFaultsTest {
    /** Experiments that make something, without those whose calls make nothing. */
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
    /** More often than the SDK tries. */
    private static final long BEYOND_RETRIES = 4;

    private static final int BY_DEFAULT = 14;

    /**
     * A fault of one of the user's calls.
     *
     * @param call which call of the operation is the first to be struck, from 0
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

    /** Every operation, its first call and a later one, each kind once and more often than is retried; denied for good. */
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
