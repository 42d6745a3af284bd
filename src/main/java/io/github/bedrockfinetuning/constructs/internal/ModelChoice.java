package io.github.bedrockfinetuning.constructs.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/**
 * Which models a workflow may use in the Region that its stack goes to, and which it takes when a run names none. Where
 * the Region is known only at deployment, a mapping in the template tells the defaults and a rule refuses the others.
 */
public final class ModelChoice {
    private static final String BASE = "baseModel";
    private static final String REFERENCE = "referenceModel";

    private final ModelCatalogue catalogue = ModelCatalogue.load();
    private final Set<String> regions;
    private final List<ModelCatalogue.Entry> allowed;
    private final boolean crossRegion;
    private final String base;
    private final String reference;

    /**
     * What the user asked for; null = no wish.
     *
     * @param withoutReference whether runs compare with no bigger model unless they name one
     */
    public record Wish(
            String baseModel,
            String referenceModel,
            boolean withoutReference,
            List<String> allowedModels,
            boolean allowEndOfLife,
            boolean allowCrossRegion) {}

    /**
     * @throws IllegalArgumentException if the Region cannot fine-tune, or a model is unknown, not allowed or not to be
     *     had there
     */
    public ModelChoice(Construct scope, Wish wish) {
        Stack stack = Stack.of(scope);
        boolean agnostic = Token.isUnresolved(stack.getRegion());
        regions = agnostic ? catalogue.defaults().keySet() : Set.of(stack.getRegion());
        crossRegion = wish.allowCrossRegion();
        if (!agnostic && !catalogue.defaults().containsKey(stack.getRegion())) {
            throw new IllegalArgumentException(
                    "No model can be fine-tuned in " + stack.getRegion() + ". Deploy the stack in "
                            + String.join(" or ", catalogue.defaults().keySet()) + ".");
        }
        allowed = allowed(wish);
        CfnMapping defaults =
                agnostic && (wish.baseModel() == null || takesDefaultReference(wish)) ? mapping(scope) : null;
        if (wish.baseModel() == null) {
            requireDefaultBase();
        }
        base = wish.baseModel() != null
                ? json(trainable("baseModel", wish.baseModel()).id())
                : standard(stack, defaults, BASE);
        if (takesDefaultReference(wish)) {
            reference = standard(stack, defaults, REFERENCE);
        } else {
            reference = json(
                    wish.withoutReference()
                            ? null
                            : callable("referenceModel", wish.referenceModel()).id());
        }
        if (agnostic) {
            refuseOtherRegions(scope, stack);
        }
    }

    /** Models that a run may name. */
    List<ModelCatalogue.Entry> allowed() {
        return allowed;
    }

    /** Models that jobs may start from. */
    List<ModelCatalogue.Entry> trainable() {
        return allowed.stream().filter(this::trains).toList();
    }

