package io.github.bedrockfinetuning.dataset;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import java.util.List;

/**
 * The result of checking one file.
 *
 * @param model the ID of the model whose rules were applied
 * @param kind the ID of the {@link FileKind}, or {@link AnswersSearch#KIND}
 * @param findings the findings in the order of their lines, with findings about the whole file last
 * @param truncated the number of findings that are not listed
 */
public record CheckResult(
        String file,
        FileVerdict verdict,
        String model,
        String kind,
        @JsonUnwrapped Amount amount,
        List<Finding> findings,
        long truncated) {

    /**
     * The amount of data in the file.
     *
     * @param records the number of lines that are not blank, both valid and invalid
     * @param tokensEstimate the number of tokens in all texts, estimated from their characters
     */
    public record Amount(long records, long bytes, long tokensEstimate) {}

    public long records() {
        return amount.records();
    }

    public long bytes() {
        return amount.bytes();
    }

    public long tokensEstimate() {
        return amount.tokensEstimate();
    }

    /** Returns a copy with different findings and the resulting verdict. */
    public CheckResult with(FileVerdict newVerdict, List<Finding> newFindings) {
        return new CheckResult(file, newVerdict, model, kind, amount, List.copyOf(newFindings), truncated);
    }

    public boolean rejected() {
        return verdict == FileVerdict.REJECT;
    }
}
