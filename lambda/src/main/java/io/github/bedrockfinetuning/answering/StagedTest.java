package io.github.bedrockfinetuning.answering;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads byte ranges of the staged test set. */
final class StagedTest {
    private StagedTest() {}

    static List<String> lines(Run run, Batch batch) {
        byte[] bytes = run.store().range(run.store().datasets(), run.staged(FileNames.TEST), batch.from(), batch.to());
        List<String> lines = List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
        if (lines.size() < batch.count()) {
            throw new PermanentFailure("Batch " + batch.number() + " has " + lines.size()
                    + " records instead of " + batch.count()
                    + ". The staged test set was changed.");
        }
        return lines;
    }
}
