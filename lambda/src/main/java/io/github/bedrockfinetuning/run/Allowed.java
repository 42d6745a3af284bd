package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The models and options that the stack permits for a run, fixed at deployment.
 *
 * @param region the stack's Region
 * @param models the IDs of the models that IAM permits; empty for every model in the catalog
 * @param endOfLife whether runs can use models past their announced end of life, for accounts with private access
 * @param crossRegion whether prompts can leave the Region through an inference profile
 * @param defaults the settings that apply if run.json does not specify them
 */
public record Allowed(String region, Set<String> models, boolean endOfLife, boolean crossRegion, ObjectNode defaults) {

    public static Allowed of(Platform platform) {
        return new Allowed(
                platform.require(EnvironmentVariables.AWS_REGION),
                platform.variable(EnvironmentVariables.FT_ALLOWED_MODELS)
                        .map(list -> Arrays.stream(list.split(","))
                                .map(String::strip)
                                .filter(id -> !id.isEmpty())
                                .collect(Collectors.toUnmodifiableSet()))
                        .orElse(Set.of()),
                flag(platform, EnvironmentVariables.FT_ALLOW_END_OF_LIFE),
                flag(platform, EnvironmentVariables.FT_ALLOW_CROSS_REGION),
                platform.variable(EnvironmentVariables.FT_DEFAULTS)
                        .map(Json::read)
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                        .orElseGet(Json::object));
    }

    public boolean model(Model model) {
        return models.isEmpty() || models.contains(model.id()) || models.contains(model.plainId());
    }

    private static boolean flag(Platform platform, String variable) {
        return platform.variable(variable).filter("true"::equals).isPresent();
    }
}
