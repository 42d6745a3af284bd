package io.github.bedrockfinetuning.constructs.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The models as the steps know them, read from the data file inside the steps' zip. */
public final class ModelCatalogue {
    private static final String ENTRY = "io/github/bedrockfinetuning/catalogue/models.json";
    private static ModelCatalogue instance;

    /**
     * A model.
     *
     * @param id the base model identifier, as fine-tuning jobs name it
     * @param status {@code ACTIVE}, {@code LEGACY} or {@code END_OF_LIFE}
     * @param trainingRegions where it can be fine-tuned; empty for a reference-only model
     * @param onDemand whether its custom models can be served on demand, without Provisioned Throughput
     * @param invocationIds by Region, the model or inference profile that inference names
     */
    public record Entry(
            String id,
            String status,
            List<String> trainingRegions,
            boolean onDemand,
            Map<String, String> invocationIds) {
        /** The id without its context suffix, which inference and profiles name. */
        public String plainId() {
            return id.replaceFirst(":\\d+k$", "");
        }

        /**
         * Whether inference in this Region goes through a cross-Region inference profile: the id there is not the
         * model's own.
         */
        public boolean crossesRegions(String region) {
            return invocationIds.containsKey(region)
                    && !invocationIds.get(region).equals(plainId());
        }

        /** Whether new fine-tuning jobs may start from it. */
        public boolean active() {
            return status.equals("ACTIVE");
        }

        public boolean ended() {
            return status.equals("END_OF_LIFE");
        }
    }

    /** What a Region fine-tunes when nobody says otherwise; the reference model is null where there is none. */
    public record Defaults(String base, String reference) {}

    private final String asOf;
    private final List<Entry> models;
    private final Map<String, Defaults> defaults;

    private ModelCatalogue(String asOf, List<Entry> models, Map<String, Defaults> defaults) {
        this.asOf = asOf;
        this.models = models;
        this.defaults = defaults;
    }

    public static synchronized ModelCatalogue load() {
        if (instance == null) {
            instance = read();
        }
        return instance;
    }

    public List<Entry> models() {
        return models;
    }

    /** The day on which the catalogue was last looked through. */
    public String asOf() {
        return asOf;
    }

    /** Every Region in which some model can, or could, be fine-tuned. */
    public Set<String> trainingRegions() {
        return models.stream()
                .flatMap(model -> model.trainingRegions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By Region; its keys are the Regions with a base model that takes new fine-tuning jobs. */
    public Map<String, Defaults> defaults() {
        return defaults;
    }

    /** Finds a model by its base model identifier with or without the context suffix, or by an invocation id. */
    public Optional<Entry> find(String id) {
        return models.stream()
                .filter(model -> model.id().equals(id)
                        || model.plainId().equals(id)
                        || model.invocationIds().containsValue(id))
                .findFirst();
    }

    public String ids() {
        return models.stream().map(Entry::id).collect(Collectors.joining(", "));
    }

    private static ModelCatalogue read() {
        JsonNode root = entry();
        List<Entry> models = new ArrayList<>();
        for (JsonNode model : root.path("models")) {
            List<String> regions = new ArrayList<>();
            model.path("trainingRegions").forEach(region -> regions.add(region.textValue()));
            Map<String, String> invocationIds = new TreeMap<>();
            model.path("invocationIds")
                    .properties()
                    .forEach(id -> invocationIds.put(id.getKey(), id.getValue().textValue()));
            models.add(new Entry(
                    model.path("id").textValue(),
                    model.path("lifecycle").path("status").textValue(),
                    List.copyOf(regions),
                    model.path("servingModes").toString().contains("\"on-demand\""),
                    invocationIds));
        }
        Map<String, Defaults> defaults = new TreeMap<>();
        root.path("defaults")
                .properties()
                .forEach(region -> defaults.put(
                        region.getKey(),
                        new Defaults(
                                region.getValue().path("base").textValue(),
                                region.getValue().path("reference").textValue())));
        return new ModelCatalogue(root.path("asOf").textValue(), List.copyOf(models), defaults);
    }

    private static JsonNode entry() {
        try (ZipInputStream zip = new ZipInputStream(StepsCode.open())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(ENTRY)) {
                    return new ObjectMapper().readTree(zip.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + ENTRY + " in the steps' code.", e);
        }
        throw new IllegalStateException("The steps' code holds no " + ENTRY + ".");
    }
}
