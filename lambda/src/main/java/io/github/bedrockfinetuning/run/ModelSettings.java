package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Hyperparameter;
import io.github.bedrockfinetuning.catalogue.Model;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The settings that name models, held against the catalogue and against what the stack allows. */
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

    /** Null if it was refused. */
    Model base() {
        Optional<String> named = values.text("/baseModel", 200);
        Optional<Model> closed =
                named.flatMap(catalogue::find).filter(m -> !m.lifecycle().active() && !allowed.endOfLife());
        if (closed.isPresent()) {
            refuseClosed(closed.get());
            return null;
        }
        Optional<Model> model = named.isPresent()
                ? named.flatMap(id -> known("/baseModel", id))
                : catalogue.defaultBase(allowed.region());
        if (model.isEmpty() && named.isEmpty()) {
            file.refuse(
                    "/baseModel",
                    "No baseModel is named, and " + allowed.region() + " has no default: no model there takes new"
                            + " fine-tuning jobs.",
                    "Deploy the stack in one of: " + String.join(", ", catalogue.defaultRegions()) + ".");
        }
        model.filter(m -> m.trainsIn(allowed.region())).ifPresent(m -> refuseUncallable("/baseModel", m));
        model.filter(m -> !m.trainsIn(allowed.region()))
                .ifPresent(m -> file.refuse(
                        "/baseModel", m.name() + " cannot be fine-tuned in " + allowed.region() + ".", elsewhere(m)));
        return model.filter(m -> m.trainsIn(allowed.region())).orElse(null);
    }

    Optional<Model> reference(Model base) {
        JsonNode written = values.at("/referenceModel");
        if (written.isNull()) {
            return Optional.empty();
        }
        boolean named = file.values().has("referenceModel");
        Optional<Model> model = written.isMissingNode()
                ? catalogue.defaultReference(allowed.region()).filter(allowed::model)
                : values.text("/referenceModel", 200).flatMap(id -> known("/referenceModel", id));
        if (!named) {
            return model.filter(m -> base != null && !m.id().equals(base.id()) && callable(m));
        }
        model.ifPresent(m -> refuseUncallable("/referenceModel", m));
        model.filter(m -> base != null && m.id().equals(base.id()))
                .ifPresent(m -> file.refuse(
                        "/referenceModel",
                        m.name() + " is the base model, which the run compares with anyway.",
                        "Name a bigger model, or null for none."));
        return model;
    }

    /** By the catalogue alone: what the stack does not allow, its roles could not use either. */
    private void refuseClosed(Model model) {
        Model.Lifecycle lifecycle = model.lifecycle();
        String end = lifecycle.endOfLife().map(Object::toString).orElse("an unknown day");
        file.refuse(
                "/baseModel",
                lifecycle.status().equals("LEGACY")
                        ? model.name() + " is in Legacy, with its end of life on " + end
                                + ": Bedrock accepts no new fine-tuning job for it."
                        : model.name() + " reached its end of life on " + end
                                + ": Bedrock accepts no new fine-tuning job for it.",
                catalogue.insteadOf(model, allowed.region())
                        + " If your account still has access to it, deploy the stack with allowEndOfLifeModels.");
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
                    model.name() + " can be called from " + allowed.region()
                            + " only through a cross-Region inference profile, which sends prompts to other Regions.",
                    "Choose a model that stays in the Region, or deploy the stack with"
                            + " allowCrossRegionInference.");
        }
    }

    private Optional<Model> known(String pointer, String id) {
        Optional<Model> model = catalogue.find(id);
        if (model.isEmpty()) {
            file.refuse(
                    pointer,
                    "\"" + Failures.quote(id) + "\" is not a model of the catalogue.",
                    "Choose one of: " + catalogue.ids() + ".");
        }
        model.filter(m -> !allowed.model(m))
                .ifPresent(m -> file.refuse(
                        pointer,
                        m.name() + " is not among the models this stack allows.",
                        "Choose one of: " + String.join(", ", new TreeSet<>(allowed.models()))
                                + ", or deploy with allowedModels."));
        return model.filter(allowed::model);
    }

    /** A model that the run asks to compare answers. */
    Optional<Model> judge() {
        Optional<Model> model = values.text("/judge/model", 200).flatMap(id -> known("/judge/model", id));
        model.ifPresent(m -> refuseUncallable("/judge/model", m));
        return model;
    }

    Map<String, String> hyperparameters(Model base) {
        Map<String, String> chosen = new LinkedHashMap<>();
        JsonNode node = values.object("/hyperparameters");
        node.properties().forEach(field -> {
            String pointer = "/hyperparameters/" + field.getKey();
            base.hyperparameter(field.getKey())
                    .ifPresentOrElse(
                            h -> {
                                Optional<BigDecimal> value = SettingValues.decimal(field.getValue());
                                if (value.filter(h::allows).isPresent()) {
                                    chosen.put(h.name(), plain(value.get()));
                                } else {
                                    file.refuse(
                                            pointer,
                                            "It must be " + (h.integer() ? "a whole number" : "a number") + " from "
                                                    + plain(h.min()) + " to "
                                                    + plain(h.max()) + " for " + base.name() + ".",
                                            "Correct it, or leave it out for " + plain(h.defaultValue()) + ".");
                                }
                            },
                            () -> file.refuse(
                                    pointer,
                                    base.name() + " has no such hyperparameter in the catalogue.",
                                    base.hyperparameters().isEmpty()
                                            ? "Leave hyperparameters out: none are published for this model."
                                            : "Choose from: "
                                                    + base.hyperparameters().stream()
                                                            .map(Hyperparameter::name)
                                                            .collect(Collectors.joining(", "))
                                                    + "."));
        });
        return chosen;
    }

    /** As Bedrock takes a number: it may refuse 3.0 where it wants a whole one. */
    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** What to do about a model that the Region does not fine-tune: another Region, or another model. */
    private String elsewhere(Model model) {
        String here = catalogue.models().stream()
                .filter(m -> m.trainsIn(allowed.region()))
                .map(Model::id)
                .collect(Collectors.joining(", "));
        List<String> regions = model.trainingRegions();
        if (here.isEmpty()) {
            return regions.isEmpty()
                    ? "Deploy the stack in one of: " + String.join(", ", catalogue.trainingRegions()) + "."
                    : "Deploy the stack in " + String.join(" or ", regions) + ".";
        }
        return regions.isEmpty()
                ? "Choose one of: " + here + "."
                : "Deploy the stack in " + String.join(" or ", regions) + ", or choose one of: " + here + ".";
    }
}
