package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.promotion.ManualPromotion;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import picocli.CommandLine.Command;

@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Point the stable name of a dataset to the model of a run. Applications read this name. If "
                + "the model supports on-demand inference, the command deploys it first, which takes a few "
                + "minutes. The deployment incurs no charges while it is idle.")
public final class PromoteCommand extends RunCommand {
    @Override
    int run(Run run) throws InterruptedException {
        String status = run.find(FileNames.STATUS)
                .map(found -> found.path("status").asText())
                .orElseThrow(() -> new No("Run " + run.id()
                        + " does not exist or has not ended. To list recent runs, use "
                        + OperatorCommand.of(run.platform(), "status") + "."));
        if (!status.equals(RunStatus.SUCCEEDED.name())) {
            throw new No("Run " + run.id() + " ended with status " + status
                    + ". You can promote a model only if its run succeeded.");
        }
        try {
            String parameter = new ManualPromotion(run.platform()).promote(run);
            print(
                    Json.object().put(StateFields.RUN_ID, run.id().value()).put("parameter", parameter),
                    "The parameter " + parameter + " now points to the model of run " + run.id()
                            + ". To restore the previous model, use "
                            + OperatorCommand.of(run.platform(), "rollback DATASET") + ".");
            return 0;
        } catch (PermanentFailure e) {
            throw new No(e.getMessage());
        }
    }
}
