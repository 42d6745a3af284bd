package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.dataset.rules.FileKind;
import java.util.List;

/**
 * The result of checking one file.
 *
 * @param model the id of the model whose rules were applied
 * @param kind the {@link FileKind}'s id
 * @param records number of lines that are not blank, valid or not
 * @param tokensEstimate number of tokens in all texts, estimated from their characters
 * @param findings in the order of their lines, with findings about the whole file last
 * @param truncated number of findings that are not listed
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
