package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.functions.MemoryUse;
import java.util.List;

/**
 * How a rehearsal ended.
 *
 * @param runId null if the upload started no run
 * @param status SUCCEEDED, REJECTED, DECLINED, FAILED, ABORTED or TIMED_OUT
 * @param verdict tuned against base on the primary metric: better, worse or not shown; null if nothing was compared
 * @param systems by name, as {@code compare} gives them
 * @param findings of the check of the dataset, as {@code check} gives them
 * @param stillBilling what the meter still counts once the run has settled and the sweeper has passed
 * @param billed what the meter counted, by kind
 * @param report where report.html was written; null if there is none
 * @param seconds how long it took in real time
 * @param finalStatus the run's status.json
 * @param storedModels custom models that are kept, at a price by the month
 * @param functions what memory the functions used, if each ran in processes of its own; left out of JSON otherwise
 */
public record Outcome(
        String runId,
        String status,
        String verdict,
        JsonNode systems,
        JsonNode comparisons,
        JsonNode findings,
        JsonNode stillBilling,
        JsonNode billed,
        List<StateRow> states,
        String report,
        double seconds,
        @JsonIgnore JsonNode finalStatus,
        @JsonIgnore int storedModels,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MemoryUse> functions) {

    /**
     * One visit of a state.
     *
     * @param attempts how often its work was tried
     * @param outcome SUCCEEDED, CAUGHT, FAILED or ABORTED
     */
    public record StateRow(String state, int attempts, double virtualSeconds, String outcome) {}

    /**
     * Done and good: succeeded, nothing billing, and the tuned model is better than its base. A promoted on-demand
     * deployment stays, and costs nothing while it is idle.
     */
    @JsonIgnore
    public boolean isGood() {
        return "SUCCEEDED".equals(status) && !costsByTheHour() && "better".equals(verdict);
    }

    private boolean costsByTheHour() {
        for (JsonNode resource : stillBilling) {
            if (resource.path("perHour").asDouble(1) > 0) {
                return true;
            }
        }
        return false;
    }
}
