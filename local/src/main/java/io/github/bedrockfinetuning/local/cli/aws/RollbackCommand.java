package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.promotion.ManualPromotion;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.RunId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Give a dataset's stable name back to the model that had it before.")
public final class RollbackCommand extends RemoteCommand {
    @Parameters(paramLabel = "DATASET", description = "The dataset's name, as it was dropped.")
    private String dataset;

    @Override
    int run(Platform platform) {
        try {
            RunId now = new ManualPromotion(platform)
                    .rollBack(dataset)
                    .orElseThrow(() ->
                            new No("No other model had this dataset's name before, so there is none to go back to."));
            print(
                    Json.object().put("dataset", dataset).put("runId", now.value()),
                    "The dataset's name is back with the model of run " + now
                            + ". The other model stays in service, free while it is idle.");
            return 0;
        } catch (PermanentFailure e) {
            throw new No(e.getMessage());
        }
    }
}
