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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every fact about Bedrock's models that this software rests on, each with its source and date. They stand in
 * {@code models.json} beside this class and nowhere else.
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

    /** The day on which the catalogue was last looked through. */
    public LocalDate asOf() {
        return asOf;
    }

    public List<Model> models() {
        return models;
    }

    /**
     * A quota of the account that belongs to no model: {@code customModels}, {@code deployments},
     * {@code deploymentsInProgress}, {@code scheduledJobs} or {@code modelUnits}.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public Quota quota(String name) {
        if (!quotas.containsKey(name)) {
            throw new IllegalArgumentException("The catalogue has no quota " + name + ".");
        }
        return quotas.get(name);
    }

    /** Those of the account, by name. */
    public Map<String, Quota> quotas() {
        return quotas;
    }

    /** What estimates assume, by name. */
    public Map<String, Figure> assumptions() {
        return assumptions;
    }

    /**
     * One of them as a whole number.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public int assumption(String name) {
        if (!assumptions.containsKey(name)) {
            throw new IllegalArgumentException("The catalogue has no assumption " + name + ".");
        }
        return assumptions.get(name).amount().intValueExact();
    }

    /** What a source's short name stands for: an address, or a description. */
    public String source(String name) {
        return sources.path(name).asText(name);
    }

    /** Finds a model by its base model identifier with or without the context suffix, or by an invocation id. */
    public Optional<Model> find(String id) {
        return models.stream()
                .filter(model -> model.id().equals(id)
                        || model.plainId().equals(id)
                        || model.invocationIds().containsValue(id))
                .findFirst();
    }

    /**
     * Like {@link #find}, for ids that must be known.
     *
     * @throws IllegalArgumentException naming the models there are
     */
    public Model model(String id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException("Model " + id + " is not in the catalogue. Known: " + ids() + "."));
    }

    /** The base model used in a Region when none is named; nothing where no model takes new fine-tuning jobs. */
    public Optional<Model> defaultBase(String region) {
        return defaultModel(region, "base");
    }

    /**
     * The model whose rules apply to a file when none is named: the one that the file's format stands for.
     *
     * @param format null where the file has no known format; the rules of {@code messages} then apply
     */
    public Model modelFor(@Nullable RecordFormatId format) {
        return model(formats.get(format == null ? RecordFormatId.MESSAGES : format));
    }

    /** The Regions that have one, in alphabetical order. */
    public List<String> defaultRegions() {
        Set<String> regions = new TreeSet<>();
        defaults.fieldNames().forEachRemaining(regions::add);
        return List.copyOf(regions);
    }

    /** Every Region in which some model can, or could, be fine-tuned, in alphabetical order. */
    public List<String> trainingRegions() {
        return models.stream()
                .flatMap(model -> model.trainingRegions().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The ids of all models, separated by commas. */
    public String ids() {
        return models.stream().map(Model::id).collect(Collectors.joining(", "));
    }

    /** The bigger model compared against in a Region when none is named; always one that stays in the Region. */
    public Optional<Model> defaultReference(String region) {
        return defaultModel(region, "reference");
    }

    /** What to use instead of a model that is no more to be had in a Region, as one or more sentences. */
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
