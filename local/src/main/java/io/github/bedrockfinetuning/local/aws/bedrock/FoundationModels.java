package io.github.bedrockfinetuning.local.aws.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The catalog models as Bedrock describes them in a Region. A model that can be fine-tuned has a second entry under
 * its ID with the context suffix.
 */
final class FoundationModels {
    private record Entry(String id, Model model, boolean tunable, boolean callable) {}

    private final World world;

    FoundationModels(World world) {
        this.world = world;
    }

    ObjectNode get(ObjectNode input) {
        String identifier = input.path("modelIdentifier").textValue();
        String id = identifier.replaceFirst("^" + world.foundationArn(""), "");
        ObjectNode answer = Json.object();
        answer.set("modelDetails", view(entry(id)));
        return answer;
    }

    /**
     * Returns the account's access to a model.
     *
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html">Request access to
     *     models</a>
     */
    ObjectNode availability(ObjectNode input) {
        String id = input.path("modelId").textValue();
        Entry entry = entry(id);
        Offer.Access access = world.offers().of(entry.model()).access();
        ObjectNode answer = Json.object()
                .put("modelId", id)
                .put("authorizationStatus", access.authorization())
                .put("entitlementAvailability", access.entitlement())
                .put("regionAvailability", access.region());
        answer.putObject("agreementAvailability").put("status", access.agreement());
        return answer;
    }

    private Entry entry(String id) {
        return entries().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsError.notFound("The model " + id + " is not known in " + world.region()));
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Model model : Catalogue.load().models()) {
            boolean callable = model.invocationId(world.region()).isPresent();
            if (callable) {
                entries.add(new Entry(model.plainId(), model, false, true));
            }
            if (model.trainsIn(world.region()) && !model.id().equals(model.plainId())) {
                entries.add(new Entry(model.id(), model, true, false));
            }
        }
        return entries;
    }

    private ObjectNode view(Entry entry) {
        Model model = entry.model();
        Offer offer = world.offers().of(model);
        ObjectNode view = Json.object()
                .put("modelArn", world.foundationArn(entry.id()))
                .put("modelId", entry.id())
                .put("modelName", model.name())
                .put("providerName", model.provider());
        view.putArray("inputModalities").add("TEXT");
        view.putArray("outputModalities").add("TEXT");
        view.putArray("customizationsSupported");
        view.putArray("inferenceTypesSupported");
        if (entry.tunable() && offer.tunable()) {
            view.withArray("customizationsSupported").add("FINE_TUNING");
            if (model.servingModes().contains(ServingMode.PROVISIONED_THROUGHPUT)) {
                view.withArray("inferenceTypesSupported").add("PROVISIONED");
            }
        }
        if (entry.callable()) {
            // The API model does not contain INFERENCE_PROFILE, but Bedrock returns this value.
            view.withArray("inferenceTypesSupported").add(offer.inRegion() ? "ON_DEMAND" : "INFERENCE_PROFILE");
        }
        view.set("modelLifecycle", lifecycle(offer));
        return view;
    }

    private static ObjectNode lifecycle(Offer offer) {
        ObjectNode view = Json.object().put("status", offer.status());
        Function<LocalDate, String> midnight =
                day -> day.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
        offer.legacy().map(midnight).ifPresent(time -> view.put("legacyTime", time));
        offer.endOfLife().map(midnight).ifPresent(time -> view.put("endOfLifeTime", time));
        return view;
    }
}
