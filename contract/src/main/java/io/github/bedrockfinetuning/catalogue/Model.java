package io.github.bedrockfinetuning.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published facts about a Bedrock model. A number that is not published is absent. In {@code models.json}, the
 * components of {@code training} and {@code inference} are fields of the model.
 *
 * @param id the base model identifier for customization jobs, with its context suffix
 * @param format the format of its training records
 */
public record Model(
        String id,
        String name,
        String provider,
        RecordFormatId format,
        @JsonUnwrapped Training training,
        @JsonUnwrapped Inference inference,
        Lifecycle lifecycle,
        Prices prices) {

    /**
     * The requirements for fine-tuning jobs.
     *
     * @param trainingRegions the Regions in which the model can be fine-tuned; empty for a model that is only used for
     *     comparison
     * @param validationData whether training uses a validation set
     * @param reservedWords strings that are not allowed in any text; case-sensitive
     * @param reservedInAnyCase strings that one AWS source treats as case-insensitive, and another as case-sensitive
     */
    public record Training(
            List<String> trainingRegions,
            boolean validationData,
            Limits limits,
            List<String> reservedWords,
            List<String> reservedInAnyCase,
            List<Hyperparameter> hyperparameters) {}

    /**
     * The ways to invoke the model and its custom models.
     *
     * @param invocationIds by Region, the ID to pass to Converse: a model ID or an inference profile ID
     * @param servingModes the ways to serve a custom model
     * @param requestsPerMinute the default quota of requests per minute to a deployment of a custom model
     * @param quotas by name, the account's quotas for this model: {@code recordsPerJob}; per minute,
     *     {@code deploymentRequests} of its custom models, and {@code onDemandRequests}, {@code onDemandTokens},
     *     {@code crossRegionRequests}, and {@code crossRegionTokens} of the model itself; {@code tokensPerDay}
     */
    public record Inference(
            Map<String, String> invocationIds,
            List<ServingMode> servingModes,
            Optional<Figure> requestsPerMinute,
            Map<String, Quota> quotas) {}

    /**
     * The limits on datasets for this model.
     *
     * @param records limits on the number of records; each field's name in {@code models.json} ends with {@code
     *     Records}
     * @param charactersPerToken the divisor that AWS's own estimate uses for this model
     */
    public record Limits(
            @JsonUnwrapped(suffix = "Records") RecordCounts records,
            Optional<Integer> maxTokensPerRecord,
            Optional<Integer> charactersPerToken,
            Optional<Long> maxTrainingBytes,
            Optional<Long> maxValidationBytes,
            String source,
            LocalDate asOf) {}

    /**
     * Limits on the number of records.
     *
     * @param min the minimum number of records in the training file, or in both files together if {@code minValidation}
     *     is absent
     * @param strictMin the minimum number of records in the training file according to a source that is stricter than
     *     the source of the limits
     * @param minValidation the minimum number of records in the validation file
     * @param maxTraining the maximum number of records in the training file
     * @param maxValidation the maximum number of records in the validation file
     * @param max the maximum number of training and validation records together
     */
    public record RecordCounts(
            Optional<Integer> min,
            Optional<Figure> strictMin,
            Optional<Integer> minValidation,
            Optional<Integer> maxTraining,
            Optional<Integer> maxValidation,
            Optional<Integer> max) {}

    /**
     * The lifecycle of the model.
     *
     * @param status {@code ACTIVE}, {@code LEGACY} or {@code END_OF_LIFE}
     * @param legacy the date from which new fine-tuning jobs, new Provisioned Throughput, and new customers are
     *     rejected
     * @param endOfLife the date from which requests fail, except under private arrangements
     * @param successor the recommended replacement
     */
    public record Lifecycle(
            String status,
            Optional<LocalDate> legacy,
            Optional<LocalDate> endOfLife,
            Optional<String> successor,
            String source,
            LocalDate asOf) {

        /** Returns whether Bedrock accepted new fine-tuning jobs for the model at the last review of the catalog. */
        public boolean active() {
            return status.equals("ACTIVE");
        }

        /** Returns whether the model had reached end of life at the last review of the catalog. */
        public boolean ended() {
            return status.equals("END_OF_LIFE");
        }

        public boolean endedBy(LocalDate day) {
            return endOfLife.filter(end -> !day.isBefore(end)).isPresent();
        }

        /**
         * Returns whether the model is in the Legacy state or has reached end of life, based on its status if the
         * date is not published.
         */
        public boolean legacyBy(LocalDate day) {
            return legacy.map(start -> !day.isBefore(start)).orElse(!active());
        }
    }

    /**
     * Prices in US dollars.
     *
     * @param customInputPerMillionTokens the input price of a custom model that is deployed on demand
     */
    public record Prices(
            Optional<Figure> trainingPerMillionTokens,
            Optional<Figure> storagePerMonth,
            Optional<Figure> inputPerMillionTokens,
            Optional<Figure> outputPerMillionTokens,
            Optional<Figure> customInputPerMillionTokens,
            Optional<Figure> customOutputPerMillionTokens,
            Optional<Figure> throughputPerUnitHour) {}

    public List<String> trainingRegions() {
        return training.trainingRegions();
    }

    public boolean validationData() {
        return training.validationData();
    }

    public Limits limits() {
        return training.limits();
    }

    public List<String> reservedWords() {
        return training.reservedWords();
    }

    public List<String> reservedInAnyCase() {
        return training.reservedInAnyCase();
    }

    public List<Hyperparameter> hyperparameters() {
        return training.hyperparameters();
    }

    public Map<String, String> invocationIds() {
        return inference.invocationIds();
    }

    public List<ServingMode> servingModes() {
        return inference.servingModes();
    }

    public Optional<Figure> requestsPerMinute() {
        return inference.requestsPerMinute();
    }

    public Map<String, Quota> quotas() {
        return inference.quotas();
    }

    /**
     * Returns the ID without its context suffix: {@code amazon.nova-micro-v1:0} for {@code
     * amazon.nova-micro-v1:0:128k}.
     */
    public String plainId() {
        return id.replaceFirst(":\\d+k$", "");
    }

    /** Returns the ID to pass to Converse in a Region, or empty if the model cannot be called from there. */
    public Optional<String> invocationId(String region) {
        return Optional.ofNullable(invocationIds().get(region));
    }

    /**
     * Returns whether calling the model from a Region sends prompts to other Regions. In that case, its ID there is an
     * inference profile ID such as {@code us.amazon.nova-pro-v1:0}, not a model ID.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html">Cross-Region
     *     inference</a>
     */
    public boolean crossesRegions(String region) {
        return invocationId(region).filter(call -> !call.equals(plainId())).isPresent();
    }

    public boolean trainsIn(String region) {
        return trainingRegions().contains(region);
    }

    /** Returns whether custom models based on this model can be deployed on demand, without Provisioned Throughput. */
    public boolean onDemand() {
        return servingModes().contains(ServingMode.ON_DEMAND);
    }

    /** Returns the on-demand serving mode if the model supports it, or Provisioned Throughput otherwise. */
    public ServingMode servingMode() {
        return onDemand() ? ServingMode.ON_DEMAND : ServingMode.PROVISIONED_THROUGHPUT;
    }

    public Optional<Hyperparameter> hyperparameter(String name) {
        return hyperparameters().stream().filter(h -> h.name().equals(name)).findFirst();
    }
}
