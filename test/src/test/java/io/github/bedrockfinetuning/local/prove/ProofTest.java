package io.github.bedrockfinetuning.local.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.prove.experiments.Bench;
import io.github.bedrockfinetuning.local.prove.experiments.CleanUpJournal;
import io.github.bedrockfinetuning.local.prove.experiments.Finding;
import io.github.bedrockfinetuning.local.prove.experiments.WholeRun;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Comparison;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.ProofStack;
import io.github.bedrockfinetuning.run.Platform;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs all experiments with the unchanged local simulation. */
class ProofTest {
    private static final Set<Question> NOT_APPLICABLE =
            EnumSet.of(Question.DELETED_THROUGHPUT, Question.ISOLATED_NETWORK, Question.STACK_DELETION);

    @Test
    void allThatAppliesIsConfirmedAndNothingDiffersOrIsLeft() throws Exception {
        try (DeployedStack stack = ProofStack.deploy()) {
            Proof.Tried outcome = Proofs.run(stack);
            outcome.findings()
                    .forEach((question, finding) -> assertThat(finding.result())
                            .as(question + ": " + finding.seen())
                            .isEqualTo(
                                    NOT_APPLICABLE.contains(question)
                                            ? Finding.Result.NOT_TRIED
                                            : Finding.Result.CONFIRMED));
            assertThat(outcome.findings()).hasSameSizeAs(Question.values());
            assertThat(Comparison.of(Proofs.plain(), outcome.recording())).isEmpty();
            assertThat(outcome.left()).isEmpty();
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
            assertThat(stack.aws().meter().stored()).isEmpty();
            assertThat(stack.aws().cloudFormation().changeSets()).isEmpty();
        }
    }

    @Test
    void theCeilingHoldsOverAllExperimentsTogether() throws Exception {
        try (DeployedStack stack = ProofStack.deploy()) {
            Proof.Tried outcome = new Proof(
                            Set.of(Question.REJECTED_FILE, Question.ABORTED_TRAINING, Question.WHOLE_RUN),
                            Proofs.account(stack),
                            new CleanUpJournal(Optional.empty()),
                            new BigDecimal("2.01"),
                            (question, most) -> true)
                    .run();
            assertThat(outcome.findings().get(Question.ABORTED_TRAINING).result())
                    .isEqualTo(Finding.Result.CONFIRMED);
            Finding whole = outcome.findings().get(Question.WHOLE_RUN);
            assertThat(whole.result()).isEqualTo(Finding.Result.NOT_TRIED);
            assertThat(whole.seen()).contains("$2.01", "To increase the maximum, use --spend");
            assertThat(stack.executions()).hasSize(2);
        }
    }

    @Test
    void whoMayNotCleanUpMakesNothing() throws Exception {
        try (DeployedStack stack = ProofStack.deploy()) {
            stack.aws()
                    .through(Rewriting.refused(Rewriting.path("DELETE", "/custom-models/.*"), "AccessDeniedException"));
            Proof.Tried outcome = Proofs.run(stack, Set.of(Question.REJECTED_FILE, Question.WHOLE_RUN));
            assertThat(outcome.findings().values())
                    .allSatisfy(finding -> assertThat(finding.seen()).contains("bedrock:DeleteCustomModel"));
            assertThat(stack.executions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 25, 40})
    void anInterruptionAtAnyMomentLeavesNothing(int sleep) throws Exception {
        try (DeployedStack stack = ProofStack.deploy()) {
            AtomicInteger sleeps = new AtomicInteger();
            Account account = sleeping(Proofs.account(stack), duration -> {
                if (sleeps.getAndIncrement() == sleep) {
                    throw new InterruptedException();
                }
                stack.clock().sleep(duration);
            });
            Proof.Tried outcome = new Proof(
                            Set.of(
                                    Question.REJECTED_FILE,
                                    Question.ABORTED_TRAINING,
                                    Question.WHOLE_RUN,
                                    Question.TAKEN_DEPLOYMENT_NAME),
                            account,
                            new CleanUpJournal(Optional.empty()),
                            Proofs.PLENTY,
                            (question, most) -> true)
                    .run();
            assertThat(outcome.findings().values())
                    .anySatisfy(finding -> assertThat(finding.seen()).contains("interrupted"));
            assertThat(stack.aws().meter().stillBilling()).isEmpty();
            assertThat(stack.aws().meter().stored()).isEmpty();
            assertThat(outcome.left()).isEmpty();
        }
    }

    @Test
    void whatAKilledOneLeftIsRemovedByTheNext(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("journal.json");
        try (DeployedStack stack = ProofStack.deploy()) {
            Account account = Proofs.account(stack);
            Bench bench = new Bench(account, new CleanUpJournal(Optional.of(file)));
            account.recorder().begin(Question.WHOLE_RUN);
            new WholeRun().run(bench);
            assertThat(stack.aws().meter().stored()).hasSize(1);
            assertThat(file).exists();

            new Proof(
                            Set.of(),
                            account,
                            new CleanUpJournal(Optional.of(file)),
                            BigDecimal.ZERO,
                            (question, most) -> true)
                    .run();
            assertThat(stack.aws().meter().stored()).isEmpty();
            assertThat(Files.exists(file)).isFalse();
        }
    }

    private static Account sleeping(Account account, Platform.Sleep sleep) {
        Platform own = account.platform();
        return new Account(
                account.stack(),
                new Platform(own.environment(), own.aws(), own.clock(), sleep),
                account.cloudFormation(),
                account.cloudTrail(),
                account.recorder());
    }
}
