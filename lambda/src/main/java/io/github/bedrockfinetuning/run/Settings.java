package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.settings.Approval;
import io.github.bedrockfinetuning.dataset.preparation.Split;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run, in order of precedence: the settings in run.json, the defaults of the stack, and the
 * defaults of the catalog.
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
     * @param baseModel the ID of the base model in the catalog
     * @param referenceModel the ID of the bigger model; null if there is none
     * @param judge the judge; null if there is none
     */
    public record Models(
            String baseModel,
            @Nullable String referenceModel,
            @Nullable Judge judge) {}

    /**
     * The settings of the fine-tuning job.
     *
     * @param customizationType {@code FINE_TUNING}
     * @param hyperparameters the specified hyperparameters; Bedrock's defaults apply to the others
     * @param tags the tags of everything that the run creates in Bedrock, in addition to the workflow's own tags
     */
    public record Training(String customizationType, Map<String, String> hyperparameters, Map<String, String> tags) {
        public Training {
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }

    /**
     * The settings for reading the dataset.
     *
     * @param split the division of a single file into sets
     * @param personalData the handling of payment card, account, and national identity numbers
     * @param allowSensitive the reasons to allow sensitive values, by kind or fingerprint
     * @param versions the version to read, by file name; empty for the newest version that is not newer than run.json
     */
    public record Data(
            Split split,
            PersonalDataPolicy personalData,
            Map<String, String> allowSensitive,
            Map<String, String> versions) {
        public Data {
            allowSensitive = allowSensitive == null ? Map.of() : Map.copyOf(allowSensitive);
        }
    }

    /**
     * The settings for scoring answers.
     *
     * @param metrics the metrics; empty if they are inferred from the training completions
     * @param primaryMetric the primary metric; null for the first metric
     * @param slices the fields of test records by which results are grouped
     * @param answerSchema the JSON Schema that answers must conform to; null to infer it from the reference answers
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
     * The spending limits of the run.
     *
     * @param spendingCeiling the ceiling in US dollars; null if there is none
     * @param acceptUnknownPrices whether parts of the run whose price is unknown need no approval
     */
    public record Budget(@Nullable BigDecimal spendingCeiling, Approval approval, boolean acceptUnknownPrices) {}

    /**
     * The settings that apply to the model after the run.
     *
     * @param promote whether the dataset's stable name is pointed to a model that passes the gate
     * @param keepEndpoint whether the endpoint is kept, and billed, after the run
     * @param gateBetter the systems that the tuned model must outperform to be promoted
     */
    public record Release(boolean promote, boolean keepEndpoint, List<String> gateBetter) {}

    /**
     * A model that compares answers.
     *
     * @param rubric the criteria for a good answer; null for the default rubric
     */
    public record Judge(String model, @Nullable String rubric) {}

    /** The default shares of a single file that are used as the validation and test sets. */
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

    /** Returns the policy for sensitive values. */
    public SensitivePolicy sensitive() {
        return new SensitivePolicy(data.personalData(), new Exemptions(data.allowSensitive()));
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

    /**
     * Returns the number of passes over the training file, or an empty Optional if neither the settings nor the
     * catalog specifies it.
     */
    public Optional<Integer> epochs() {
        String named = training.hyperparameters().get("epochCount");
        return named != null
                ? Optional.of(new BigDecimal(named).intValueExact())
                : base().hyperparameter("epochCount")
                        .map(epochs -> epochs.defaultValue().intValueExact());
    }

    /** Returns the same settings with inferred metrics. */
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
