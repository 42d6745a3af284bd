package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.authorization.Authorizations;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.events.EventBus;
import io.github.bedrockfinetuning.local.aws.s3.S3;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The context that all parts of the simulated Bedrock share. Its monitor guards the state of all parts.
 *
 * @param others the services that Bedrock uses
 */
public record World(
        VirtualClock clock,
        String region,
        String account,
        Others others,
        Meter meter,
        ModelFactory models,
        Offers offers) {

    /** The services that Bedrock uses. */
    public record Others(S3 s3, EventBus events, Quotas quotas, Authorizations authorizations) {}

    S3 s3() {
        return others.s3();
    }

    EventBus events() {
        return others.events();
    }

    Quotas quotas() {
        return others.quotas();
    }

    Authorizations authorizations() {
        return others.authorizations();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
    }

    /** Returns the ARN of a resource in this account. */
    String arn(String resource) {
        return "arn:aws:bedrock:" + region + ":" + account + ":" + resource;
    }

    String foundationArn(String modelId) {
        return "arn:aws:bedrock:" + region + "::foundation-model/" + modelId;
    }

    /** Returns the model with this ARN or ID, including the context suffix, if it can be fine-tuned. */
    Optional<Model> tunable(String identifier) {
        String id = identifier.replaceFirst("^" + foundationArn(""), "");
        return Catalogue.load().models().stream()
                .filter(model -> model.id().equals(id) && model.trainsIn(region))
                .findFirst();
    }
}
