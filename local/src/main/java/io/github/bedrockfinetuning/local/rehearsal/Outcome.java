package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.functions.MemoryUse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a rehearsal.
 *
 * @param runId the run ID; null if the upload did not start a run
 * @param status SUCCEEDED, REJECTED, DECLINED, FAILED, ABORTED or TIMED_OUT
 * @param verdict the verdict on tuned against base for the primary metric: better, worse or not
 *     shown; null if nothing was compared
 * @param systems the systems by name, as {@code compare} prints them
 * @param findings the findings about the dataset, as {@code check} prints them
 * @param stillBilling the resources that are still billed after the run has ended and the sweeper
 *     has run
 * @param billed the billed usage, by kind
 * @param report the path of report.html; null if there is none
 * @param seconds the duration in real time
 * @param finalStatus the run's status.json
 * @param storedModels the number of stored custom models, which are billed monthly
 * @param functions the memory that the functions used, if they ran in their own processes;
 *     otherwise not in the JSON
 */
public record Outcome(
        @Nullable String runId,
        String status,
        @Nullable String verdict,
        JsonNode systems,
        JsonNode comparisons,
        JsonNode findings,
        JsonNode stillBilling,
        JsonNode billed,
        List<StateRow> states,
        @Nullable String report,
        double seconds,
        @JsonIgnore JsonNode finalStatus,
        @JsonIgnore int storedModels,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MemoryUse> functions) {

    /**
     * A visit to a state.
     *
     * @param attempts the number of attempts
     * @param outcome SUCCEEDED, CAUGHT, FAILED or ABORTED
     */
    public record StateRow(String state, int attempts, double virtualSeconds, String outcome) {}

    /**
     * Returns whether the run succeeded, no resource is billed, and the tuned model is better than
     * its base model. A promoted on-demand deployment remains; it is not billed while it is idle.
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
