package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.local.functions.MemoryUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a rehearsal. {@code --json} prints it as flat JSON.
 *
 * @param runId the run ID; null if the upload did not start a run
 * @param status SUCCEEDED, REJECTED, DECLINED, FAILED, ABORTED or TIMED_OUT
 * @param findings the findings about the dataset, in the format of {@code check}
 * @param report the path of report.html; null if there is no report
 * @param finalStatus the content of the run's status.json
 */
public record Outcome(
        @Nullable String runId,
        String status,
        @JsonUnwrapped Scores scores,
        JsonNode findings,
        @JsonUnwrapped Bill bill,
        @JsonUnwrapped Trace trace,
        @Nullable String report,
        @JsonIgnore JsonNode finalStatus) {

    /**
     * The scores of the systems.
     *
     * @param verdict the verdict for the tuned and the base model by the primary metric: better, worse or not shown;
     *     null if nothing was compared
     * @param systems the systems by name, in the format of {@code compare}
     * @param comparisons the comparisons of two systems, in the format of {@code compare}
     */
    public record Scores(@Nullable String verdict, JsonNode systems, JsonNode comparisons) {}

    /**
     * The simulated bill.
     *
     * @param stillBilling the resources that are still billed after the run has ended and the sweeper has run
     * @param billed the billed usage by kind
     * @param storedModels the number of stored custom models, which are billed monthly
     */
    public record Bill(
            JsonNode stillBilling,
            JsonNode billed,
            @JsonIgnore int storedModels) {
        private boolean costsByTheHour() {
            for (JsonNode resource : stillBilling) {
                if (resource.path("perHour").asDouble(1) > 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * The states of the run, and the resources that the rehearsal used on this computer.
     *
     * @param seconds the duration in real time
     * @param functions the memory use of functions in separate processes; omitted from the JSON if the functions ran in
     *     one process
     */
    public record Trace(
            List<StateRow> states,
            double seconds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MemoryUse> functions) {}

    /**
     * A visit to a state.
     *
     * @param attempts the number of attempts
     * @param outcome SUCCEEDED, CAUGHT, FAILED or ABORTED
     */
    public record StateRow(String state, int attempts, double virtualSeconds, String outcome) {}

    /**
     * Returns whether the run succeeded, no resource is billed, and the tuned model is better than its base model. A
     * promoted on-demand deployment can remain, because it incurs no charges while it is idle.
     */
    @JsonIgnore
    public boolean isGood() {
        return RunStatus.SUCCEEDED.name().equals(status)
                && !bill.costsByTheHour()
                && Verdict.BETTER.id().equals(verdict());
    }

    public @Nullable String verdict() {
        return scores.verdict();
    }

    public JsonNode systems() {
        return scores.systems();
    }

    public JsonNode comparisons() {
        return scores.comparisons();
    }

    public JsonNode stillBilling() {
        return bill.stillBilling();
    }

    public JsonNode billed() {
        return bill.billed();
    }

    public List<StateRow> states() {
        return trace.states();
    }

    public double seconds() {
        return trace.seconds();
    }

    public List<MemoryUse> functions() {
        return trace.functions();
    }
}
