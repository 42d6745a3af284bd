package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.dataset.rules.FileKind;
import java.util.List;

/**
 * What checking one file gave.
 *
 * @param model the id of the model whose rules were applied
 * @param kind the {@link FileKind}'s id
 * @param records lines that are not blank, valid or not
 * @param tokensEstimate tokens of all texts, estimated from their characters
 * @param findings in the order of their lines, those about the whole file last
 * @param truncated how many findings were left off the list
 */
public record CheckResult(
        String file,
        FileVerdict verdict,
        String model,
        String kind,
        long records,
        long bytes,
        long tokensEstimate,
        List<Finding> findings,
        long truncated) {

    public boolean rejected() {
        return verdict == FileVerdict.REJECT;
    }
}
