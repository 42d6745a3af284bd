package io.github.bedrockfinetuning.ending;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answering.Answers;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.promotion.Promotion;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Drop;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.RunState;
import io.github.bedrockfinetuning.run.Status;
import io.github.bedrockfinetuning.serving.Endpoint;
import io.github.bedrockfinetuning.training.Trained;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Composes the final status of a run: the result, the reason, and the next step. */
public final class FinalStatus {
    private static final String FAILURE = "failure.json";

    private FinalStatus() {}

    /** Stores the first cause of a failure, because a later cause would replace it in the state. */
    public static void remember(Run run, RunState state) {
        state.error().ifPresent(error -> run.writeOnce(FAILURE, error));
    }

    /** Returns the run's final status, if it has one. */
    static Optional<Status> written(Run run) {
        return run.store()
                .find(run.store().results(), run.key(FileNames.STATUS))
                .map(bytes -> Json.read(bytes, Status.class));
    }

    public static Status ofState(Run run, RunState state) {
        if (state.error().isPresent()) {
            return failed(run, state, state.error().get());
        }
        if (state.is(StepStatus.REJECTED)) {
            return rejected(run);
        }
        return state.is(StepStatus.DECLINED) ? declined(run, state.nobodyAnswered()) : succeeded(run);
    }

    private static Status declined(Run run, boolean unanswered) {
        String price = run.findRecord()
                .map(RunRecord::estimate)
                .map(Notifications::price)
                .orElse("an unknown price");
        Status.End end = unanswered
                ? new Status.End(
                        RunStatus.DECLINED,
                        "No one approved the estimated cost of " + price + " in time, so nothing was created.",
                        "If you still want to start the run, upload the dataset again, for example with "
                                + submit(run)
                                + ", and approve it when you receive the request. To avoid approval requests, set a higher "
                                + "spendingCeiling in run.json.")
                : new Status.End(
                        RunStatus.DECLINED,
                        "The estimated cost of " + price + " was declined, so nothing was created.",
                        "No action is needed. If you change your mind, upload the dataset again and approve the run.");
        return end(run, end, List.of());
    }

    private static Status failed(Run run, RunState state, JsonNode last) {
        JsonNode first = run.find(FAILURE).orElse(last);
        List<BilledResource> billing = new ArrayList<>(kept(run, false));
        if (!state.is(StepStatus.CLEAN)) {
            billing.add(new BilledResources(run).stuck(reason(run, last)));
        }
        return end(run, new Status.End(RunStatus.FAILED, reason(run, first), again(run)), billing);
    }

    /** Returns the content of the error at {@code $.error} in a format that is safe to use in a message. */
    private static String reason(Run run, JsonNode error) {
        String name = error.path("Error").asText();
        String cause = error.path("Cause").asText();
        if (name.startsWith("States.ExceedToleratedFailure")) {
            return new Answers(run, SystemRole.TUNED.id())
                    .givenUp()
                    .orElse("Too many requests that sent test questions to the custom model failed.");
        }
        if (name.endsWith("Timedout") || name.equals("States.Timeout")) {
            return "A step repeatedly exceeded its time limit.";
        }
        if (name.contains("OutOfMemory") || name.equals("Runtime.ExitError")) {
            return "A step's process repeatedly exited unexpectedly, probably because it ran out of memory. A "
                    + "record in the dataset might be far too long.";
        }
        String message = message(cause);
        return message.isEmpty() ? "A step failed with " + Failures.quote(name) + "." : message;
    }

    private static String message(String cause) {
        try {
            String message = Json.read(cause).path("errorMessage").asText("");
            return Failures.quote(message.isEmpty() ? cause : message);
        } catch (PermanentFailure notJson) {
            return Failures.quote(cause);
        }
    }

    private static Status rejected(Run run) {
        JsonNode summary = run.find("rejection.json").orElseGet(Json::object);
        Status.End end = new Status.End(
                RunStatus.REJECTED,
                null,
                summary.path("reason").asText("The dataset was rejected."),
                "Open the data report, fix each finding as described, and upload the dataset again. Before you upload it, run ./fine-tune check FILE to see the findings about records.",
                report(run, FileNames.DATA));
        return end(run, end, List.of());
    }

    private static Status succeeded(Run run) {
        JsonNode verdict = run.find("verdict.json").orElseGet(Json::object);
        boolean promoted = new Promotion(run).promoted();
        String next = promoted
                ? "Applications that read the dataset's parameter now use this model. The parameter's history contains the previous model."
                : verdict.path("nextStep").asText("Read the report.");
        Status.End end = new Status.End(
                RunStatus.SUCCEEDED,
                verdict(verdict.path("verdict").asText()),
                verdict.path("reason").asText("The run is complete."),
                next,
                report(run, FileNames.REPORT_PAGE));
        return end(run, end, kept(run, true));
    }

