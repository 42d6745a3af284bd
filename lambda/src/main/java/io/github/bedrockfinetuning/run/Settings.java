package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run: run.json, with the defaults of the stack and then of the catalogue.
 *
 * <p>Its JSON is flat, as in run.json.
 */
public record Settings(
        @JsonUnwrapped Models models,
        @JsonUnwrapped Training training,
        @JsonUnwrapped Data data,
        @JsonUnwrapped Scoring scoring,
        @JsonUnwrapped Budget budget,
        @JsonUnwrapped Release release) {

    /**
     * The models of the run.
     *
     * @param baseModel the ID of the base model in the catalogue
     * @param referenceModel the ID of the larger model; null if there is none
     * @param judge null if there is none
     */
    public record Models(
            String baseModel,
            @Nullable String referenceModel,
            @Nullable Judge judge) {}

    /**
     * How the model is trained.
     *
     * @param customizationType {@code FINE_TUNING}
     * @param hyperparameters those that are named; Bedrock's defaults apply to the others
     * @param tags the tags of everything that the run creates in Bedrock, in addition to the workflow's own
     */
    public record Training(String customizationType, Map<String, String> hyperparameters, Map<String, String> tags) {
        public Training {
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }

    /**
     * How the data are read.
     *
     * @param split how a single file is divided
     * @param personalData how card, account and national identity numbers are handled
     * @param versions the version to read, by file name; empty for the newest that is not newer than run.json
     */
    public record Data(Split split, PersonalDataPolicy personalData, Map<String, String> versions) {}

    /**
     * How answers are scored.
     *
     * @param metrics empty if they are inferred from the training completions
     * @param primaryMetric null for the first metric
     * @param slices fields of test records by which results are grouped
     * @param answerSchema the JSON Schema that answers must conform to; null for what all right answers have in common
     */
    public record Scoring(
            List<String> metrics,
            @Nullable String primaryMetric,
            List<String> slices,
            @Nullable JsonNode answerSchema) {
        public Scoring {
            answerSchema = answerSchema == null || answerSchema.isNull() ? null : answerSchema;
        }
    }

    /**
     * What the run can spend.
     *
     * @param spendingCeiling in US dollars; null if there is none
     * @param acceptUnknownPrices whether parts of the run whose price is unknown need no approval
     */
    public record Budget(@Nullable BigDecimal spendingCeiling, Approval approval, boolean acceptUnknownPrices) {}

    /**
     * What happens to the model after the run.
     *
     * @param promote whether the dataset's stable name is pointed to a model that passes the gate
     * @param keepEndpoint whether the endpoint is kept, and billed, after the run
     * @param gateBetter the systems that the tuned model must beat to be promoted
     */
    public record Release(boolean promote, boolean keepEndpoint, List<String> gateBetter) {}

    /**
     * A model that compares answers.
     *
     * @param rubric what a good answer is; null = the judge's own words
     */
    public record Judge(String model, String rubric) {}

    /** Shares of a single file that go to validation and test unless run.json says otherwise. */
    public static final Split DEFAULT_SPLIT = new Split(0.1, 0.2, 1, null, true);

    public String baseModel() {
        return models.baseModel();
    }

    public @Nullable String referenceModel() {
        return models.referenceModel();
    }

    public @Nullable Judge judge() {
        return models.judge();
    }

    public String customizationType() {
        return training.customizationType();
    }

    public Map<String, String> hyperparameters() {
        return training.hyperparameters();
    }

    public Map<String, String> tags() {
        return training.tags();
    }

    public Split split() {
        return data.split();
    }

    public PersonalDataPolicy personalData() {
        return data.personalData();
    }

    public Map<String, String> versions() {
        return data.versions();
    }

    public List<String> metrics() {
        return scoring.metrics();
    }

    public @Nullable String primaryMetric() {
        return scoring.primaryMetric();
    }

    public List<String> slices() {
        return scoring.slices();
    }

    public @Nullable JsonNode answerSchema() {
        return scoring.answerSchema();
    }

    public @Nullable BigDecimal spendingCeiling() {
        return budget.spendingCeiling();
    }

    public Approval approval() {
        return budget.approval();
    }

    public boolean acceptUnknownPrices() {
        return budget.acceptUnknownPrices();
    }

    public boolean promote() {
        return release.promote();
    }

    public boolean keepEndpoint() {
        return release.keepEndpoint();
    }

    public List<String> gateBetter() {
        return release.gateBetter();
    }

    public Model base() {
        return Catalogue.load().model(models.baseModel());
    }

    public Optional<Model> reference() {
        return Optional.ofNullable(models.referenceModel()).map(Catalogue.load()::model);
    }

    public boolean judged() {
        return models.judge() != null;
    }

    /** Passes over the training file; nothing if neither the settings nor the catalogue name a number. */
    public Optional<Integer> epochs() {
        String named = training.hyperparameters().get("epochCount");
        return named != null
                ? Optional.of(new BigDecimal(named).intValueExact())
                : base().hyperparameter("epochCount")
                        .map(epochs -> epochs.defaultValue().intValueExact());
    }

    /** The same with metrics that were inferred. */
    public Settings withMetrics(List<String> inferred) {
        String primary = primaryMetric() == null ? inferred.get(0) : primaryMetric();
        return new Settings(
                models,
                training,
                data,
                new Scoring(List.copyOf(inferred), primary, slices(), answerSchema()),
                budget,
                release);
    }
}
