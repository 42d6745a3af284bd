package io.github.bedrockfinetuning.preparing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.answering.EarlierAnswers;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.cost.CostEstimate;
import io.github.bedrockfinetuning.dataset.preparation.Preparation;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates the cost of a run before anything is created. */
public final class Pricing {
    private Pricing() {}

    /**
     * Returns the number of a run's questions that earlier runs already sent to the base model and to the reference
     * model.
     *
     * @param asked the hash of the questions
     */
    static Map<String, Long> answered(Run run, Settings settings, int tokenLimit, String asked) {
        Map<String, Long> answered = new HashMap<>();
        count(run, settings.base(), tokenLimit, asked, SystemRole.BASE.id(), answered);
        settings.reference()
                .ifPresent(model -> count(run, model, tokenLimit, asked, SystemRole.REFERENCE.id(), answered));
        return answered;
    }

    private static void count(
            Run run, Model model, int tokenLimit, String asked, String system, Map<String, Long> answered) {
        model.invocationId(run.platform().require(EnvironmentVariables.AWS_REGION))
                .ifPresent(id -> answered.put(system, (long)
                        EarlierAnswers.of(run, id, tokenLimit, asked).count()));
    }

    /** Returns the cost estimate for the first run of a dataset, before any model is promoted and any answers exist. */
    public static JsonNode ofFirstRun(Settings settings, Preparation.Prepared prepared) throws IOException {
        int tokenLimit = Completions.of(prepared, settings.base()).tokenLimit();
        return estimate(settings, prepared, settings.base(), tokenLimit, null, Map.of());
    }

    /**
     * Estimates the cost.
     *
     * @param tokenLimit the maximum length of each answer, which limits the cost of answering
     * @param answered the number of existing answers, by system
     * @param promoted the previously promoted model, which is invoked if it is in service; null if there is none
     */
    static JsonNode estimate(
            Settings settings,
            Preparation.Prepared prepared,
            Model base,
            int tokenLimit,
            RunRecord.@Nullable Promoted promoted,
            Map<String, Long> answered)
            throws IOException {
        Settings.Judge named = settings.judge();
        Model judge = named == null ? null : Catalogue.load().model(named.model());
        long tested = prepared.counts().getOrDefault("test", 0L);
        long records = tested + prepared.counts().getOrDefault("general", 0L);
        // The general set is sent like the test set. Its number of tokens is derived from its file size.
        Path general = prepared.files().general();
        double more = general == null
                ? 1
                : 1 + (double) Files.size(general) / Files.size(prepared.files().requireTest());
        CostEstimate.Work work = new CostEstimate.Work(
                prepared.tokens().training().low(),
                prepared.tokens().training().high(),
                settings.epochs(),
                records,
                Math.round(prepared.tokens().questions().low() * more),
                Math.round(prepared.tokens().questions().high() * more),
                prepared.tokens().answers().low() * records / tested,
                records * tokenLimit);
        CostEstimate estimate = CostEstimate.of(base, settings.reference().orElse(null), judge, work)
                .withAnswered(answered, work);
        if (settings.keepEndpoint()) {
            estimate = estimate.withKeptEndpoint();
        }
        return promoted == null || promoted.endpoint() == null
                ? estimate.toJson()
                : estimate.withPromoted(Catalogue.load().find(promoted.baseModel()), work)
                        .toJson();
    }

    /** Returns the parts of an estimate whose prices are not known, with the reasons. */
    static List<String> unpriced(JsonNode estimate) {
        List<String> parts = new ArrayList<>();
        for (JsonNode part : estimate.path("parts")) {
            if (part.path("unknown").asBoolean()) {
                String system = part.path("system").asText("");
                parts.add(part.path("name").asText() + (system.isEmpty() ? "" : " by " + system) + " ("
                        + part.path("basis").asText() + ")");
            }
        }
        return parts;
    }
}
