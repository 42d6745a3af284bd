package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The endpoints of custom models: on-demand deployments, and Provisioned Throughput without a commitment. */
final class Endpoints {
    private final World world;
    private final CustomModels models;
    private final Tags tags;
    private final Ids ids;
    private final Failures failures;
    private final Map<EndpointKind, RequestTokens> tokens = new EnumMap<>(EndpointKind.class);
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private Durations durations = Durations.DEFAULT;

    Endpoints(World world, CustomModels models, Tags tags, Ids ids, Failures failures) {
        this.world = world;
        this.models = models;
        this.tags = tags;
        this.ids = ids;
        this.failures = failures;
        for (EndpointKind kind : EndpointKind.values()) {
            tokens.put(kind, new RequestTokens(AwsError::validation));
        }
    }

    void durations(Durations other) {
        durations = other;
    }

    ObjectNode create(EndpointKind kind, ObjectNode input) {
        String arn = tokens.get(kind).repeated(input).orElseGet(() -> created(kind, input));
        return Json.object().put(kind.members().arn(), arn);
    }

    private String created(EndpointKind kind, ObjectNode input) {
        CustomModel model = models.require(input.path(kind.members().model()).textValue());
        requireMode(kind, model);
        String name = input.path(kind.members().name()).textValue();
        if (of(kind).stream().anyMatch(other -> other.name().equals(name))) {
            throw AwsError.validation("The provided " + kind.noun() + " name is already in use: " + name + ".");
        }
        requireRoom(kind, input, model);
        String arn = world.arn(kind.resourceType() + "/" + ids.next(name));
        Endpoint endpoint = new Endpoint(kind, arn, input, model, world.clock().now());
        endpoints.put(arn, endpoint);
        tokens.get(kind).remember(input, arn);
        tags.put(arn, input.path("tags"));
        world.meter().open(arn, kind.billedAs(), Meter.SERVING, perHour(endpoint));
        world.clock()
                .after(
                        kind == EndpointKind.DEPLOYMENT ? durations.deployment() : durations.throughput(),
                        () -> created(endpoint));
        return arn;
    }

    ObjectNode get(EndpointKind kind, ObjectNode input) {
        return require(kind, input).describe();
    }

    ObjectNode list(EndpointKind kind, ObjectNode input) {
        return Page.of(input, of(kind), kind.members().summaries(), Endpoint::summarize);
    }

    ObjectNode delete(EndpointKind kind, ObjectNode input) {
        Endpoint found = require(kind, input);
        if (found.isBeingCreated()) {
            throw AwsError.conflict("The " + kind.noun() + " " + found.name()
                    + " is being created. It cannot be deleted until its creation is complete.");
        }
        endpoints.remove(found.arn());
        tokens.get(kind).forget(found.arn());
        tags.drop(found.arn());
        world.meter().close(found.arn());
        return Json.object();
    }

    /** Finds an endpoint by its name or ARN. */
    Optional<Endpoint> find(EndpointKind kind, String identifier) {
        return of(kind).stream()
                .filter(one -> one.arn().equals(identifier) || one.name().equals(identifier))
                .findFirst();
    }

    Endpoint require(EndpointKind kind, String identifier) {
        return find(kind, identifier)
                .orElseThrow(() -> AwsError.notFound("The " + kind.noun() + " " + identifier + " does not exist."));
    }

    boolean serve(CustomModel model) {
        return endpoints.values().stream().anyMatch(one -> one.model().equals(model));
    }

    private Endpoint require(EndpointKind kind, ObjectNode input) {
        return require(kind, input.path(kind.members().identifier()).textValue());
    }

    private List<Endpoint> of(EndpointKind kind) {
        return endpoints.values().stream().filter(one -> one.kind() == kind).toList();
    }

    private void requireMode(EndpointKind kind, CustomModel model) {
        boolean supported = model.base().servingModes().contains(kind.mode());
        if (kind == EndpointKind.DEPLOYMENT) {
            if (!supported) {
                throw AwsError.validation("On-demand inference is not supported for custom models of "
                        + model.base().id() + ". Use Provisioned Throughput.");
            }
        } else {
            if (!supported) {
                throw AwsError.validation("Provisioned Throughput is not supported for custom models of "
                        + model.base().id() + ".");
            }
            world.offers().requireActive(model.base(), "New Provisioned Throughput");
        }
    }

    private void requireRoom(EndpointKind kind, ObjectNode input, CustomModel model) {
        List<Endpoint> others = of(kind);
        if (kind == EndpointKind.DEPLOYMENT) {
            requireRoom(others.size(), Quotas.DEPLOYMENTS, "custom model deployments");
            requireRoom(
                    others.stream().filter(Endpoint::isBeingCreated).count(),
                    Quotas.DEPLOYMENTS_IN_PROGRESS,
                    "in-progress custom model deployments");
            return;
        }
        int used = others.stream().mapToInt(Endpoint::units).sum();
        int most = world.quotas().value(Quotas.MODEL_UNITS);
        if (used + input.path("modelUnits").intValue() > most) {
            throw AwsError.quota("Your account does not currently have any no commitment model units reserved for "
                    + model.base().id() + ": " + used + " of " + most + " are in use.");
        }
    }

    private void requireRoom(long count, String quota, String what) {
        int most = world.quotas().value(quota);
        if (count >= most) {
            throw AwsError.quota("The number of " + what + ", " + count + ", has reached the quota of " + most + ".");
        }
    }

    /**
     * Returns the price per hour in US dollars, or null if it is not in the catalog. Deployments incur no hourly
     * charges.
     */
    private static @Nullable BigDecimal perHour(Endpoint endpoint) {
        return endpoint.kind() == EndpointKind.DEPLOYMENT
                ? BigDecimal.ZERO
                : endpoint.model()
                        .base()
                        .prices()
                        .throughputPerUnitHour()
                        .map(Figure::amount)
                        .map(price -> price.multiply(BigDecimal.valueOf(endpoint.units())))
                        .orElse(null);
    }

    private void created(Endpoint endpoint) {
        synchronized (world) {
            endpoint.created(failures.serving(), world.clock().now());
            if (endpoint.isReady() && endpoint.kind() == EndpointKind.THROUGHPUT) {
                world.meter().run(endpoint.arn());
            }
        }
    }
}
