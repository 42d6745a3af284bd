package io.github.bedrockfinetuning.local.prove.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.run.RunId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.model.GetCustomModelResponse;

/**
 * Completes a run with the smallest dataset: training, deployment, answers from the base model and the custom model,
 * and the verdict.
 */
public final class WholeRun implements Experiment {
    private static final Duration LONGEST = Duration.ofHours(48);

    @Override
    public Optional<BigDecimal> cost(Bench bench) {
        return bench.smallest().cost();
    }

    @Override
    public Finding run(Bench bench) throws InterruptedException {
        RunId id = bench.smallest().submit(new Inbox(bench));
        bench.ran(Question.WHOLE_RUN, id);
        FollowedRun run = new FollowedRun(bench, id);
        if (!run.started()) {
            return Finding.contradicted("No run started within 15 minutes after the upload.");
        }
        Optional<JsonNode> status = run.status(LONGEST);
        run.recordOrder(Definition.of(bench.account()));
        run.job();
        Optional<GetCustomModelResponse> model = bench.customModel(id);
        String ended = status.map(told -> told.path("status").asText()).orElse("unknown");
        boolean compared = status.map(told -> told.path("verdict").isTextual()).orElse(false);
        boolean encrypted = model.map(found -> found.modelKmsKeyArn() != null).orElse(false);
        String reason = ended.equals(RunStatus.SUCCEEDED.name())
                ? ""
                : status.map(told -> " " + told.path("reason").asText()).orElse("");
        return Finding.of(
                ended.equals(RunStatus.SUCCEEDED.name()) && compared && encrypted,
                "The run ended with status " + ended + (compared ? " with a verdict" : " without a verdict") + "; "
                        + (model.isEmpty()
                                ? "no custom model with the run's name was found."
                                : encrypted ? "its custom model is encrypted." : "its custom model is not encrypted.")
                        + reason);
    }
}
