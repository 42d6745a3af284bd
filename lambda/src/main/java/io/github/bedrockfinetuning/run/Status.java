package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The final status of a run: {@code runs/<runId>/status.json}, written once, and again after each redrive of its
 * execution.
 *
 * @param dataset null if no upload started the run
 * @param notes what else the user should know, such as what the account does with prompts and answers
 * @param billing what of the run still costs money
 * @param redrives how often the execution had been redriven when it ended
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
     * How the run ended, in words.
     *
     * @param verdict null if nothing was compared
     * @param reason why it ended this way, in one sentence
     * @param nextStep what the user can do now
     * @param report the address of the report; null if there is none
     */
    public record End(
            RunStatus status,
            @Nullable Verdict verdict,
            String reason,
            String nextStep,
            @Nullable String report) {

        /** An end without a comparison and without a report. */
        public End(RunStatus status, String reason, String nextStep) {
            this(status, null, reason, nextStep, null);
        }

        /** The same end with something to do before the next step. */
        public End first(String step) {
            return new End(status, verdict, reason, step + nextStep, report);
        }
    }

    public RunStatus status() {
        return end.status();
    }

    /** The same status after so many redrives of the execution. */
    public Status after(int count) {
        return new Status(runId, end, dataset, notes, billing, endedAt, count);
    }
}
