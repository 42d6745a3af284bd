package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.run.RunExecution;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ModelCustomizationJobStatus;

/** Starts a run with the smallest dataset and aborts it during training. */
public final class AbortedTraining implements Experiment {
    private static final String BASELINES = StepName.ANSWER_BASELINES;
    /** The maximum time until training starts. A job can wait in a queue of unknown length. */
    private static final Duration TO_TRAIN = Duration.ofHours(24);

    private static final Duration TO_STOP = Duration.ofHours(1);
    private static final String IN_PROGRESS = "InProgress";

    @Override
    public Optional<BigDecimal> cost(Bench bench) {
        return bench.smallest().cost();
    }

    @Override
    public Finding run(Bench bench) throws InterruptedException {
        var id = bench.smallest().submit(new Inbox(bench));
        bench.ran(Question.ABORTED_TRAINING, id);
        FollowedRun run = new FollowedRun(bench, id);
        if (!run.started()) {
            return Finding.contradicted("No run started within 15 minutes after the upload.");
        }
        bench.await(
                TO_TRAIN,
                Bench.LOOK,
                () -> !run.running()
                        || run.job().filter(AbortedTraining::trains).isPresent());
        boolean trained = run.job().filter(AbortedTraining::trains).isPresent();
        if (!trained) {
            String ended = run.status(Duration.ZERO)
                    .map(status -> status.path("status").asText() + ": "
                            + status.path("reason").asText())
                    .orElse("no status");
            return Finding.contradicted("No fine-tuning job started training. Run status: " + ended);
        }
        boolean answered = bench.await(TO_STOP, Bench.LOOK, () -> run.left(BASELINES) || !run.running());
        bench.platform()
                .aws()
                .stepFunctions()
                .stopExecution(r -> r.executionArn(new RunExecution(bench.platform(), id).arn())
                        .error("StoppedByProve")
                        .cause("Aborted by ./fine-tune prove after training started"));
        bench.await(
                TO_STOP,
                Bench.LOOK,
                () -> run.job().filter(AbortedTraining::live).isEmpty());
        Optional<GetModelCustomizationJobResponse> job = run.job();
        String told = run.status(TO_STOP)
                .map(status -> status.path("status").asText())
                .orElse("unknown");
        run.recordOrder(Definition.of(bench.account()));
        String jobEnd =
                job.map(GetModelCustomizationJobResponse::statusAsString).orElse("unknown");
        boolean confirmed = answered && jobEnd.equals("Stopped") && told.equals(RunStatus.ABORTED.name());
        return Finding.of(
                confirmed,
                "The job started training and ended with status " + jobEnd
                        + " after the abort. The run ended with status " + told
                        + (answered
                                ? "; the base model had answered questions in a Distributed Map."
                                : "; no baseline model had answered any questions."));
    }

    /** Returns whether the job is training or has completed training. */
    private static boolean trains(GetModelCustomizationJobResponse job) {
        return job.statusDetails() != null
                        && job.statusDetails().trainingDetails() != null
                        && IN_PROGRESS.equals(
                                job.statusDetails().trainingDetails().statusAsString())
                || job.status() == ModelCustomizationJobStatus.COMPLETED;
    }

    private static boolean live(GetModelCustomizationJobResponse job) {
        return job.status() == ModelCustomizationJobStatus.IN_PROGRESS
                || job.status() == ModelCustomizationJobStatus.STOPPING;
    }
}
