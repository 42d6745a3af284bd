package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.promotion.ManualPromotion;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import picocli.CommandLine.Command;

@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Point the stable name of the dataset, which applications read, to the model of a run. A model"
                + " that is served on demand is deployed first; this takes a few minutes, and costs nothing while"
                + " the model is idle.")
public final class PromoteCommand extends RunCommand {
    @Override
    int run(Run run) throws InterruptedException {
        String status = run.find(FileNames.STATUS)
                .map(found -> found.path("status").asText())
                .orElseThrow(() ->
                        new No("There is no ended run " + run.id() + ". To list the runs, use ./fine-tune status."));
        if (!status.equals(RunStatus.SUCCEEDED.name())) {
            throw new No("Run " + run.id() + " ended " + status
                    + "; only the model of a run that succeeded can be promoted.");
        }
        try {
            String parameter = new ManualPromotion(run.platform()).promote(run);
            print(
                    Json.object().put("runId", run.id().value()).put("parameter", parameter),
                    "The parameter " + parameter + " now points to the model of run " + run.id()
                            + ". ./fine-tune rollback restores the previous model.");
            return 0;
        } catch (PermanentFailure e) {
            throw new No(e.getMessage());
        }
    }
}
