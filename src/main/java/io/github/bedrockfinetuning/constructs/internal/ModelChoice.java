package io.github.bedrockfinetuning.constructs.internal;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/**
 * The models that a workflow can use in its stack's Region, and the default models of runs. If the Region is known only
 * at deployment, a mapping in the template specifies the defaults, and a rule rejects unsupported Regions.
 */
public final class ModelChoice {
    private static final String BASE = "baseModel";
    private static final String REFERENCE = "referenceModel";

    private final Catalogue catalogue = Catalogue.load();
    private final Set<String> regions;
    private final List<Model> allowed;
    private final boolean crossRegion;
    private final boolean endOfLife;
    private final String base;
    private final String reference;

    /**
     * The user's choices, which are null if not specified.
     *
     * @param withoutReference whether runs have no reference model unless they specify one
     */
    public record Wish(
            @Nullable String baseModel,
            @Nullable String referenceModel,
            boolean withoutReference,
            @Nullable List<String> allowedModels,
            boolean allowEndOfLife,
            boolean allowCrossRegion) {}

    /**
     * Determines the models.
     *
     * @throws IllegalArgumentException if the Region cannot fine-tune models or has no default, or a model is unknown,
     *     not allowed, or not available there
     */
    public ModelChoice(Construct scope, Wish wish) {
        Stack stack = Stack.of(scope);
        boolean agnostic = Token.isUnresolved(stack.getRegion());
        regions = agnostic ? fitting(wish) : Set.of(stack.getRegion());
        crossRegion = wish.allowCrossRegion();
        endOfLife = wish.allowEndOfLife();
        if (!agnostic && !catalogue.trainingRegions().contains(stack.getRegion())) {
            throw new IllegalArgumentException("No model can be fine-tuned in " + stack.getRegion()
                    + ". Deploy the stack in " + defaultRegions() + ".");
        }
        allowed = allowed(wish);
        CfnMapping defaults =
                agnostic && (wish.baseModel() == null || takesDefaultReference(wish)) ? mapping(scope) : null;
        if (wish.baseModel() == null) {
            requireDefaultBase();
        }
        base = wish.baseModel() != null ? json(Optional.of(base(wish.baseModel()))) : standard(stack, defaults, BASE);
        if (takesDefaultReference(wish)) {
            reference = standard(stack, defaults, REFERENCE);
        } else {
            reference = json(
                    wish.withoutReference() || wish.referenceModel() == null
                            ? Optional.empty()
                            : Optional.of(callable("referenceModel", wish.referenceModel())));
        }
        if (agnostic) {
            refuseOtherRegions(scope, stack, wish);
        }
    }

    /** Returns the models that a run can specify. */
    List<Model> allowed() {
        return allowed;
    }

    /** Returns the models that jobs can start from. */
    List<Model> trainable() {
        return allowed.stream().filter(this::trains).toList();
    }

    /** Returns the IDs of models and inference profiles that can be used for inference, each with its model ID. */
    Map<String, String> calls() {
        Map<String, String> calls = new LinkedHashMap<>();
        for (Model model : allowed) {
            for (String region : regions) {
                if (callable(model, region)) {
                    calls.put(model.invocationIds().get(region), model.plainId());
                }
            }
        }
        return calls;
    }

    public List<String> allowedIds() {
        return allowed.stream().map(Model::id).toList();
    }

    /** Returns the default base model for runs as JSON. */
    public String baseJson() {
        return base;
    }

    /** Returns the default reference model for runs as JSON, or {@code null} if there is none. */
    public String referenceJson() {
        return reference;
    }

    private List<Model> allowed(Wish wish) {
        if (wish.allowedModels() == null) {
            return catalogue.models().stream()
                    .filter(model -> endOfLife || !model.lifecycle().ended())
                    .filter(model -> trains(model) || calls(model))
                    .toList();
        }
        if (wish.allowedModels().isEmpty()) {
            throw new IllegalArgumentException(
                    "allowedModels is empty, so no run could start. Specify models from this list: " + catalogue.ids()
                            + ". To allow all models, remove allowedModels.");
        }
        List<Model> models = new ArrayList<>();
        for (String id : wish.allowedModels()) {
            Model model = known("allowedModels", id);
            if (!endOfLife && (model.lifecycle().ended() || !model.lifecycle().active() && !calls(model))) {
                throw new IllegalArgumentException("allowedModels contains " + id + ", which " + late(model));
            }
            if (!trains(model) && !calls(model)) {
                throw new IllegalArgumentException("allowedModels contains " + id
                        + ", which can be neither fine-tuned nor invoked in " + String.join(" and ", regions)
                        + (crossRegion ? "." : " without allowCrossRegionInference."));
            }
            models.add(model);
        }
        return models;
    }

    /** Returns the base model. It is fine-tuned and then answers the same questions as the tuned model. */
    private Model base(String id) {
        Model model = known("baseModel", id);
        if (!model.lifecycle().active() && !endOfLife) {
            throw new IllegalArgumentException("baseModel " + id + " " + late(model));
        }
        if (!trains(model)) {
            throw new IllegalArgumentException(
                    "baseModel " + id + " cannot be fine-tuned in " + String.join(" or ", regions)
                            + (model.trainingRegions().isEmpty()
                                    ? ", or in any other Region. It can be used only as a reference model."
                                    : ". Deploy the stack in " + String.join(" or ", model.trainingRegions()) + "."));
        }
        return callable("baseModel", id);
    }

