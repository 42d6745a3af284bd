package io.github.bedrockfinetuning.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about one model on Bedrock. A number that nobody has published is absent, never guessed.
 *
 * @param id the base model identifier that a customization job takes, with its context suffix
 * @param format how a training record for it is written
 * @param trainingRegions the Regions that fine-tune it; empty for a model that is only compared against
 * @param invocationIds by Region, the id that Converse takes: a plain model id, or an inference profile's
 * @param validationData whether training makes use of a validation set
 * @param reservedWords that no text may hold as they are written
 * @param reservedInAnyCase those that one of AWS's sources compares without case, and another does not
 * @param requestsPerMinute that a deployment of its custom models may be asked, by the default quota
 * @param quotas by name, the account's quotas for this model: {@code recordsPerJob}, and per minute
 *     {@code deploymentRequests} of its custom models, {@code onDemandRequests}, {@code onDemandTokens},
 *     {@code crossRegionRequests} and {@code crossRegionTokens} of its own; {@code tokensPerDay}
 */
public record Model(
        String id,
        String name,
        String provider,
        RecordFormatId format,
        List<String> trainingRegions,
        Map<String, String> invocationIds,
        List<ServingMode> servingModes,
        boolean validationData,
        Limits limits,
        List<String> reservedWords,
        List<String> reservedInAnyCase,
        List<Hyperparameter> hyperparameters,
        Optional<Figure> requestsPerMinute,
        Map<String, Quota> quotas,
        Lifecycle lifecycle,
        Prices prices) {

    /**
     * Limits of a dataset for this model. {@code maxRecords} is the sum of training and validation records.
     *
     * @param minRecords of the training file; of both files together where {@code minValidationRecords} is absent
     * @param strictMinRecords of the training file, by a source that wants more than {@code source} does
     * @param charactersPerToken the divisor AWS's own estimate uses for this model
     */
    public record Limits(
            Optional<Integer> minRecords,
            Optional<Figure> strictMinRecords,
            Optional<Integer> minValidationRecords,
            Optional<Integer> maxTrainingRecords,
            Optional<Integer> maxValidationRecords,
            Optional<Integer> maxRecords,
            Optional<Integer> maxTokensPerRecord,
            Optional<Integer> charactersPerToken,
            Optional<Long> maxTrainingBytes,
            Optional<Long> maxValidationBytes,
            String source,
            LocalDate asOf) {}

    /**
     * @param status {@code ACTIVE}, {@code LEGACY} or {@code END_OF_LIFE}
     * @param legacy from when new fine-tuning jobs, new Provisioned Throughput and new customers are refused
     * @param endOfLife from when requests fail, private arrangements aside
     * @param successor the model to move to
     */
    public record Lifecycle(
            String status,
            Optional<LocalDate> legacy,
            Optional<LocalDate> endOfLife,
            Optional<String> successor,
            String source,
            LocalDate asOf) {

        /** Whether Bedrock takes new fine-tuning jobs for it, by what was known when the catalogue was looked through. */
        public boolean active() {
            return status.equals("ACTIVE");
        }

        /** Whether it was past its end of life when the catalogue was last looked through. */
        public boolean ended() {
            return status.equals("END_OF_LIFE");
        }

        public boolean endedBy(LocalDate day) {
            return endOfLife.filter(end -> !day.isBefore(end)).isPresent();
        }

        /** Whether it is in Legacy or past it; by its status where nobody has published the date. */
        public boolean legacyBy(LocalDate day) {
            return legacy.map(start -> !day.isBefore(start)).orElse(!active());
        }
    }

    /**
     * Prices in US dollars.
     *
     * @param customInputPerMillionTokens of a custom model that is deployed on demand
     */
    public record Prices(
            Optional<Figure> trainingPerMillionTokens,
            Optional<Figure> storagePerMonth,
            Optional<Figure> inputPerMillionTokens,
            Optional<Figure> outputPerMillionTokens,
            Optional<Figure> customInputPerMillionTokens,
            Optional<Figure> customOutputPerMillionTokens,
            Optional<Figure> throughputPerUnitHour) {}

    /** The id without its context suffix: {@code amazon.nova-micro-v1:0} for {@code amazon.nova-micro-v1:0:128k}. */
    public String plainId() {
        return id.replaceFirst(":\\d+k$", "");
    }

    /** The id that Converse takes in a Region, or nothing where the model cannot be called from there. */
    public Optional<String> invocationId(String region) {
        return Optional.ofNullable(invocationIds.get(region));
    }

    /**
     * Whether calling the model from a Region sends prompts to other Regions: its id there is an inference profile's, as
     * in {@code us.amazon.nova-pro-v1:0}, not its own.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html">Cross-Region
     *     inference</a>
     */
    public boolean crossesRegions(String region) {
        return invocationId(region).filter(call -> !call.equals(plainId())).isPresent();
    }

    public boolean trainsIn(String region) {
        return trainingRegions.contains(region);
    }

    /** Whether its custom models can be deployed on demand, without Provisioned Throughput. */
    public boolean onDemand() {
        return servingModes.contains(ServingMode.ON_DEMAND);
    }

    /** On demand where the model allows it, otherwise Provisioned Throughput. */
    public ServingMode servingMode() {
        return onDemand() ? ServingMode.ON_DEMAND : ServingMode.PROVISIONED_THROUGHPUT;
    }

    public Optional<Hyperparameter> hyperparameter(String name) {
        return hyperparameters.stream().filter(h -> h.name().equals(name)).findFirst();
    }
}
