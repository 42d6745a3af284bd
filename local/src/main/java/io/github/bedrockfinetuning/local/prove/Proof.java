package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.local.prove.experiments.AbortedTraining;
import io.github.bedrockfinetuning.local.prove.experiments.Bench;
import io.github.bedrockfinetuning.local.prove.experiments.CleanUpJournal;
import io.github.bedrockfinetuning.local.prove.experiments.DefinitionExperiment;
import io.github.bedrockfinetuning.local.prove.experiments.DeletedThroughput;
import io.github.bedrockfinetuning.local.prove.experiments.Experiment;
import io.github.bedrockfinetuning.local.prove.experiments.Finding;
import io.github.bedrockfinetuning.local.prove.experiments.IsolatedNetwork;
import io.github.bedrockfinetuning.local.prove.experiments.ModelsExperiment;
import io.github.bedrockfinetuning.local.prove.experiments.RejectedFile;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs all experiments in an account, one after the other, and always cleans up. */
final class Proof {
    /** The experiments, in execution order. */
    private static final Map<Question, Experiment> EXPERIMENTS = new LinkedHashMap<>();

    static {
        EXPERIMENTS.put(Question.STACK, new StackExperiment());
        EXPERIMENTS.put(Question.TEMPLATE, new TemplateExperiment());
        EXPERIMENTS.put(Question.DEFINITION, new DefinitionExperiment());
        EXPERIMENTS.put(Question.MODELS, new ModelsExperiment());
        EXPERIMENTS.put(Question.REJECTED_FILE, new RejectedFile());
        EXPERIMENTS.put(Question.ABORTED_TRAINING, new AbortedTraining());
        EXPERIMENTS.put(Question.TAKEN_JOB_NAME, new TakenJobName());
        EXPERIMENTS.put(Question.WHOLE_RUN, new WholeRun());
        EXPERIMENTS.put(Question.TAKEN_DEPLOYMENT_NAME, new TakenDeploymentName());
        EXPERIMENTS.put(Question.DELETED_THROUGHPUT, new DeletedThroughput());
        EXPERIMENTS.put(Question.TRAIL, new Trail());
        EXPERIMENTS.put(Question.ISOLATED_NETWORK, new IsolatedNetwork());
        EXPERIMENTS.put(
                Question.STACK_DELETION,
                bench -> Finding.notTried(
                        "This experiment would delete the stack. To test this, run cdk destroy on a stack of"
                                + " your own during training, and check that the job ends."));
    }

    /**
     * The results of the experiments.
     *
     * @param costs the maximum cost of each experiment that was run
     * @param left the resources that could not be removed
     */
    record Tried(
            Map<Question, Finding> findings,
            Map<Question, BigDecimal> costs,
            List<RunResources.Billed> left,
            Recording recording) {}

    private final Set<Question> questions;
    private final Account account;
    private final CleanUpJournal journal;
    private final BigDecimal ceiling;
    private final Audience audience;
    private final Map<Question, Finding> findings = new EnumMap<>(Question.class);
    private final Map<Question, BigDecimal> costs = new EnumMap<>(Question.class);
    private BigDecimal left;
    private Optional<Optional<String>> missingRight = Optional.empty();
    private boolean interrupted;

    /** @param ceiling the maximum total cost of all experiments, in US dollars */
    Proof(Account account, CleanUpJournal journal, BigDecimal ceiling, Audience audience) {
        this(EXPERIMENTS.keySet(), account, journal, ceiling, audience);
    }

    /** Creates a proof that runs only the experiments for the specified questions. */
    Proof(Set<Question> questions, Account account, CleanUpJournal journal, BigDecimal ceiling, Audience audience) {
        this.questions = questions;
        this.account = account;
        this.journal = journal;
        this.ceiling = ceiling;
        this.left = ceiling;
        this.audience = audience;
    }

    Tried run() {
        List<RunResources.Billed> remains = cleanUp();
        Bench bench = new Bench(account, journal);
        try {
            for (Question question : EXPERIMENTS.keySet()) {
                if (!questions.contains(question)) {
                    continue;
                }
                if (question == Question.TRAIL) {
                    remains = cleanUp();
                }
                Finding finding = remains.isEmpty()
                        ? tryIt(question, bench)
                        : Finding.notTried("Resources of an earlier experiment could not be removed.");
                findings.put(question, finding);
                bench.found(question, finding);
                audience.ended(question, finding.result().toString(), finding.seen());
            }
        } finally {
            account.recorder().pause();
            remains = cleanUp();
        }
        return new Tried(findings, costs, remains, account.recorder().recording());
    }

    private Finding tryIt(Question question, Bench bench) {
        Experiment experiment = EXPERIMENTS.get(question);
        if (interrupted) {
            return Finding.notTried("The experiment was interrupted.");
        }
        try {
            Optional<BigDecimal> cost = experiment.cost(bench);
            Optional<Finding> barred = barred(question, cost);
            if (barred.isPresent()) {
                return barred.get();
            }
            audience.begins(question);
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

    /** Records the interruption. Clears the interrupt flag, so the cleanup is not interrupted. */
    private Finding stopped(Question question) {
        interrupted = true;
        Thread.interrupted();
        account.recorder().discard(question);
        return Finding.notTried("The experiment was interrupted.");
    }

    /**
     * Returns the finding for an error response. An unexpected error contradicts an assumption; a denied request does
     * not.
     */
    private Finding refused(Question question, AwsServiceException refused) {
        String code = Failures.code(refused);
        if (refused.statusCode() == 403 || code.startsWith("AccessDenied")) {
            account.recorder().discard(question);
            return Finding.notTried("These credentials do not allow the experiment: " + Failures.message(refused));
        }
        if (Failures.of(refused) instanceof PermanentFailure) {
            return Finding.contradicted("AWS answered " + code + ".");
        }
        account.recorder().discard(question);
        return Finding.notTried("AWS answered " + code + " repeatedly.");
    }

    private Optional<Finding> barred(Question question, Optional<BigDecimal> cost) {
        if (cost.isEmpty()) {
            return Optional.of(Finding.notTried("The cost is unknown."));
        }
        if (cost.get().signum() == 0) {
            return Optional.empty();
        }
        if (cost.get().compareTo(left) > 0) {
            return Optional.of(Finding.notTried("The experiment can cost up to " + dollars(cost.get())
                    + ", but only " + dollars(left) + " of " + dollars(ceiling)
                    + " are left. To increase the maximum, use --spend."));
        }
        if (missingRight.isEmpty()) {
            missingRight = Optional.of(CleanUpRights.missing(account));
        }
        if (missingRight.get().isPresent()) {
            return Optional.of(Finding.notTried("These credentials do not have permission for "
                    + missingRight.get().get() + ", which the cleanup requires."));
        }
        return audience.agrees(question, cost.get())
                ? Optional.empty()
                : Optional.of(Finding.notTried("You did not confirm the experiment."));
    }

    private List<RunResources.Billed> cleanUp() {
        if (journal.entries().isEmpty()) {
            return new ArrayList<>();
        }
        account.recorder().pause();
        audience.cleansUp();
        return new CleanUp(account, journal).run();
    }

    static String dollars(BigDecimal amount) {
        return "$"
                + amount.setScale(amount.signum() == 0 ? 0 : 2, RoundingMode.UP).toPlainString();
    }
}
