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
 * The settings of a run. run.json overrides the stack's defaults, which override the catalogue's.
 *
 * @param baseModel the catalogue ID of the base model
 * @param referenceModel the catalogue ID of the bigger model; null = none
 * @param customizationType {@code FINE_TUNING}
 * @param hyperparameters the specified hyperparameters; Bedrock's defaults apply to the others
 * @param split the shares for splitting a single file
 * @param personalData the handling of card, account, and national identity numbers
 * @param metrics empty = inferred from the training completions
 * @param primaryMetric null = the first metric
 * @param slices test record fields by which the results are grouped
 * @param judge null = none
 * @param spendingCeiling US dollars; null = none
 * @param acceptUnknownPrices whether parts of the run with unknown prices need no approval
 * @param promote whether the dataset's stable name points to a model that passes the gate
 * @param keepEndpoint whether the model stays in service, and is billed, after the run
 * @param gateBetter systems that the tuned model must outperform to be promoted
 * @param answerSchema the JSON Schema that answers must conform to; null = the structure common to all reference
 *     answers
 * @param versions by file name, the version to read; empty = the newest version that is not newer than run.json
 * @param tags tags of every resource that the run creates in Bedrock, in addition to the workflow's own
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
     * @param rubric the definition of a good answer; null = the judge's default instructions
     */
    public record Judge(String model, String rubric) {}

    /** The default shares of a single file for validation and test. */
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

    /**
     * Returns the number of passes over the training file; empty if neither the settings nor the catalogue specify it.
     */
    public Optional<Integer> epochs() {
        String named = hyperparameters.get("epochCount");
        return named != null
                ? Optional.of(new BigDecimal(named).intValueExact())
                : base().hyperparameter("epochCount")
                        .map(epochs -> epochs.defaultValue().intValueExact());
    }

    /** Returns the same settings with inferred metrics. */
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
