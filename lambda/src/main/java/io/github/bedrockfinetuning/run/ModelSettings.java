package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Hyperparameter;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.settings.RunSetting;
import io.github.bedrockfinetuning.contract.settings.SettingType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the model settings against the catalog and against the models that the stack permits. */
final class ModelSettings {
    private final SettingsFile file;
    private final SettingValues values;
    private final Allowed allowed;
    private final Catalogue catalogue = Catalogue.load();

    ModelSettings(SettingsFile file, SettingValues values, Allowed allowed) {
        this.file = file;
        this.values = values;
        this.allowed = allowed;
    }

    /** Returns the base model, or null if the setting was rejected. */
    @Nullable
    Model base() {
        Optional<String> named = values.text(RunSetting.BASE_MODEL);
        Optional<Model> closed =
                named.flatMap(catalogue::find).filter(m -> !m.lifecycle().active() && !allowed.endOfLife());
        if (closed.isPresent()) {
            refuseClosed(closed.get());
            return null;
        }
        Optional<Model> model = named.isPresent()
                ? named.flatMap(id -> known(RunSetting.BASE_MODEL.pointer(), id))
                : catalogue.defaultBase(allowed.region());
        if (model.isEmpty() && named.isEmpty()) {
            file.refuse(
                    RunSetting.BASE_MODEL.pointer(),
                    "No baseModel is specified, and there is no default for " + allowed.region()
                            + ", because no model in that Region accepts new fine-tuning jobs.",
                    "Deploy the stack in one of these Regions: " + String.join(", ", catalogue.defaultRegions()) + ".");
        }
        model.filter(m -> m.trainsIn(allowed.region()))
                .ifPresent(m -> refuseUncallable(RunSetting.BASE_MODEL.pointer(), m));
        model.filter(m -> !m.trainsIn(allowed.region()))
                .ifPresent(m -> file.refuse(
                        RunSetting.BASE_MODEL.pointer(),
                        m.name() + " cannot be fine-tuned in " + allowed.region() + ".",
                        elsewhere(m)));
        return model.filter(m -> m.trainsIn(allowed.region())).orElse(null);
    }

    Optional<Model> reference(@Nullable Model base) {
        JsonNode written = values.at(RunSetting.REFERENCE_MODEL);
        if (written.isNull()) {
            return Optional.empty();
        }
        boolean named = file.values().has(RunSetting.REFERENCE_MODEL.key());
        Optional<Model> model = written.isMissingNode()
                ? catalogue.defaultReference(allowed.region()).filter(allowed::model)
                : values.text(RunSetting.REFERENCE_MODEL)
                        .flatMap(id -> known(RunSetting.REFERENCE_MODEL.pointer(), id));
        if (!named) {
            return model.filter(m -> base != null && !m.id().equals(base.id()) && callable(m));
        }
        model.ifPresent(m -> refuseUncallable(RunSetting.REFERENCE_MODEL.pointer(), m));
        model.filter(m -> base != null && m.id().equals(base.id()))
                .ifPresent(m -> file.refuse(
                        RunSetting.REFERENCE_MODEL.pointer(),
                        m.name() + " is the base model, which is always part of the comparison.",
                        "Specify a larger model, or specify null to run without a reference model."));
        return model;
    }

    /**
     * Rejects a base model that no longer accepts new fine-tuning jobs. Checks only the catalog, because the stack's
     * roles cannot use a model that the stack does not permit.
     */
    private void refuseClosed(Model model) {
        Model.Lifecycle lifecycle = model.lifecycle();
        String end = lifecycle.endOfLife().map(Object::toString).orElse("an unknown date");
        file.refuse(
                RunSetting.BASE_MODEL.pointer(),
                lifecycle.status().equals("LEGACY")
                        ? model.name() + " is in the Legacy state and will reach its end of life on " + end
                                + ". Bedrock does not accept new fine-tuning jobs for it."
                        : model.name() + " reached its end of life on " + end
                                + ". Bedrock does not accept new fine-tuning jobs for it.",
                catalogue.insteadOf(model, allowed.region())
                        + " If your account still has access to the model, set allowEndOfLifeModels to true and "
                        + "deploy the stack again.");
    }

