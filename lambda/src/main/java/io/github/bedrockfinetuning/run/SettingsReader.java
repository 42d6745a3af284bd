package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.Split;
import io.github.bedrockfinetuning.metrics.Metrics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads run.json. Whatever is not a setting, is out of range or names a role, a key or a bucket is refused with its
 * line; all mistakes are told at once.
 */
public final class SettingsReader {
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "baseModel",
            "referenceModel",
            "customizationType",
            "hyperparameters",
            "split",
            "metrics",
            "primaryMetric",
            "slices",
            "judge",
            "spendingCeiling",
            "approval",
            "promote",
            "keepEndpoint",
            "gate",
            "versions"));
    private static final Set<String> FILES =
            new TreeSet<>(Set.of("train.jsonl", "validation.jsonl", "test.jsonl", "general.jsonl"));
    private static final Set<String> RIVALS = new TreeSet<>(Set.of("base", "reference"));
    private static final Pattern OF_THE_STACK =
            Pattern.compile("(?i).*(role|kms|key|bucket|arn|account|region|s3|uri).*");
    private static final int LONGEST_RUBRIC = 4_000;
    private static final int MOST_SLICES = 10;

    private final SettingsFile file;
    private final SettingValues values;
    private final Allowed allowed;
    private final Catalogue catalogue = Catalogue.load();

    /**
     * @param settings null if anything was refused
     */
    public record Result(Settings settings, List<Finding> findings) {}

    private SettingsReader(SettingsFile file, Allowed allowed) {
        this.file = file;
        this.allowed = allowed;
        ObjectNode merged = allowed.defaults().deepCopy();
        merged.setAll(file.values());
        this.values = new SettingValues(file, merged);
    }

    /**
     * @param name what findings call the file
     * @param bytes the file; {@code {}} takes all defaults
     */
    public static Result read(String name, byte[] bytes, Allowed allowed) {
        SettingsFile file = new SettingsFile(name, bytes);
        if (!file.findings().isEmpty()) {
            return new Result(null, file.findings());
        }
        Settings settings = new SettingsReader(file, allowed).settings();
        return file.findings().isEmpty() ? new Result(settings, List.of()) : new Result(null, file.findings());
    }

    private Settings settings() {
        refuseStrangers();
        Model base = base();
        List<String> metrics = metrics();
        Settings settings = new Settings(
                base == null ? null : base.id(),
                reference(base).map(Model::id).orElse(null),
                values.oneOf("/customizationType", Set.of("FINE_TUNING")).orElse("FINE_TUNING"),
                base == null ? Map.of() : hyperparameters(base),
                split(),
                metrics,
                primary(metrics),
                values.texts("/slices", MOST_SLICES, 64),
                judge().orElse(null),
                values.number("/spendingCeiling", BigDecimal.ZERO, new BigDecimal(1_000_000))
                        .orElse(null),
                values.oneOf("/approval", ids()).flatMap(Approval::find).orElse(Approval.ABOVE_CEILING),
                values.flag("/promote"),
                values.flag("/keepEndpoint"),
                gate(),
                versions());
        if (base != null && settings.gateBetter().contains("reference") && settings.referenceModel() == null) {
            file.refuse(
                    "/gate",
                    "The gate asks to beat \"reference\", but the run has no reference model.",
                    "Name a referenceModel, or take \"reference\" out of gate.better.");
        }
        return settings;
    }

    private void refuseStrangers() {
        file.values().fieldNames().forEachRemaining(key -> {
            if (KEYS.contains(key)) {
                return;
            }
            String what = OF_THE_STACK.matcher(key).matches()
                    ? "\"" + Failures.quote(key) + "\" is not a setting: roles, keys and buckets are the stack's alone."
                    : "\"" + Failures.quote(key) + "\" is not a setting.";
            file.refuse(
                    "/" + key.replace("~", "~0").replace("/", "~1"),
                    what,
                    "Remove it. Settings are: " + String.join(", ", KEYS) + ".");
        });
        refuseNames("", file.values());
    }

    /** Roles, keys and buckets can also hide in values. */
    private void refuseNames(String pointer, JsonNode node) {
        if (node.isTextual()
                && (node.textValue().startsWith("arn:") || node.textValue().startsWith("s3://"))) {
            file.refuse(
                    pointer,
                    "It names a resource by its address, and roles, keys and buckets are the stack's alone.",
                    "Remove it; models are named by their id in the catalogue.");
        }
        node.properties().forEach(field -> refuseNames(pointer + "/" + field.getKey(), field.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            refuseNames(pointer + "/" + i, node.get(i));
        }
    }

    private Model base() {
        Optional<String> named = values.text("/baseModel", 200);
        Optional<Model> model = named.isPresent()
                ? named.flatMap(id -> known("/baseModel", id))
                : catalogue.defaultBase(allowed.region());
        if (model.isEmpty() && named.isEmpty()) {
            file.refuse(
                    "/baseModel",
                    "No model can be fine-tuned in " + allowed.region() + ".",
                    "Deploy the stack in one of: " + trainingRegions() + ".");
        }
        model.filter(m -> !m.trainsIn(allowed.region()))
                .ifPresent(m -> file.refuse(
                        "/baseModel",
                        m.name() + " cannot be fine-tuned in " + allowed.region() + ".",
                        m.trainingRegions().isEmpty()
                                ? "Choose one of: " + trainable() + "."
                                : "Deploy the stack in " + String.join(" or ", m.trainingRegions())
                                        + ", or choose one of: " + trainable() + "."));
        return model.filter(m -> m.trainsIn(allowed.region())).orElse(null);
    }

    private Optional<Model> reference(Model base) {
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
        return model;
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
                    "Choose a model that stays in the Region, or deploy the stack with allowCrossRegion.");
        }
    }

    private Optional<Model> known(String pointer, String id) {
        Optional<Model> model = catalogue.find(id);
        if (model.isEmpty()) {
            file.refuse(
                    pointer,
                    "\"" + Failures.quote(id) + "\" is not a model of the catalogue.",
                    "Choose one of: "
                            + catalogue.models().stream().map(Model::id).collect(Collectors.joining(", ")) + ".");
        }
        model.filter(m -> !allowed.model(m))
                .ifPresent(m -> file.refuse(
                        pointer,
                        m.name() + " is not among the models this stack allows.",
                        "Choose one of: " + String.join(", ", new TreeSet<>(allowed.models()))
                                + ", or deploy with allowedModels."));
        return model.filter(allowed::model);
    }

    private Map<String, String> hyperparameters(Model base) {
        Map<String, String> chosen = new LinkedHashMap<>();
        JsonNode node = values.object("/hyperparameters");
        node.properties().forEach(field -> {
            String pointer = "/hyperparameters/" + field.getKey();
            base.hyperparameter(field.getKey())
                    .ifPresentOrElse(
                            h -> {
                                Optional<BigDecimal> value = SettingValues.decimal(field.getValue());
                                if (value.filter(h::allows).isPresent()) {
                                    chosen.put(h.name(), value.get().toPlainString());
                                } else {
                                    file.refuse(
                                            pointer,
                                            "It must be " + (h.integer() ? "a whole number" : "a number") + " from "
                                                    + h.min().toPlainString() + " to "
                                                    + h.max().toPlainString() + " for " + base.name() + ".",
                                            "Correct it, or leave it out for "
                                                    + h.defaultValue().toPlainString() + ".");
                                }
                            },
                            () -> file.refuse(
                                    pointer,
                                    base.name() + " has no such hyperparameter in the catalogue.",
                                    base.hyperparameters().isEmpty()
                                            ? "Leave hyperparameters out: none are published for this model."
                                            : "Choose from: "
                                                    + base.hyperparameters().stream()
                                                            .map(h -> h.name())
                                                            .collect(Collectors.joining(", "))
                                                    + "."));
        });
        return chosen;
    }

    private Split split() {
        values.only("/split", Set.of("validation", "test", "seed", "group", "stratify"));
        Split standard = Settings.DEFAULT_SPLIT;
        BigDecimal half = new BigDecimal("0.5");
        return new Split(
                values.number("/split/validation", BigDecimal.ZERO, new BigDecimal("0.4"))
                        .map(BigDecimal::doubleValue)
                        .orElse(standard.validation()),
                values.number("/split/test", new BigDecimal("0.01"), half)
                        .map(BigDecimal::doubleValue)
                        .orElse(standard.test()),
                values.whole("/split/seed").orElse(standard.seed()),
                values.text("/split/group", 64).orElse(null),
                values.at("/split/stratify").isMissingNode() ? standard.stratify() : values.flag("/split/stratify"));
    }

    private List<String> metrics() {
        List<String> metrics = values.texts("/metrics", Metrics.names().size(), 64);
        for (int i = 0; i < metrics.size(); i++) {
            refuseUnknownMetric("/metrics/" + i, metrics.get(i));
        }
        return metrics;
    }

    private String primary(List<String> metrics) {
        Optional<String> primary = values.text("/primaryMetric", 64);
        primary.ifPresent(name -> refuseUnknownMetric("/primaryMetric", name));
        return primary.orElse(metrics.isEmpty() ? null : metrics.get(0));
    }

    private void refuseUnknownMetric(String pointer, String name) {
        if (!Metrics.names().contains(name)) {
            file.refuse(
                    pointer,
                    "\"" + Failures.quote(name) + "\" is not a metric.",
                    "Choose from: " + String.join(", ", Metrics.names()) + ".");
        }
    }

    private Optional<Settings.Judge> judge() {
        if (values.object("/judge").isEmpty()) {
            return Optional.empty();
        }
        values.only("/judge", Set.of("model", "rubric"));
        Optional<String> named = values.text("/judge/model", 200);
        if (named.isEmpty()) {
            file.refuse("/judge", "It names no model.", "Add \"model\", or leave the judge out.");
        }
        Optional<Model> model = named.flatMap(id -> known("/judge/model", id));
        model.ifPresent(m -> refuseUncallable("/judge/model", m));
        String rubric = values.text("/judge/rubric", LONGEST_RUBRIC).orElse(null);
        return model.map(m -> new Settings.Judge(m.id(), rubric));
    }

    private List<String> gate() {
        values.only("/gate", Set.of("better"));
        List<String> better = values.texts("/gate/better", RIVALS.size(), 64);
        for (int i = 0; i < better.size(); i++) {
            if (!RIVALS.contains(better.get(i))) {
                file.refuse(
                        "/gate/better/" + i,
                        "\"" + Failures.quote(better.get(i)) + "\" is not a system to beat.",
                        "Choose from: " + String.join(", ", RIVALS) + ".");
            }
        }
        return better.isEmpty() ? List.of("base") : better;
    }

    private Map<String, String> versions() {
        values.only("/versions", FILES);
        Map<String, String> versions = new LinkedHashMap<>();
        values.object("/versions")
                .fieldNames()
                .forEachRemaining(name ->
                        values.text("/versions/" + name, 1_024).ifPresent(version -> versions.put(name, version)));
        return versions;
    }

    private static Set<String> ids() {
        return Arrays.stream(Approval.values()).map(Approval::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private String trainable() {
        List<String> ids = new ArrayList<>();
        catalogue.models().stream()
                .filter(m -> m.trainsIn(allowed.region()))
                .map(Model::id)
                .forEach(ids::add);
        return String.join(", ", ids);
    }

    private String trainingRegions() {
        return catalogue.models().stream()
                .flatMap(m -> m.trainingRegions().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
