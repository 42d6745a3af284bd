package io.github.bedrockfinetuning.local.prove.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.model.GetCustomModelResponse;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

/** Runs the smallest dataset to its end: training, deployment, answers of base and custom model, verdict. */
public final class WholeRun implements Experiment {
    private static final Duration LONGEST = Duration.ofHours(48);

    @Override
    public Question question() {
        return Question.WHOLE_RUN;
    }

    @Override
    public String makes() {
        return "a run of the smallest dataset to its end: a fine-tuning job, a custom model and a deployment";
    }

    @Override
    public Optional<BigDecimal> cost(Bench bench) {
        return bench.smallest().cost();
    }

    @Override
    public Finding run(Bench bench) throws InterruptedException {
        RunId id = bench.smallest().submit(new Inbox(bench));
        bench.ran(question(), id);
        FollowedRun run = new FollowedRun(bench, id);
        if (!run.started()) {
            return Finding.contradicted("No run started within 15 minutes of the upload.");
        }
        Optional<JsonNode> status = run.status(LONGEST);
        run.recordOrder(Definition.of(bench.account()));
        run.job();
        Optional<GetCustomModelResponse> model = model(bench, id);
        String ended = status.map(told -> told.path("status").asText()).orElse("without a status");
        boolean compared = status.map(told -> told.path("verdict").isTextual()).orElse(false);
        boolean encrypted = model.map(found -> found.modelKmsKeyArn() != null).orElse(false);
        String reason = ended.equals(Status.SUCCEEDED)
                ? ""
                : status.map(told -> " " + told.path("reason").asText()).orElse("");
        return Finding.of(
                ended.equals(Status.SUCCEEDED) && compared && encrypted,
                "The run ended " + ended + (compared ? " with a verdict" : " without a verdict") + "; "
                        + (model.isEmpty()
                                ? "no custom model was found by the run's name."
                                : encrypted ? "its custom model is encrypted." : "its custom model is not encrypted.")
                        + reason);
    }

    private static Optional<GetCustomModelResponse> model(Bench bench, RunId id) {
        try {
            return Optional.of(bench.platform().aws().bedrock().getCustomModel(r -> r.modelIdentifier(id.value())));
        } catch (ResourceNotFoundException | ValidationException e) {
            return Optional.empty();
        }
    }
}