    private boolean callable(Model model) {
        return model.invocationId(allowed.region()).isPresent()
                && (allowed.crossRegion() || !model.crossesRegions(allowed.region()));
    }

    private void refuseUncallable(String pointer, Model model) {
        if (model.invocationId(allowed.region()).isEmpty()) {
            file.refuse(
                    pointer,
                    model.name() + " cannot be called from " + allowed.region() + ".",
                    "Choose another model.");
        } else if (!callable(model)) {
            file.refuse(
                    pointer,
                    model.name() + " can be invoked from " + allowed.region()
                            + " only through a cross-Region inference profile, which sends prompts to other Regions.",
                    "Choose a model that can be invoked without sending prompts to other Regions, or set "
                            + "allowCrossRegionInference to true and deploy the stack again.");
        }
    }

    private Optional<Model> known(String pointer, String id) {
        Optional<Model> model = catalogue.find(id);
        if (model.isEmpty()) {
            file.refuse(
                    pointer,
                    "\"" + Failures.quote(id) + "\" is not in the model catalog.",
                    "Choose one of: " + catalogue.ids() + ".");
        }
        model.filter(m -> !allowed.model(m))
                .ifPresent(m -> file.refuse(
                        pointer,
                        m.name() + " is not one of the models that this stack allows.",
                        "Choose one of: " + String.join(", ", new TreeSet<>(allowed.models()))
                                + ", or change allowedModels and deploy the stack again."));
        return model.filter(allowed::model);
    }

    /** Returns the model that judges the answers. */
    Optional<Model> judge() {
        Optional<Model> model =
                values.text(RunSetting.JUDGE_MODEL).flatMap(id -> known(RunSetting.JUDGE_MODEL.pointer(), id));
        model.ifPresent(m -> refuseUncallable(RunSetting.JUDGE_MODEL.pointer(), m));
        return model;
    }

    Map<String, String> hyperparameters(Model base) {
        Map<String, String> chosen = new LinkedHashMap<>();
        JsonNode node = values.object(RunSetting.HYPERPARAMETERS);
        node.properties().forEach(field -> {
            String pointer = RunSetting.HYPERPARAMETERS.pointer() + "/" + field.getKey();
            base.hyperparameter(field.getKey())
                    .ifPresentOrElse(
                            h -> {
                                Optional<BigDecimal> value = SettingType.Decimal.of(field.getValue());
                                if (value.filter(h::allows).isPresent()) {
                                    chosen.put(h.name(), plain(value.get()));
                                } else {
                                    file.refuse(
                                            pointer,
                                            "It must be " + (h.integer() ? "a whole number" : "a number") + " from "
                                                    + plain(h.min()) + " to "
                                                    + plain(h.max()) + " for " + base.name() + ".",
                                            "Correct it, or remove it to use " + plain(h.defaultValue()) + ".");
                                }
                            },
                            () -> file.refuse(
                                    pointer,
                                    "The model catalog does not list this hyperparameter for " + base.name() + ".",
                                    base.hyperparameters().isEmpty()
                                            ? "Remove hyperparameters, because none are published for this model."
                                            : "Choose from: "
                                                    + base.hyperparameters().stream()
                                                            .map(Hyperparameter::name)
                                                            .collect(Collectors.joining(", "))
                                                    + "."));
        });
        return chosen;
    }

    /** Formats a number for Bedrock, which might reject 3.0 for an integer. */
    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Suggests another Region or another model if the Region cannot fine-tune the model. */
    private String elsewhere(Model model) {
        String here = catalogue.models().stream()
                .filter(m -> m.trainsIn(allowed.region()))
                .map(Model::id)
                .collect(Collectors.joining(", "));
        List<String> regions = model.trainingRegions();
        if (here.isEmpty()) {
            return regions.isEmpty()
                    ? "Deploy the stack in one of these Regions: " + String.join(", ", catalogue.trainingRegions())
                            + "."
                    : "Deploy the stack in " + String.join(" or ", regions) + ".";
        }
        return regions.isEmpty()
                ? "Choose one of: " + here + "."
                : "Deploy the stack in " + String.join(" or ", regions) + ", or choose one of: " + here + ".";
    }
}
