package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The models that are available to the account, and the Bedrock errors for models that are not available. */
public final class Offers {
    private final VirtualClock clock;
    private final String region;
    private final Map<String, UnaryOperator<Offer>> changes = new HashMap<>();

    /** Creates the offers from the catalog for the current date of the clock. */
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
     * Rejects new fine-tuning jobs and new Provisioned Throughput for a model in the Legacy state or past its
     * end-of-life date.
     *
     * @param what the request, which is the subject of the message
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle-legacy.html">Model
     *     lifecycle</a>. The error code and the error message are not documented.
     */
    void requireActive(Model model, String what) {
        Offer offer = of(model);
        if (offer.endedBy(today())) {
            throw AwsError.validation(
                    what + " is not possible: the model " + model.id() + " has reached its end-of-life (EOL) date.");
        }
        if (offer.legacyBy(today())) {
            throw AwsError.validation(what + " is not possible: the model " + model.id() + " is in the Legacy state.");
        }
    }

    /**
     * Rejects the use of a model that the account does not have access to.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html">Request access to
     *     models</a>: AccessDeniedException without the prerequisites. Users report "Operation not allowed" for
     *     accounts that are not authorized. This message is not documented.
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