    private static @Nullable Verdict verdict(String id) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the serving resources that are kept as configured. For a failed run, these are only the resources that
     * applications use through the stable name.
     */
    private static List<BilledResource> kept(Run run, boolean succeeded) {
        Optional<RunRecord> record = run.findRecord();
        Optional<Endpoint> endpoint = record.isEmpty() ? Optional.empty() : Endpoint.of(run);
        if (endpoint.isEmpty()) {
            return List.of();
        }
        boolean onDemand = endpoint.get().mode() == ServingMode.ON_DEMAND;
        boolean asked = succeeded && record.get().settings().keepEndpoint();
        if (!asked && !(onDemand && new Promotion(run).promoted())) {
            return List.of();
        }
        return List.of(new BilledResources(run).kept(endpoint.get()));
    }

    public static Status ofExecution(Run run, JsonNode detail, List<BilledResource> left) {
        RunStatus status = RunStatus.valueOf(detail.path("status").asText(RunStatus.FAILED.name()));
        String said = Failures.quote(detail.path("cause").asText(""));
        String reason;
        switch (status) {
            case ABORTED:
                reason = "A user stopped the run"
                        + (said.isEmpty() ? "." : ": \"" + said.replaceFirst("\\.$", "") + "\".");
                break;
            case TIMED_OUT:
                reason = "The run exceeded the workflow's time limit" + lasted(detail) + "." + doing(run);
                break;
            default:
                reason = run.find(FAILURE)
                        .map(error -> reason(run, error))
                        .orElse("The workflow failed"
                                + (said.isEmpty()
                                        ? "."
                                        : ": " + message(detail.path("cause").asText())));
        }
        List<BilledResource> billing = new ArrayList<>(left);
        billing.addAll(kept(run, false));
        return end(run, new Status.End(status, reason, next(run, status)), billing)
                .after(detail.path("redriveCount").asInt());
    }

    private static String next(Run run, RunStatus status) {
        switch (status) {
            case ABORTED:
                return "To start the run again, upload the dataset again, for example with " + submit(run) + ".";
            case TIMED_OUT:
                return "Upload the dataset again, for example with " + submit(run)
                        + ". If the run times out again, deploy the workflow with a longer timeout, or choose a "
                        + "different base model.";
            default:
                return again(run);
        }
    }

    private static String lasted(JsonNode detail) {
        long start = detail.path("startDate").asLong();
        long stop = detail.path("stopDate").asLong();
        return start == 0 || stop <= start ? "" : " after " + Notifications.time(Duration.ofMillis(stop - start));
    }

    /** Returns the last known state of the job that the run waited for. */
    private static String doing(Run run) {
        Optional<JsonNode> progress = run.find(FileNames.PROGRESS);
        return progress.isEmpty() || Trained.of(run).isPresent()
                ? ""
                : " Its fine-tuning job was " + progress.get().path("detail").asText() + " at "
                        + progress.get().path("at").asText() + ".";
    }

    private static String submit(Run run) {
        return OperatorCommand.of(run.platform(), "submit FILE_OR_FOLDER");
    }

    private static String again(Run run) {
        return "Correct the cause and upload the dataset again, for example with " + submit(run)
                + ". Every upload starts a new run.";
    }

    private static String remove(Run run) {
        return "First, remove the remaining resources: " + OperatorCommand.of(run.platform(), "clean")
                + " lists them, and " + OperatorCommand.of(run.platform(), "clean --remove")
                + " removes them with your own permissions. Then: ";
    }

    private static Status end(Run run, Status.End end, List<BilledResource> billing) {
        Optional<RunRecord> record = run.findRecord();
        String dataset =
                record.map(RunRecord::dataset).orElseGet(() -> Drop.dataset(run).orElse(null));
        List<String> notes = new ArrayList<>(record.map(RunRecord::notes).orElseGet(List::of));
        stored(run, record).ifPresent(notes::add);
        boolean left = billing.stream().anyMatch(b -> !b.asked());
        Instant now = run.platform().clock().instant();
        return new Status(
                run.id().value(), left ? end.first(remove(run)) : end, dataset, List.copyOf(notes), billing, now, 0);
    }

    /**
     * Returns a note about the cost of keeping the custom model, or empty if applications use the model through the
     * stable name.
     */
    private static Optional<String> stored(Run run, Optional<RunRecord> record) {
        Optional<Trained> trained = Trained.of(run);
        if (record.isEmpty() || trained.isEmpty() || new Promotion(run).promoted()) {
            return Optional.empty();
        }
        String price = record.get()
                .settings()
                .base()
                .prices()
                .storagePerMonth()
                .map(figure -> "costs " + Notifications.dollars(figure.amount()) + " per month")
                .orElse("is billed monthly");
        return Optional.of("The custom model is kept and " + price
                + " until you delete it with this command: aws bedrock delete-custom-model "
                + "--model-identifier " + trained.get().modelArn() + " --region "
                + run.platform().require(EnvironmentVariables.AWS_REGION) + ".");
    }

    private static String report(Run run, String name) {
        return "s3://" + run.store().results() + "/" + run.report(name);
    }
}
