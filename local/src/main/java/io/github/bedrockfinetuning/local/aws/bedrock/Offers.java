package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The models that the account is offered, and Bedrock's errors for models that it is not. */
public final class Offers {
    private final VirtualClock clock;
    private final String region;
    private final Map<String, UnaryOperator<Offer>> changes = new HashMap<>();

    /** Takes the offers from the catalogue, for the current day of the clock. */
    public Offers(VirtualClock clock, String region) {
        this.clock = clock;
        this.region = region;
    }

    void change(Model model, UnaryOperator<Offer> change) {
        changes.put(model.id(), change);
    }

    Offer of(Model model) {
        return changes.getOrDefault(model.id(), UnaryOperator.identity()).apply(Offer.of(model, region, today()));
    }

    /**
     * Refuses new fine-tuning jobs and new Provisioned Throughput of a model in its Legacy state or past its end of
     * life.
     *
     * @param what the request, the subject of the message
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html">Model
     *     lifecycle</a>. The words and the code of the refusal are not documented.
     */
    void requireActive(Model model, String what) {
        Offer offer = of(model);
        if (offer.endedBy(today())) {
            throw AwsError.validation(
                    what + " is not possible: the model " + model.id() + " has reached the end of its life.");
        }
        if (offer.legacyBy(today())) {
            throw AwsError.validation(what + " is not possible: the model " + model.id() + " is in its Legacy state.");
        }
    }

    /**
     * Refuses to use a model without access to it.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html">Request access to
     *     models</a>: AccessDeniedException without the prerequisites. "Operation not allowed" for an account that is
     *     not authorized is reported by users and not documented.
     */
    void requireAccess(Model model) {
        Offer.Access access = of(model).access();
        if (!access.authorization().equals("AUTHORIZED")) {
            throw AwsError.validation("Operation not allowed");
        }
        if (!access.agreement().equals("AVAILABLE")
                || !access.entitlement().equals("AVAILABLE")
                || !access.region().equals("AVAILABLE")) {
            throw new AwsError(
                    "AccessDeniedException", 403, "You don't have access to the model with the specified model ID.");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
    }
}
