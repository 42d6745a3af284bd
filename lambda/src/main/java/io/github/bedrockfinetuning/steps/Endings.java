package io.github.bedrockfinetuning.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Answers;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Status;
import io.github.bedrockfinetuning.serving.Endpoint;
import io.github.bedrockfinetuning.verdict.SystemAnswers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a run ended, why, and what to do now, in words. */
final class Endings {
    private static final String FAILURE = "failure.json";
    private static final String AGAIN = "Correct the cause and upload the dataset again: every upload is a new run.";

    private Endings() {}

    /** Keeps the first cause of a failure, for a later one would take its place in the state. */
    static void remember(Run run, ObjectNode state) {
        if (state.has("error")) {
            run.writeOnce(FAILURE, state.get("error"));
        }
    }

    /** The run's final status, if it has one. */
    static Optional<Status> written(Run run) {
        return run.store()
                .find(run.store().results(), run.key("status.json"))
                .map(bytes -> Json.read(bytes, Status.class));
    }

    static Status ofState(Run run, ObjectNode state) {
        if (state.has("error")) {
            return failed(run, state);
        }
        switch (state.path("status").asText()) {
            case Status.REJECTED:
                return rejected(run);
            case Status.DECLINED:
                return end(
                        run,
                        Status.DECLINED,
                        null,
                        "Nobody agreed to the price, so nothing was created.",
                        "Nothing, or upload the dataset again and approve it; a higher spendingCeiling in run.json spares"
                                + " the question.",
                        null,
                        List.of());
            default:
                return succeeded(run);
        }
    }

    private static Status failed(Run run, ObjectNode state) {
        boolean clean = "CLEAN".equals(state.path("status").asText());
        JsonNode error = run.find(FAILURE).orElse(state.get("error"));
        List<Status.Billing> billing = new ArrayList<>(kept(run, false));
        if (!clean) {
            billing.add(Remains.stuck(run, reason(run, state.get("error"))));
        }
        return end(run, Status.FAILED, null, reason(run, error), AGAIN, null, billing);
    }

    /** What an error at {@code $.error} says, fit for a message. */
    private static String reason(Run run, JsonNode error) {
        String name = error.path("Error").asText();
        String cause = error.path("Cause").asText();
        if (name.startsWith("States.ExceedToleratedFailure")) {
            return new Answers(run, SystemAnswers.TUNED)
                    .givenUp()
                    .orElse("Asking the custom model the test questions failed too often.");
        }
        if (name.endsWith("Timedout") || name.equals("States.Timeout")) {
            return "A step did not end within its time limit, several times over.";
        }
        if (name.contains("OutOfMemory") || name.equals("Runtime.ExitError")) {
            return "A step's process died several times over, as it does when it runs out of memory: a record of the"
                    + " dataset may be far too long.";
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
        return end(
                run,
                Status.REJECTED,
                null,
                summary.path("reason").asText("The dataset was refused."),
                "Open the data report, correct what it lists, and upload again. ./fine-tune check FILE shows the same"
                        + " before uploading.",
                report(run, "data.json"),
                List.of());
    }

    private static Status succeeded(Run run) {
        JsonNode verdict = run.find("verdict.json").orElseGet(Json::object);
        boolean promoted = new Promotion(run).promoted();
        String next = promoted
                ? "Applications that read the dataset's parameter now get this model; the parameter's history keeps the one before."
                : verdict.path("nextStep").asText("Read the report.");
        return end(
                run,
                Status.SUCCEEDED,
                verdict.path("verdict").asText(null),
                verdict.path("reason").asText("The run is done."),
                next,
                report(run, "report.html"),
                kept(run, true));
    }

    /** Serving that stays because it was asked for: of a run that failed, only what applications were pointed at. */
    private static List<Status.Billing> kept(Run run, boolean succeeded) {
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
        return List.of(new Status.Billing(
                endpoint.get().arn(),
                onDemand ? "deployment" : "throughput",
                onDemand
                        ? "kept as the settings ask; billed by the token, free while idle"
                        : "kept as the settings ask; billed by the hour until you delete it"));
    }

    static Status ofExecution(Run run, JsonNode detail, List<Status.Billing> left) {
        String status = detail.path("status").asText(Status.FAILED);
        String said = Failures.quote(detail.path("cause").asText(""));
        String reason;
        switch (status) {
            case "ABORTED":
                reason = "The run was stopped by a user" + (said.isEmpty() ? "." : ": \"" + said + "\".");
                break;
            case "TIMED_OUT":
                reason = "The run did not end within the workflow's time limit.";
                break;
            default:
                reason = run.find(FAILURE)
                        .map(error -> reason(run, error))
                        .orElse("The workflow failed"
                                + (said.isEmpty()
                                        ? "."
                                        : ": " + message(detail.path("cause").asText())));
        }
        List<Status.Billing> billing = new ArrayList<>(left);
        billing.addAll(kept(run, false));
        return end(
                        run,
                        status,
                        null,
                        reason,
                        "ABORTED".equals(status) ? "To try again, upload the dataset again." : AGAIN,
                        null,
                        billing)
                .after(detail.path("redriveCount").asInt());
    }

    private static Status end(
            Run run,
            String status,
            String verdict,
            String reason,
            String next,
            String report,
            List<Status.Billing> billing) {
        Optional<RunRecord> record = run.findRecord();
        String dataset =
                record.map(RunRecord::dataset).orElseGet(() -> Drop.dataset(run).orElse(null));
        List<String> notes = record.map(RunRecord::notes).orElseGet(List::of);
        Instant now = run.platform().clock().instant();
        return new Status(run.id().value(), status, dataset, verdict, reason, next, notes, report, billing, now, 0);
    }

    private static String report(Run run, String name) {
        return "s3://" + run.store().results() + "/" + run.report(name);
    }
}
