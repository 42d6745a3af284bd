package io.github.bedrockfinetuning.constructs.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
     * @param trainingRegions where it can be fine-tuned; empty for a reference-only model
     * @param onDemand whether its custom models can be served on demand, without Provisioned Throughput
     * @param invocationIds by Region, the model or inference profile that inference names
     */
    public record Entry(
            String id,
            boolean endOfLife,
            List<String> trainingRegions,
            boolean onDemand,
            Map<String, String> invocationIds) {
        /** The id without its context suffix, which inference and profiles name. */
        public String plainId() {
            return id.replaceFirst(":\\d+k$", "");
        }

        /** Whether inference in this Region goes through a cross-Region inference profile. */
        public boolean crossesRegions(String region) {
            return isProfile(invocationIds.getOrDefault(region, ""));
        }
    }

    /** What a Region fine-tunes when nobody says otherwise; the reference model is null where there is none. */
    public record Defaults(String base, String reference) {}

    private final List<Entry> models;
    private final Map<String, Defaults> defaults;

    private ModelCatalogue(List<Entry> models, Map<String, Defaults> defaults) {
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

    /** By Region; the Regions that can fine-tune are its keys. */
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

    /** An inference profile's id is a model's id behind a geography: {@code us.amazon.nova-pro-v1:0}. */
    public static boolean isProfile(String invocationId) {
        return invocationId.matches("[a-z-]+\\.[a-z0-9-]+\\..+");
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
                    "END_OF_LIFE".equals(model.path("lifecycle").path("status").textValue()),
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
        return new ModelCatalogue(List.copyOf(models), defaults);
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
