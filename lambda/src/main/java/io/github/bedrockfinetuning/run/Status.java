package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The final status of a run, stored in {@code runs/<runId>/status.json}. It is written once, and again after each
 * redrive of the run's execution.
 *
 * @param dataset null if no upload started the run
 * @param notes other information for the user, such as the account's logging and retention of prompts and answers
 * @param billing the run's resources that still cost money
 * @param redrives the number of redrives of the execution at the time of its end
 */
public record Status(
        String runId,
        @JsonUnwrapped End end,
        @Nullable String dataset,
        List<String> notes,
        List<BilledResource> billing,
        Instant endedAt,
        int redrives) {

    /**
     * The result of the run and its explanation.
     *
     * @param verdict the verdict; null if nothing was compared
     * @param reason the reason for this end, in one sentence
     * @param nextStep the next step for the user
     * @param report the address of the report; null if there is none
     */
    public record End(
            RunStatus status,
            @Nullable Verdict verdict,
            String reason,
            String nextStep,
            @Nullable String report) {

        /** Creates the status of a run that ended without a comparison or a report. */
        public End(RunStatus status, String reason, String nextStep) {
            this(status, null, reason, nextStep, null);
        }

        /** Returns a copy with an additional action before the next step. */
        public End first(String step) {
            return new End(status, verdict, reason, step + nextStep, report);
        }
    }

    public RunStatus status() {
        return end.status();
    }

    /** Returns the same status for an execution with this number of redrives. */
    public Status after(int count) {
        return new Status(runId, end, dataset, notes, billing, endedAt, count);
    }
}