    /** The model and profile ids that may be asked. */
    Collection<String> invocationIds() {
        return allowed.stream()
                .flatMap(model -> regions.stream().map(model.invocationIds()::get))
                .filter(Objects::nonNull)
                .filter(id -> crossRegion || !ModelCatalogue.isProfile(id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public List<String> allowedIds() {
        return allowed.stream().map(ModelCatalogue.Entry::id).toList();
    }

    /** The base model of runs that name none, as JSON. */
    public String baseJson() {
        return base;
    }

    /** The reference model of runs that name none, as JSON: null = none. */
    public String referenceJson() {
        return reference;
    }

    private List<ModelCatalogue.Entry> allowed(Wish wish) {
        if (wish.allowedModels() == null) {
            return catalogue.models().stream()
                    .filter(model -> wish.allowEndOfLife() || !model.endOfLife())
                    .filter(model -> trains(model) || calls(model))
                    .toList();
        }
        if (wish.allowedModels().isEmpty()) {
            throw new IllegalArgumentException("allowedModels is empty, so nothing could run. Name models of: "
                    + catalogue.ids() + "; or leave it out to allow all.");
        }
        List<ModelCatalogue.Entry> models = new ArrayList<>();
        for (String id : wish.allowedModels()) {
            ModelCatalogue.Entry model = known("allowedModels", id);
            if (model.endOfLife() && !wish.allowEndOfLife()) {
                throw new IllegalArgumentException("allowedModels names " + id + ", which has reached its end of life."
                        + " Choose another, or set allowEndOfLifeModels if your account has private access.");
            }
            if (!trains(model) && !calls(model)) {
                throw new IllegalArgumentException("allowedModels names " + id + ", which "
                        + String.join(" and ", regions) + " can neither fine-tune nor call"
                        + (crossRegion ? "." : " without allowCrossRegionInference."));
            }
            models.add(model);
        }
        return models;
    }

    private ModelCatalogue.Entry trainable(String prop, String id) {
        ModelCatalogue.Entry model = allowed(prop, id);
        if (!trains(model)) {
            throw new IllegalArgumentException(
                    prop + " " + id + " cannot be fine-tuned in " + String.join(" or ", regions)
                            + (model.trainingRegions().isEmpty()
                                    ? ", nor anywhere else. It can only be a reference model."
                                    : ". Deploy the stack in " + String.join(" or ", model.trainingRegions()) + "."));
        }
        return model;
    }

    private ModelCatalogue.Entry callable(String prop, String id) {
        ModelCatalogue.Entry model = allowed(prop, id);
        if (!calls(model)) {
            throw new IllegalArgumentException(prop + " " + id + " cannot be called from "
                    + String.join(" or ", regions)
                    + (crossRegion
                            ? "."
                            : " without leaving the Region. Choose another, or set" + " allowCrossRegionInference."));
        }
        return model;
    }

    private ModelCatalogue.Entry allowed(String prop, String id) {
        ModelCatalogue.Entry model = known(prop, id);
        if (allowed.contains(model)) {
            return model;
        }
        throw new IllegalArgumentException(
                model.endOfLife()
                        ? prop + " " + id
                                + " has reached its end of life. Choose another, or set allowEndOfLifeModels if your"
                                + " account has private access."
                        : prop + " " + id + " is not among the allowed models: " + String.join(", ", allowedIds())
                                + ". Add it to allowedModels, or see whether it can be had in "
                                + String.join(" or ", regions)
                                + ".");
    }

    private ModelCatalogue.Entry known(String prop, String id) {
        return catalogue
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        prop + " names " + id + ", which is not a model of the catalogue: " + catalogue.ids() + "."));
    }

    private boolean trains(ModelCatalogue.Entry model) {
        return model.trainingRegions().stream().anyMatch(regions::contains);
    }

    private boolean calls(ModelCatalogue.Entry model) {
        return regions.stream()
                .filter(model.invocationIds()::containsKey)
                .anyMatch(region -> crossRegion || !model.crossesRegions(region));
    }

    private static boolean takesDefaultReference(Wish wish) {
        return wish.referenceModel() == null && !wish.withoutReference();
    }

    private void requireDefaultBase() {
        for (String region : regions) {
            String id = catalogue.defaults().get(region).base();
            if (!allowedIds().contains(id)) {
                throw new IllegalArgumentException("No baseModel is given, and " + region + "'s default, " + id
                        + ", is not among the allowed models: " + String.join(", ", allowedIds())
                        + ". Give baseModel, or add the default to allowedModels.");
            }
        }
    }

    private String standard(Stack stack, CfnMapping defaults, String role) {
        return defaults != null
                ? defaults.findInMap(stack.getRegion(), role)
                : defaultsOf(stack.getRegion()).get(role);
    }

    /** As JSON, since a mapping holds no null; a reference that the user's own list does not allow is none. */
    private Map<String, String> defaultsOf(String region) {
        ModelCatalogue.Defaults defaults = catalogue.defaults().get(region);
        String bigger = defaults.reference();
        return Map.of(
                BASE, json(defaults.base()),
                REFERENCE, json(bigger != null && allowedIds().contains(bigger) ? bigger : null));
    }

    private static String json(String id) {
        return id == null ? "null" : '"' + id + '"';
    }

    private CfnMapping mapping(Construct scope) {
        return CfnMapping.Builder.create(scope, "DefaultModels")
                .mapping(regions.stream().collect(Collectors.toMap(region -> region, this::defaultsOf)))
                .build();
    }

    private void refuseOtherRegions(Construct scope, Stack stack) {
        CfnRule rule = CfnRule.Builder.create(scope, "RegionCanFineTune").build();
        rule.addAssertion(
                Fn.conditionContains(List.copyOf(regions), stack.getRegion()),
                "No model can be fine-tuned in this Region. Deploy the stack in " + String.join(" or ", regions) + ".");
    }
}
