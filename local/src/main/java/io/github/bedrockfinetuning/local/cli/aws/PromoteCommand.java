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
        description = "Give a run's model its dataset's stable name, which applications read. A model that is served on"
                + " demand is put into service first, which takes some minutes and costs nothing while it is idle.")
public final class PromoteCommand extends RunCommand {
    @Override
    int run(Run run) throws InterruptedException {
        String status = run.find(FileNames.STATUS)
                .map(found -> found.path("status").asText())
                .orElseThrow(
                        () -> new No("There is no run " + run.id() + " that has ended; ./fine-tune status lists all."));
        if (!status.equals(RunStatus.SUCCEEDED.name())) {
            throw new No(
                    "Run " + run.id() + " ended " + status + "; only the model of a run that succeeded is promoted.");
        }
        try {
            String parameter = new ManualPromotion(run.platform()).promote(run);
            print(
                    Json.object().put("runId", run.id().value()).put("parameter", parameter),
                    "The parameter " + parameter + " now names the model of run " + run.id()
                            + ". ./fine-tune rollback gives it back to the one before.");
            return 0;
        } catch (PermanentFailure e) {
            throw new No(e.getMessage());
        }
    }
}