    private String late(Model model) {
        return (model.lifecycle().ended()
                        ? "has reached its end-of-life (EOL) date"
                        : "is in the Legacy state. According to the catalog of " + catalogue.asOf()
                                + ", Bedrock does not accept new fine-tuning jobs for it")
                + ". Choose another model, or set allowEndOfLifeModels if your account still has access to it.";
    }

    private Model callable(String prop, String id) {
        Model model = allowed(prop, id);
        if (!calls(model)) {
            throw new IllegalArgumentException(
                    prop + " " + id + " cannot be invoked from "
                            + String.join(" or ", regions)
                            + (crossRegion
                                    ? "."
                                    : " without sending prompts to other Regions. Choose another model, or set allowCrossRegionInference."));
        }
        return model;
    }

    private Model allowed(String prop, String id) {
        Model model = known(prop, id);
        if (allowed.contains(model)) {
            return model;
        }
        throw new IllegalArgumentException(
                model.lifecycle().ended() && !endOfLife
                        ? prop + " " + id + " " + late(model)
                        : prop + " " + id + " is not one of the allowed models: " + String.join(", ", allowedIds())
                                + ". Add it to allowedModels, or check whether it is available in "
                                + String.join(" or ", regions)
                                + ".");
    }

    private Model known(String prop, String id) {
        return catalogue
                .find(id)
                .orElseThrow(() -> new IllegalArgumentException(prop + " is " + id
                        + ", which is not in the model catalog. The catalog contains: "
                        + catalogue.ids() + "."));
    }

    private boolean trains(Model model) {
        return (model.lifecycle().active() || endOfLife)
                && model.trainingRegions().stream().anyMatch(regions::contains);
    }

    private boolean calls(Model model) {
        return regions.stream().anyMatch(region -> callable(model, region));
    }

    private boolean callable(Model model, String region) {
        return model.invocationId(region).isPresent() && (crossRegion || !model.crossesRegions(region));
    }

    private static boolean takesDefaultReference(Wish wish) {
        return wish.referenceModel() == null && !wish.withoutReference();
    }

    private void requireDefaultBase() {
        for (String region : regions) {
            if (catalogue.defaultBase(region).isEmpty()) {
                throw new IllegalArgumentException("baseModel is not specified, and there is no default for " + region
                        + ". According to the catalog of " + catalogue.asOf()
                        + ", no model in that Region accepts new fine-tuning jobs. Deploy the stack in "
                        + defaultRegions()
                        + ". If Bedrock still lists a model as ACTIVE for your account, you can also specify it as "
                        + "baseModel and set allowEndOfLifeModels.");
            }
            String id = catalogue.defaultBase(region).get().id();
            if (!allowedIds().contains(id)) {
                throw new IllegalArgumentException("baseModel is not specified, and the default in " + region + ", "
                        + id + ", is not one of the allowed models: " + String.join(", ", allowedIds())
                        + ". Specify baseModel, or add the default to allowedModels.");
            }
        }
    }

    private String standard(Stack stack, @Nullable CfnMapping defaults, String role) {
        return defaults != null
                ? defaults.findInMap(stack.getRegion(), role)
                : Objects.requireNonNull(defaultsOf(stack.getRegion()).get(role));
    }

    /**
     * Returns the default models as JSON, because a mapping cannot contain null. If the user's list does not allow the
     * reference model, there is none.
     */
    private Map<String, String> defaultsOf(String region) {
        Optional<Model> reference = catalogue.defaultReference(region).filter(allowed::contains);
        return Map.of(
                BASE, json(catalogue.defaultBase(region)),
                REFERENCE, json(reference));
    }

    private static String json(Optional<Model> model) {
        return model.map(known -> '"' + known.id() + '"').orElse("null");
    }

    private CfnMapping mapping(Construct scope) {
        return CfnMapping.Builder.create(scope, "DefaultModels")
                .mapping(regions.stream().collect(Collectors.toMap(region -> region, this::defaultsOf)))
                .build();
    }

    /** Returns the Regions that an environment-agnostic stack supports. */
    private Set<String> fitting(Wish wish) {
        Set<String> named = wish.baseModel() == null
                ? Set.of()
                : catalogue
                        .find(wish.baseModel())
                        .map(model -> new TreeSet<>(model.trainingRegions()))
                        .orElseGet(TreeSet::new);
        return named.isEmpty() ? new TreeSet<>(catalogue.defaultRegions()) : named;
    }

    private String defaultRegions() {
        return String.join(" or ", catalogue.defaultRegions());
    }

    private void refuseOtherRegions(Construct scope, Stack stack, Wish wish) {
        CfnRule rule = CfnRule.Builder.create(scope, "RegionCanFineTune").build();
        rule.addAssertion(
                Fn.conditionContains(List.copyOf(regions), stack.getRegion()),
                (wish.baseModel() == null
                                ? "No model accepts new fine-tuning jobs in this Region by default."
                                : wish.baseModel() + " cannot be fine-tuned in this Region.")
                        + " Deploy the stack in " + String.join(" or ", regions) + ".");
    }
}
