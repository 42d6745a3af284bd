package io.github.bedrockfinetuning.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.TagRules;
import io.github.bedrockfinetuning.contract.settings.Approval;
import io.github.bedrockfinetuning.contract.settings.RunSetting;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.preparation.Split;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import io.github.bedrockfinetuning.metrics.JsonConforms;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads run.json. Unknown settings, values out of range, and names of roles, keys, or buckets are rejected with their
 * line. All errors are reported at once.
 */
public final class SettingsReader {
    private static final Pattern OF_THE_STACK =
            Pattern.compile("(?i).*(role|kms|key|bucket|arn|account|region|s3|uri).*");

    /** The maximum length of the reason for an exemption, in characters. */
    private static final int LONGEST_REASON = 200;

    private final SettingsFile file;
    private final SettingValues values;
    private final ModelSettings models;

    /**
     * The result of reading run.json.
     *
     * @param settings the settings; null if there is any error
     */
    public record Result(@Nullable Settings settings, List<Finding> findings) {}

    private SettingsReader(SettingsFile file, Allowed allowed) {
        this.file = file;
        ObjectNode merged = allowed.defaults().deepCopy();
        merged.setAll(file.values());
        file.inherits(allowed.defaults());
        if (allowed.defaults().path(RunSetting.TAGS.key()).isObject()
                && file.values().path(RunSetting.TAGS.key()) instanceof ObjectNode own) {
            merged.set(
                    RunSetting.TAGS.key(),
                    ((ObjectNode) allowed.defaults().path(RunSetting.TAGS.key()).deepCopy()).setAll(own));
        }
        this.values = new SettingValues(file, merged);
        this.models = new ModelSettings(file, values, allowed);
    }

    /**
     * Reads a settings file.
     *
     * @param name the file name in findings
     * @param bytes the file content; {@code {}} uses all defaults
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
        Model base = models.base();
        List<String> metrics = values.texts(RunSetting.METRICS);
        Settings settings = new Settings(
                new Settings.Models(
                        base == null ? "" : base.id(),
                        models.reference(base).map(Model::id).orElse(null),
                        judge().orElse(null)),
                new Settings.Training(
                        values.text(RunSetting.CUSTOMIZATION_TYPE).orElse("FINE_TUNING"),
                        base == null ? Map.of() : models.hyperparameters(base),
                        tags()),
                new Settings.Data(
                        split(),
                        values.text(RunSetting.PERSONAL_DATA)
                                .flatMap(PersonalDataPolicy::find)
                                .orElse(PersonalDataPolicy.REDACT),
                        allowSensitive(),
                        versions()),
                new Settings.Scoring(
                        metrics,
                        values.text(RunSetting.PRIMARY_METRIC).orElse(metrics.isEmpty() ? null : metrics.get(0)),
                        values.texts(RunSetting.SLICES),
                        answerSchema()),
                new Settings.Budget(
                        values.number(RunSetting.SPENDING_CEILING).orElse(null),
                        values.text(RunSetting.APPROVAL).flatMap(Approval::find).orElse(Approval.ABOVE_CEILING),
                        values.flag(RunSetting.ACCEPT_UNKNOWN_PRICES)),
                new Settings.Release(values.flag(RunSetting.PROMOTE), values.flag(RunSetting.KEEP_ENDPOINT), gate()));
        if (settings.answerSchema() == null
                && (metrics.contains(JsonConforms.NAME) || JsonConforms.NAME.equals(settings.primaryMetric()))) {
            file.refuse(
                    RunSetting.METRICS.pointer(),
                    "The metric " + JsonConforms.NAME + " requires a schema.",
                    "Add answerSchema, or remove the metric.");
        }
        if (base != null
                && settings.gateBetter().contains(SystemRole.REFERENCE.id())
                && settings.referenceModel() == null) {
            file.refuse(
                    RunSetting.GATE.pointer(),
                    "The gate includes \"reference\", but the run has no reference model.",
                    "Specify a referenceModel, or remove \"reference\" from gate.better.");
        }
        return settings;
    }

    /** Rejects keys that are not settings, in the file and in the stack's defaults. */
    private void refuseStrangers() {
        values.names().forEachRemaining(key -> {
            if (RunSetting.names().contains(key)) {
                return;
            }
            String what = OF_THE_STACK.matcher(key).matches()
                    ? "\"" + Failures.quote(key)
                            + "\" is not a setting. Only the stack defines roles, keys, and buckets."
                    : "\"" + Failures.quote(key) + "\" is not a setting.";
            file.refuse(
                    "/" + key.replace("~", "~0").replace("/", "~1"),
                    what,
                    "Remove it. The settings are: " + String.join(", ", RunSetting.names()) + ".");
        });
        refuseNames("", file.values());
    }

