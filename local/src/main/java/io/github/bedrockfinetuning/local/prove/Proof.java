package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.local.prove.experiments.AbortedTraining;
import io.github.bedrockfinetuning.local.prove.experiments.Bench;
import io.github.bedrockfinetuning.local.prove.experiments.DefinitionExperiment;
import io.github.bedrockfinetuning.local.prove.experiments.DeletedThroughput;
import io.github.bedrockfinetuning.local.prove.experiments.Experiment;
import io.github.bedrockfinetuning.local.prove.experiments.Finding;
import io.github.bedrockfinetuning.local.prove.experiments.IsolatedNetwork;
import io.github.bedrockfinetuning.local.prove.experiments.Journal;
import io.github.bedrockfinetuning.local.prove.experiments.ModelsExperiment;
import io.github.bedrockfinetuning.local.prove.experiments.RejectedFile;
import io.github.bedrockfinetuning.local.prove.experiments.StackDeletionExperiment;
import io.github.bedrockfinetuning.local.prove.experiments.StackExperiment;
import io.github.bedrockfinetuning.local.prove.experiments.TakenDeploymentName;
import io.github.bedrockfinetuning.local.prove.experiments.TakenJobName;
import io.github.bedrockfinetuning.local.prove.experiments.TemplateExperiment;
import io.github.bedrockfinetuning.local.prove.experiments.Trail;
import io.github.bedrockfinetuning.local.prove.experiments.WholeRun;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.prove.record.Recording;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tries all experiments on one account, one after the other, and cleans up behind them however they end. */
final class Proof {
    private static final List<Experiment> EXPERIMENTS = List.of(
            new StackExperiment(),
            new TemplateExperiment(),
            new DefinitionExperiment(),
            new ModelsExperiment(),
            new RejectedFile(),
            new AbortedTraining(),
            new TakenJobName(),
            new WholeRun(),
            new TakenDeploymentName(),
            new DeletedThroughput(),
            new Trail(),
            new IsolatedNetwork(),
            new StackDeletionExperiment());

    /**
     * What came of it.
     *
     * @param costs what each experiment that was tried cost at most
     * @param left what could not be removed
     */
    record Outcome(
            Map<Question, Finding> findings,
            Map<Question, BigDecimal> costs,
            List<RunResources.Billed> left,
            Recording recording) {}

    private final List<Experiment> experiments;
    private final Account account;
    private final Journal journal;
    private final BigDecimal ceiling;
    private final Audience audience;
    private final Map<Question, Finding> findings = new EnumMap<>(Question.class);
    private final Map<Question, BigDecimal> costs = new EnumMap<>(Question.class);
    private BigDecimal left;
    private Optional<Optional<String>> missingRight = Optional.empty();
    private boolean interrupted;

    /** @param ceiling US dollars that all experiments together may cost at most */
    Proof(Account account, Journal journal, BigDecimal ceiling, Audience audience) {
        this(EXPERIMENTS, account, journal, ceiling, audience);
    }

    /** With some of the experiments only, in that order. */
    Proof(List<Experiment> experiments, Account account, Journal journal, BigDecimal ceiling, Audience audience) {
        this.experiments = experiments;
        this.account = account;
        this.journal = journal;
        this.ceiling = ceiling;
        this.left = ceiling;
        this.audience = audience;
    }

    /** The experiments on some of the questions. */
    static List<Experiment> on(Set<Question> questions) {
        return EXPERIMENTS.stream()
                .filter(experiment -> questions.contains(experiment.question()))
                .toList();
    }

    Outcome run() {
        List<RunResources.Billed> remains = cleanUp();
        Bench bench = new Bench(account, journal);
        try {
            for (Experiment experiment : experiments) {
                if (experiment.question() == Question.TRAIL) {
                    remains = cleanUp();
                }
                Finding finding = remains.isEmpty()
                        ? tryIt(experiment, bench)
                        : Finding.notTried("Something of an earlier experiment could not be removed.");
                findings.put(experiment.question(), finding);
                bench.found(experiment.question(), finding);
                audience.ended(experiment.question(), finding.result().toString(), finding.seen());
            }
        } finally {
            account.recorder().pause();
            remains = cleanUp();
        }
        return new Outcome(findings, costs, remains, account.recorder().recording());
    }

