package io.github.bedrockfinetuning.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The facts about Bedrock models that this software relies on, each with its source and date. They are stored only in
 * {@code models.json}, in the same package as this class.
 */
public final class Catalogue {
    private static final Catalogue INSTANCE = read();

    private final LocalDate asOf;
    private final JsonNode sources;
    private final JsonNode defaults;
    private final Map<RecordFormatId, String> formats;
    private final List<Model> models;
    private final Map<String, Quota> quotas;
    private final Map<String, Figure> assumptions;

    private Catalogue(JsonNode root, ObjectMapper json) {
        asOf = LocalDate.parse(root.path("asOf").textValue());
        sources = root.path("sources");
        defaults = root.path("defaults");
        formats = json.convertValue(root.path("formats"), new TypeReference<Map<RecordFormatId, String>>() {});
        models = json.convertValue(root.path("models"), new TypeReference<List<Model>>() {});
        quotas = json.convertValue(root.path("quotas"), new TypeReference<Map<String, Quota>>() {});
        assumptions = json.convertValue(root.path("assumptions"), new TypeReference<Map<String, Figure>>() {});
    }

    public static Catalogue load() {
        return INSTANCE;
    }

    /** Returns the date of the last review of the catalog. */
    public LocalDate asOf() {
        return asOf;
    }

    public List<Model> models() {
        return models;
    }

    /**
     * Returns an account quota that does not apply to a specific model: {@code customModels}, {@code deployments},
     * {@code deploymentsInProgress}, {@code scheduledJobs}, or {@code modelUnits}.
     *
     * @throws IllegalArgumentException if no quota has this name
     */
    public Quota quota(String name) {
        if (!quotas.containsKey(name)) {
            throw new IllegalArgumentException("The model catalog does not contain the quota " + name + ".");
        }
        return quotas.get(name);
    }

    /** Returns the account quotas, by name. */
    public Map<String, Quota> quotas() {
        return quotas;
    }

    /** Returns the assumptions on which cost estimates are based, by name. */
    public Map<String, Figure> assumptions() {
        return assumptions;
    }

    /**
     * Returns the value of an assumption as an integer.
     *
     * @throws IllegalArgumentException if no assumption has this name
     */
    public int assumption(String name) {
        if (!assumptions.containsKey(name)) {
            throw new IllegalArgumentException("The model catalog does not contain the assumption " + name + ".");
        }
        return assumptions.get(name).amount().intValueExact();
    }

    /** Returns the address or description of the source with the specified short name. */
    public String source(String name) {
        return sources.path(name).asText(name);
    }

    /** Finds a model by its base model identifier, with or without the context suffix, or by an invocation ID. */
    public Optional<Model> find(String id) {
        return models.stream()
                .filter(model -> model.id().equals(id)
                        || model.plainId().equals(id)
                        || model.invocationIds().containsValue(id))
                .findFirst();
    }

    /**
     * Returns the model with this ID. Matches the ID in the same way as {@link #find}, but requires that the model
     * exists.
     *
     * @throws IllegalArgumentException naming the existing models if there is no such model
     */
    public Model model(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("Model " + id
                + " is not in the model catalog. The catalog contains the following models: " + ids() + "."));
    }

    /** Returns the default base model in a Region, or empty if no model accepts new fine-tuning jobs there. */
    public Optional<Model> defaultBase(String region) {
        return defaultModel(region, "base");
    }

    /**
     * Returns the model whose rules apply to a file by default, based on the file's format.
     *
     * @param format null if the file has no known format; the rules of {@code messages} then apply
     */
    public Model modelFor(@Nullable RecordFormatId format) {
        return model(Objects.requireNonNull(formats.get(format == null ? RecordFormatId.MESSAGES : format)));
    }

    /** Returns the Regions that have a default base model, in alphabetical order. */
    public List<String> defaultRegions() {
        Set<String> regions = new TreeSet<>();
        defaults.fieldNames().forEachRemaining(regions::add);
        return List.copyOf(regions);
    }

    /**
     * Returns all Regions in which at least one model can be, or could previously be, fine-tuned, in alphabetical
     * order.
     */
    public List<String> trainingRegions() {
        return models.stream()
                .flatMap(model -> model.trainingRegions().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the IDs of all models, separated by commas. */
    public String ids() {
        return models.stream().map(Model::id).collect(Collectors.joining(", "));
    }

    /** Returns the default reference model for a Region. Its requests never leave the Region. */
    public Optional<Model> defaultReference(String region) {
        return defaultModel(region, "reference");
    }

    /** Returns the alternatives to a model that is no longer available in a Region, as one or more sentences. */
    public String insteadOf(Model model, String region) {
        return model.lifecycle()
                .successor()
                .map(this::model)
                .map(next -> "Use " + next.id() + " instead"
                        + (next.trainsIn(region)
                                ? "."
                                : ", in a stack in " + String.join(" or ", next.trainingRegions()) + "."))
                .orElse("Choose another model.");
    }

    private Optional<Model> defaultModel(String region, String role) {
        return Optional.ofNullable(defaults.path(region).path(role).textValue()).map(this::model);
    }

    private static Catalogue read() {
        ObjectMapper json = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .build();
        try (InputStream in = Catalogue.class.getResourceAsStream("models.json")) {
            return new Catalogue(json.readTree(in), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
