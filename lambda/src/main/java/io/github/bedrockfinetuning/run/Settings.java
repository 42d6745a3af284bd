package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.settings.Approval;
import io.github.bedrockfinetuning.dataset.preparation.Split;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is to do: run.json over the stack's defaults over the catalogue's.
 *
 * @param baseModel the base model's id in the catalogue
 * @param referenceModel the bigger model's id; null = none
 * @param customizationType {@code FINE_TUNING}
 * @param hyperparameters those that are named; Bedrock's defaults hold for the others
 * @param split how a single file is divided
 * @param personalData what is done about card, account and national identity numbers
 * @param metrics empty = inferred from the training completions
 * @param primaryMetric null = the first metric
 * @param slices fields of test records by which results are shown group by group
 * @param judge null = none
 * @param spendingCeiling US dollars; null = none
 * @param acceptUnknownPrices whether parts of the run whose price is not known need no approval
 * @param promote whether a model that passes the gate gets the dataset's stable name
 * @param keepEndpoint whether serving stays up, and is paid for, after the run
 * @param gateBetter systems that the tuned model must be better than to be promoted
 * @param answerSchema JSON Schema that answers must conform to; null = what all right answers have in common
 * @param versions by file name, the version to read; empty = the newest that is not newer than run.json
 * @param tags of everything the run creates in Bedrock, beside the workflow's own
 */
public record Settings(
        String baseModel,
        String referenceModel,
        String customizationType,
        Map<String, String> hyperparameters,
        Split split,
        PersonalDataPolicy personalData,
        List<String> metrics,
        String primaryMetric,
        List<String> slices,
        Judge judge,
        BigDecimal spendingCeiling,
        Approval approval,
        boolean acceptUnknownPrices,
        boolean promote,
        boolean keepEndpoint,
        List<String> gateBetter,
        JsonNode answerSchema,
        Map<String, String> versions,
        Map<String, String> tags) {

    public Settings {
        tags = tags == null ? Map.of() : Map.copyOf(tags);
        answerSchema = answerSchema == null || answerSchema.isNull() ? null : answerSchema;
    }

    /**
     * A model that compares answers.
     *
     * @param rubric what a good answer is; null = the judge's own words
     */
    public record Judge(String model, String rubric) {}

    /** Shares of a single file that go to validation and test unless run.json says otherwise. */
    public static final Split DEFAULT_SPLIT = new Split(0.1, 0.2, 1, null, true);

    public Model base() {
        return Catalogue.load().model(baseModel);
    }

    public Optional<Model> reference() {
        return Optional.ofNullable(referenceModel).map(Catalogue.load()::model);
    }

    public boolean judged() {
        return judge != null;
    }

    /** Passes over the training file; nothing if neither the settings nor the catalogue name a number. */
    public Optional<Integer> epochs() {
        String named = hyperparameters.get("epochCount");
        return named != null
                ? Optional.of(new BigDecimal(named).intValueExact())
                : base().hyperparameter("epochCount")
                        .map(epochs -> epochs.defaultValue().intValueExact());
    }

    /** The same with metrics that were inferred. */
    public Settings withMetrics(List<String> inferred) {
        return new Settings(
                baseModel,
                referenceModel,
                customizationType,
                hyperparameters,
                split,
                personalData,
                List.copyOf(inferred),
                primaryMetric == null ? inferred.get(0) : primaryMetric,
                slices,
                judge,
                spendingCeiling,
                approval,
                acceptUnknownPrices,
                promote,
                keepEndpoint,
                gateBetter,
                answerSchema,
                versions,
                tags);
    }
}