    private Finding tryIt(Experiment experiment, Bench bench) {
        Question question = experiment.question();
        if (interrupted) {
            return Finding.notTried("It was interrupted.");
        }
        try {
            Optional<BigDecimal> cost = experiment.cost(bench);
            Optional<Finding> barred = barred(experiment, cost);
            if (barred.isPresent()) {
                return barred.get();
            }
            audience.begins(question, experiment.makes());
            account.recorder().begin(question);
            costs.put(question, cost.orElseThrow());
            left = left.subtract(cost.orElseThrow());
            Finding finding = experiment.run(bench);
            if (finding.result() == Finding.Result.NOT_TRIED) {
                account.recorder().discard(question);
                costs.remove(question);
                left = left.add(cost.orElseThrow());
            } else if (experiment.wasFree(finding)) {
                costs.put(question, BigDecimal.ZERO);
                left = left.add(cost.orElseThrow());
            }
            return finding;
        } catch (InterruptedException | AbortedException e) {
            return stopped(question);
        } catch (AwsServiceException refused) {
            return refused(question, refused);
        } catch (SdkException unreachable) {
            if (Thread.currentThread().isInterrupted()) {
                return stopped(question);
            }
            account.recorder().discard(question);
            return Finding.notTried("AWS could not be reached.");
        } finally {
            account.recorder().pause();
        }
    }

    /** The interruption is taken note of, so that the clean-up is not interrupted by it. */
    private Finding stopped(Question question) {
        interrupted = true;
        Thread.interrupted();
        account.recorder().discard(question);
        return Finding.notTried("It was interrupted.");
    }

    /** An answer that no experiment expects is an answer; a call that was not let through is none. */
    private Finding refused(Question question, AwsServiceException refused) {
        String code = Failures.code(refused);
        if (refused.statusCode() == 403 || code.startsWith("AccessDenied")) {
            account.recorder().discard(question);
            return Finding.notTried("These credentials may not do it: " + Failures.message(refused));
        }
        if (Failures.of(refused) instanceof PermanentFailure) {
            return Finding.contradicted("AWS answered " + code + ".");
        }
        account.recorder().discard(question);
        return Finding.notTried("AWS answered " + code + " again and again.");
    }

    private Optional<Finding> barred(Experiment experiment, Optional<BigDecimal> cost) {
        if (cost.isEmpty()) {
            return Optional.of(Finding.notTried("What it would cost is not known."));
        }
        if (cost.get().signum() == 0) {
            return Optional.empty();
        }
        if (cost.get().compareTo(left) > 0) {
            return Optional.of(Finding.notTried("The ceiling: it may cost up to " + dollars(cost.get()) + ", and "
                    + dollars(left) + " of " + dollars(ceiling) + " are left. Raise it with --spend."));
        }
        if (missingRight.isEmpty()) {
            missingRight = Optional.of(CleanUpRights.missing(account));
        }
        if (missingRight.get().isPresent()) {
            return Optional.of(Finding.notTried(
                    "These credentials may not do " + missingRight.get().get() + ", which cleaning up takes."));
        }
        return audience.agrees(experiment.question(), experiment.makes(), cost.get())
                ? Optional.empty()
                : Optional.of(Finding.notTried("You did not agree to it."));
    }

    private List<RunResources.Billed> cleanUp() {
        if (journal.entries().isEmpty()) {
            return new ArrayList<>();
        }
        account.recorder().pause();
        audience.cleansUp(journal.entries().size());
        return new CleanUp(account, journal).run();
    }

    static String dollars(BigDecimal amount) {
        return "$"
                + amount.setScale(amount.signum() == 0 ? 0 : 2, RoundingMode.UP).toPlainString();
    }
}
