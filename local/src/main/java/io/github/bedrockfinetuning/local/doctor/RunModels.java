package io.github.bedrockfinetuning.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.preflight.Role;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The default models of a run. If a stack is deployed, these are its models; otherwise, the default models of a new
 * stack in the Region.
 */
final class RunModels {
    private final Map<Role, Model> models = new EnumMap<>(Role.class);

    /** @param stack the deployed stack; empty if no stack is deployed */
    RunModels(String region, Optional<Platform> stack) {
        Catalogue catalogue = Catalogue.load();
        Optional<String> defaults = stack.flatMap(there -> there.variable(EnvironmentVariables.FT_DEFAULTS));
        if (defaults.isPresent()) {
            JsonNode named = Json.read(defaults.get());
            put(Role.BASE, catalogue.find(named.path("baseModel").asText()));
            put(Role.REFERENCE, catalogue.find(named.path("referenceModel").asText()));
            put(Role.JUDGE, catalogue.find(named.path("judge").path("model").asText()));
        } else {
            put(Role.BASE, catalogue.defaultBase(region));
            put(Role.REFERENCE, catalogue.defaultReference(region));
        }
    }

    /** Returns the models by role. */
    Map<Role, Model> byRole() {
        return models;
    }

    Optional<Model> base() {
        return Optional.ofNullable(models.get(Role.BASE));
    }

    private void put(Role role, Optional<Model> model) {
        model.ifPresent(found -> models.put(role, found));
    }
}
