package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.Model;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The availability of a model for an account in one Region. By default, it is derived from the catalog. Tests and
 * rehearsals can change it.
 *
 * @param status {@code ACTIVE} or {@code LEGACY}
 * @param legacy the first day of the Legacy state
 * @param endOfLife the day from which requests fail
 * @param inRegion whether the model can be invoked on demand by its model ID; otherwise, an inference profile is
 *     required
 * @param tunable whether Bedrock lists the model for fine-tuning
 */
public record Offer(
        String status,
        Optional<LocalDate> legacy,
        Optional<LocalDate> endOfLife,
        boolean inRegion,
        boolean tunable,
        Access access) {

    /**
     * The members of a GetFoundationModelAvailability response.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html">Request access to
     *     models</a>
     */
    public record Access(String agreement, String authorization, String entitlement, String region) {
        /** The access of an account that is allowed to use the model. */
        public static final Access GRANTED = new Access("AVAILABLE", "AUTHORIZED", "AVAILABLE", "AVAILABLE");

        public Access withAgreement(String status) {
            return new Access(status, authorization, entitlement, region);
        }

        public Access withAuthorization(String status) {
            return new Access(agreement, status, entitlement, region);
        }

        public Access withEntitlement(String status) {
            return new Access(agreement, authorization, status, region);
        }

        public Access withRegion(String status) {
            return new Access(agreement, authorization, entitlement, status);
        }
    }

    static Offer of(Model model, String region, LocalDate today) {
        Model.Lifecycle lifecycle = model.lifecycle();
        boolean legacy = lifecycle.legacyBy(today) || lifecycle.endedBy(today);
        return new Offer(
                legacy ? "LEGACY" : "ACTIVE",
                lifecycle.legacy(),
                lifecycle.endOfLife(),
                model.invocationId(region).isPresent() && !model.crossesRegions(region),
                model.trainsIn(region),
                Access.GRANTED);
    }

    /** Returns the offer of an active model without lifecycle dates. */
    public Offer active() {
        return new Offer("ACTIVE", Optional.empty(), Optional.empty(), inRegion, tunable, access);
    }

    /** Returns the offer of a model that has been in the Legacy state since the specified day. */
    public Offer legacySince(LocalDate day) {
        return new Offer("LEGACY", Optional.of(day), endOfLife, inRegion, tunable, access);
    }

    /** Returns the offer with the specified end-of-life date, which can be in the past or in the future. */
    public Offer endingOn(LocalDate day) {
        return new Offer(status, legacy, Optional.of(day), inRegion, tunable, access);
    }

    /** Returns the offer of a model that can be invoked only through an inference profile. */
    public Offer onlyThroughProfile() {
        return new Offer(status, legacy, endOfLife, false, tunable, access);
    }

    /** Returns the offer of a model that Bedrock does not list for fine-tuning. */
    public Offer notTunable() {
        return new Offer(status, legacy, endOfLife, inRegion, false, access);
    }

    public Offer with(Access other) {
        return new Offer(status, legacy, endOfLife, inRegion, tunable, other);
    }

    boolean endedBy(LocalDate today) {
        return endOfLife.filter(day -> !today.isBefore(day)).isPresent();
    }

    boolean legacyBy(LocalDate today) {
        return status.equals("LEGACY")
                || legacy.filter(day -> !today.isBefore(day)).isPresent();
    }
}