    /** Rejects values that are ARNs or S3 URIs of resources. */
    private void refuseNames(String pointer, JsonNode node) {
        if (node.isTextual()
                && (node.textValue().startsWith("arn:") || node.textValue().startsWith("s3://"))) {
            file.refuse(
                    pointer,
                    "The value is the ARN or S3 URI of a resource. Only the stack defines roles, keys, and "
                            + "buckets.",
                    "Remove it. To specify a model, use its ID in the catalog.");
        }
        node.properties().forEach(field -> refuseNames(pointer + "/" + field.getKey(), field.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            refuseNames(pointer + "/" + i, node.get(i));
        }
    }

    private Split split() {
        values.only(RunSetting.SPLIT);
        Split standard = Settings.DEFAULT_SPLIT;
        return new Split(
                values.number(RunSetting.SPLIT_VALIDATION)
                        .map(BigDecimal::doubleValue)
                        .orElse(standard.validation()),
                values.number(RunSetting.SPLIT_TEST)
                        .map(BigDecimal::doubleValue)
                        .orElse(standard.test()),
                values.whole(RunSetting.SPLIT_SEED).orElse(standard.seed()),
                values.text(RunSetting.SPLIT_GROUP).orElse(null),
                values.at(RunSetting.SPLIT_STRATIFY).isMissingNode()
                        ? standard.stratify()
                        : values.flag(RunSetting.SPLIT_STRATIFY));
    }

    private Optional<Settings.Judge> judge() {
        if (values.object(RunSetting.JUDGE).isEmpty()) {
            return Optional.empty();
        }
        values.only(RunSetting.JUDGE);
        if (values.at(RunSetting.JUDGE_MODEL).isMissingNode()) {
            file.refuse(
                    RunSetting.JUDGE.pointer(),
                    "The judge setting does not specify a model.",
                    "Add \"model\", or remove the judge setting.");
        }
        Optional<Model> model = models.judge();
        String rubric = values.text(RunSetting.JUDGE_RUBRIC).orElse(null);
        return model.map(m -> new Settings.Judge(m.id(), rubric));
    }

    private List<String> gate() {
        values.only(RunSetting.GATE);
        List<String> better = values.texts(RunSetting.GATE_BETTER);
        return better.isEmpty() ? List.of(SystemRole.BASE.id()) : better;
    }

    private @Nullable JsonNode answerSchema() {
        JsonNode schema = values.at(RunSetting.ANSWER_SCHEMA);
        if (schema.isMissingNode() || schema.isNull()) {
            return null;
        }
        Optional<String> fault = JsonConforms.fault(schema);
        fault.ifPresent(why -> file.refuse(
                RunSetting.ANSWER_SCHEMA.pointer(),
                "Answers cannot be validated against this JSON Schema: " + Failures.quote(why),
                "Specify a JSON Schema (draft 2020-12) without references to other documents, or remove it."));
        return fault.isPresent() ? null : schema;
    }

    private Map<String, String> allowSensitive() {
        Map<String, String> reasons = new TreeMap<>();
        values.object(RunSetting.ALLOW_SENSITIVE).fieldNames().forEachRemaining(key -> {
            String pointer = RunSetting.ALLOW_SENSITIVE.pointer() + "/"
                    + key.replace("~", "~0").replace("/", "~1");
            if (Exemptions.isKey(key)) {
                values.entry(pointer, LONGEST_REASON).ifPresent(reason -> reasons.put(key, reason));
            } else {
                file.refuse(
                        pointer,
                        "\"" + Failures.quote(key) + "\" is neither a kind of sensitive value nor a fingerprint.",
                        "Use the 8-digit fingerprint from a finding, or one of the kinds in docs/SENSITIVE.md"
                                + Exemptions.similar(key) + ".");
            }
        });
        return reasons;
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        values.object(RunSetting.VERSIONS).fieldNames().forEachRemaining(name -> {
            if (DropFiles.known(name)) {
                values.entry(RunSetting.VERSIONS.pointer() + "/" + name, 1_024)
                        .ifPresent(version -> versions.put(name, version));
            } else {
                file.refuse(
                        RunSetting.VERSIONS.pointer() + "/"
                                + name.replace("~", "~0").replace("/", "~1"),
                        "\"" + Failures.quote(name) + "\" is not a dataset file.",
                        "Remove it. The allowed files are: " + String.join(", ", DropFiles.PARTS) + ", "
                                + DropFiles.ANSWERS + ".");
            }
        });
        return versions;
    }

    /** Merges the stack's settings with those of run.json, which take precedence. */
    private Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        values.object(RunSetting.TAGS).properties().forEach(tag -> {
            String pointer = RunSetting.TAGS.pointer() + "/"
                    + tag.getKey().replace("~", "~0").replace("/", "~1");
            Optional<String> fault = tag.getValue().isTextual()
                    ? TagRules.fault(tag.getKey(), tag.getValue().textValue())
                    : Optional.of("The value must be a string.");
            fault.ifPresent(why -> file.refuse(pointer, why, "Correct or remove the tag."));
            tags.put(tag.getKey(), tag.getValue().asText());
        });
        TagRules.tooMany(tags.size())
                .ifPresent(why -> file.refuse(RunSetting.TAGS.pointer(), why, "Remove some of them."));
        return tags;
    }
}
