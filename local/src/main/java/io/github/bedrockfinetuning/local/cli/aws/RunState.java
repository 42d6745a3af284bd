package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.cost.AfterRun;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunExecution;
import io.github.bedrockfinetuning.run.RunRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** The state of a run in a deployed stack. */
final class RunState {
    private static final String ASKING = StepName.ASK_APPROVAL.id();

    private final Run run;

    RunState(Run run) {
        this.run = run;
    }

    /** Returns the final status from status.json, or an empty {@code Optional} while the execution is redriven. */
    Optional<ObjectNode> ended() {
        return run.find(FileNames.STATUS).map(ObjectNode.class::cast).filter(status -> !redriven(status));
    }

    /**
     * Returns whether the execution was redriven after status.json was written, or false if the user has no
     * permission to describe executions.
     */
    private boolean redriven(ObjectNode status) {
        try {
            return execution()
                    .map(DescribeExecutionResponse::redriveCount)
                    .filter(count -> count > status.path(StateFields.REDRIVES).asInt())
                    .isPresent();
        } catch (SfnException e) {
            return false;
        }
    }

    /**
     * Returns the execution of the run, or an empty {@code Optional} if the execution does not exist or has expired.
     */
    Optional<DescribeExecutionResponse> execution() {
        return new RunExecution(run.platform(), run.id()).find();
    }

    String arn() {
        return new RunExecution(run.platform(), run.id()).arn();
    }

    /**
     * Returns the final status, the current state if the run has not ended, or an empty {@code Optional} if the run
     * does not exist.
     */
    Optional<ObjectNode> document() {
        Optional<ObjectNode> ended = ended();
        if (ended.isPresent()) {
            return Optional.of(ended.get().put("final", true));
        }
        return execution().map(execution -> {
            ObjectNode document = Json.object()
                    .put(StateFields.RUN_ID, run.id().value())
                    .put("status", execution.statusAsString())
                    .put("final", false)
                    .put("startedAt", execution.startDate().toString());
            if (execution.status() == ExecutionStatus.RUNNING) {
                addWait(document);
            }
            return document;
        });
    }

    private void addWait(ObjectNode document) {
        Optional<JsonNode> progress = run.find(FileNames.PROGRESS);
        if (progress.isPresent() && run.find(FileNames.TRAINING).isEmpty()) {
            document.put("waitsFor", "training").set("progress", progress.get());
        } else if (asks()) {
            document.put("waitsFor", "approval");
            // The estimate in the approval request is the same, but that object contains the task token.
            document.set("estimate", run.findRecord().map(RunRecord::estimate).orElse(null));
        } else {
            document.putNull("waitsFor");
        }
    }

    /**
     * Returns whether the run is waiting for approval. Only the execution history shows whether the request was already
     * answered.
     */
    private boolean asks() {
        boolean asks = false;
        for (HistoryEvent event : run.platform()
                .aws()
                .stepFunctions()
                .getExecutionHistory(
                        r -> r.executionArn(arn()).maxResults(1_000).includeExecutionData(false))
                .events()) {
            if (event.stateEnteredEventDetails() != null
                    && ASKING.equals(event.stateEnteredEventDetails().name())) {
                asks = true;
            } else if (event.stateExitedEventDetails() != null
                    && ASKING.equals(event.stateExitedEventDetails().name())) {
                asks = false;
            }
        }
        return asks;
    }

    /** Describes the state as text: one line for an active run, or several lines for an ended run. */
    static List<String> lines(ObjectNode state) {
        if (!state.path("final").asBoolean()) {
            return List.of(underWay(state));
        }
        List<String> lines = new ArrayList<>();
        lines.add(head(state) + ". " + state.path("reason").asText());
        lines.add("What to do: " + state.path("nextStep").asText());
        if (state.path("report").isTextual()) {
            lines.add("Report: " + state.path("report").asText());
        }
        return lines;
    }

    private static String head(ObjectNode state) {
        return "Run " + state.path(StateFields.RUN_ID).asText() + ": "
                + state.path("status").asText();
    }

    private static String underWay(ObjectNode state) {
        String line = head(state);
        switch (state.path("waitsFor").asText("")) {
            case "approval":
                return line + ", waiting for approval of " + price(state.path("estimate")) + "."
                        + AfterRun.sentence(state.path("estimate"))
                                .map(sentence -> " " + sentence)
                                .orElse("");
            case "training":
                return line + ", training since "
                        + state.path("progress").path("since").asText() + " ("
                        + state.path("progress").path("detail").asText() + ").";
            default:
                return line + " since " + state.path("startedAt").asText() + ".";
        }
    }

    /** Formats the total of the estimate, which does not include unknown prices. */
    static String price(JsonNode estimate) {
        JsonNode total = estimate.path("total");
        if (!total.path("high").isNumber()) {
            return "an unknown cost";
        }
        String low = dollars(total.path("low").decimalValue());
        String high = dollars(total.path("high").decimalValue());
        String range = low.equals(high) ? high : low + " to " + high;
        return total.path("complete").asBoolean() ? range : "at least " + range + ", because some prices are unknown";
    }

    private static String dollars(BigDecimal amount) {
        return "$" + amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
