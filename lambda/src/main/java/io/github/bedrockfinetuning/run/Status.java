package io.github.bedrockfinetuning.run;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * How a run ended: {@code runs/<runId>/status.json}, written once, and once more for each redrive of its execution.
 *
 * @param status SUCCEEDED, REJECTED, DECLINED, FAILED, ABORTED or TIMED_OUT
 * @param verdict better, worse or not shown; null where nothing was compared
 * @param reason why it ended so, in a sentence
 * @param nextStep what the user can do now
 * @param notes what is worth knowing besides, such as what the account does with prompts and answers
 * @param report where the report is; null if there is none
 * @param redrives how often the execution had been redriven when it ended so
 * @param billing what of this run still costs money: asked for, or not yet removed
 */
public record Status(
        String runId,
        String status,
        String dataset,
        String verdict,
        String reason,
        String nextStep,
        List<String> notes,
        String report,
        List<Billing> billing,
        Instant endedAt,
        int redrives) {
    public static final String SUCCEEDED = "SUCCEEDED";
    public static final String REJECTED = "REJECTED";
    public static final String DECLINED = "DECLINED";
    public static final String FAILED = "FAILED";

    /** The same end, of an execution that was redriven so often. */
    public Status after(int count) {
        return new Status(runId, status, dataset, verdict, reason, nextStep, notes, report, billing, endedAt, count);
    }

    /**
     * @param kind job, deployment or throughput
     * @param why it is there
     * @param asked whether it stays because it was asked for
     * @param dollarsPerHour what it costs while nobody uses it; null if nobody has published the price
     * @param since when it was made; null if that is not known
     * @param remove the command that removes it
     */
    public record Billing(
            String resource,
            String kind,
            String why,
            boolean asked,
            BigDecimal dollarsPerHour,
            Instant since,
            String remove) {}
}
