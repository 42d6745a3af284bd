package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.contract.StateFields;
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
        description = "Restore the previously promoted model of a dataset.")
public final class RollbackCommand extends RemoteCommand {
    @Parameters(paramLabel = "DATASET", description = "The name of the dataset.")
    private String dataset;

    @Override
    int run(Platform platform) {
        try {
            RunId now = new ManualPromotion(platform)
                    .rollBack(dataset)
                    .orElseThrow(() -> new No("This dataset has no previously promoted model."));
            print(
                    Json.object().put("dataset", dataset).put(StateFields.RUN_ID, now.value()),
                    "The stable name of the dataset points to the model of run " + now
                            + " again. The model that it pointed to before remains deployed. It incurs no charges while "
                            + "it is idle.");
            return 0;
        } catch (PermanentFailure e) {
            throw new No(e.getMessage());
        }
    }
}
