package io.github.bedrockfinetuning.contract.settings;

import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.settings.SettingType.Choice;
import io.github.bedrockfinetuning.contract.settings.SettingType.Choices;
import io.github.bedrockfinetuning.contract.settings.SettingType.Decimal;
import io.github.bedrockfinetuning.contract.settings.SettingType.Entries;
import io.github.bedrockfinetuning.contract.settings.SettingType.Flag;
import io.github.bedrockfinetuning.contract.settings.SettingType.Group;
import io.github.bedrockfinetuning.contract.settings.SettingType.Schema;
import io.github.bedrockfinetuning.contract.settings.SettingType.Text;
import io.github.bedrockfinetuning.contract.settings.SettingType.Texts;
import io.github.bedrockfinetuning.contract.settings.SettingType.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key of {@code run.json}. The validation in the steps, the validation of the {@code runDefaults} prop at synthesis,
 * and docs/SETTINGS.md are based on these definitions.
 */
public enum RunSetting {
    BASE_MODEL(
            "baseModel",
            new Text(200),
            "the default for the stack's Region",
            "The ID of the model to fine-tune, from the model catalog.",
            "\"amazon.nova-micro-v1:0:128k\""),
    REFERENCE_MODEL(
            "referenceModel",
            new Text(200),
            "the default for the stack's Region",
            "A larger model that answers the same test set, for comparison. To run without a reference "
                    + "model, specify `null`.",
            "\"amazon.nova-pro-v1:0\""),
    CUSTOMIZATION_TYPE(
            "customizationType",
            new Choice(List.of("FINE_TUNING")),
            "`\"FINE_TUNING\"`",
            "The customization method.",
            "\"FINE_TUNING\""),
    HYPERPARAMETERS(
            "hyperparameters",
            new Entries(
                    "the model's hyperparameters by name, within the ranges that are listed in the model " + "catalog"),
            "Amazon Bedrock's defaults",
            "Hyperparameters of the fine-tuning job.",
            "{\"epochCount\": 2}"),

    SPLIT(
            "split",
            new Group(),
            "the defaults below",
            "The settings for splitting a single uploaded file into training, validation, and test " + "sets.",
            null),
    SPLIT_VALIDATION(
            "split.validation", new Decimal("0", "0.4"), "`0.1`", "The share of records to use for validation.", "0.1"),
    SPLIT_TEST("split.test", new Decimal("0.01", "0.5"), "`0.2`", "The share of records to use for testing.", "0.2"),
    SPLIT_SEED(
            "split.seed",
            new Whole(),
            "`1`",
            "The seed of the split. The same seed always produces the same split.",
            "1"),
    SPLIT_GROUP(
            "split.group",
            new Text(64),
            "none",
            "A field in the records. Records with the same value in this field stay in the same set.",
            "\"customer\""),
    SPLIT_STRATIFY(
            "split.stratify",
            new Flag(),
            "`true`",
            "Whether to give every set the same distribution of labels if the completions are labels.",
            "true"),

    PERSONAL_DATA(
            "personalData",
            new Choice(List.of("allow", "redact", "refuse")),
            "`\"redact\"`",
            "Whether to keep payment card, account, and national identity numbers, mask them, or "
                    + "reject a dataset that contains them.",
            "\"redact\""),
    ALLOW_SENSITIVE(
            "allowSensitive",
            new Entries("reasons, each by the kind of value (see [SENSITIVE.md](SENSITIVE.md)) or by the "
                    + "fingerprint in a finding"),
            "none",
            "Secrets and personal identification numbers to accept, for example because they are false positives. They are neither"
                    + " rejected nor masked, and the reports list them with the reason.",
            "{\"3f2a9c1b\": \"key from the documentation\"}"),
    METRICS(
            "metrics",
            new Choices(64, MetricNames.all(), "list of metrics in [METRICS.md](METRICS.md)"),
            "inferred from the completions of the training set",
            "The metrics to compute.",
            "[\"accuracy\"]"),
    PRIMARY_METRIC(
            "primaryMetric",
            new Choice(MetricNames.all(), "name of a metric in [METRICS.md](METRICS.md)"),
            "the first of `metrics`",
            "The metric that decides the verdict.",
            "\"accuracy\""),
    SLICES(
            "slices",
            new Texts(10, 64),
            "none",
            "Fields in the test records. The report groups results by the values of these fields.",
            "[\"language\"]"),
    ANSWER_SCHEMA(
            "answerSchema",
            new Schema(),
            "inferred from the reference answers",
            "The JSON Schema against which the metric `json_conforms` validates answers. It cannot refer to other documents.",
            "{\"type\": \"object\"}"),

    JUDGE(
            "judge",
            new Group(),
            "no judge",
            "A model that compares the answers of the tuned model with those of the base model.",
            null),
    JUDGE_MODEL(
            "judge.model",
            new Text(200),
            "none; required in `judge`",
            "The ID of the model that acts as the judge, from the model catalog.",
            "\"amazon.nova-pro-v1:0\""),
    JUDGE_RUBRIC(
            "judge.rubric",
            new Text(4_000),
            "a general rubric",
            "The criteria for a good answer, in your own words.",
            "\"A short answer is better.\""),

    SPENDING_CEILING(
            "spendingCeiling",
            new Decimal("0", "1000000"),
            "the spending ceiling of the stack, which is `100` by default",
            "The highest estimate, in US dollars, at which a run starts without approval.",
            "25"),
    APPROVAL(
            "approval",
            new Choice(Approval.ids()),
            "`\"above-ceiling\"`",
            "When a person must approve the estimate: if it exceeds the spending ceiling, always, or "
                    + "never. With `never`, a run whose estimate exceeds the ceiling is rejected.",
            "\"always\""),
    ACCEPT_UNKNOWN_PRICES(
            "acceptUnknownPrices",
            new Flag(),
            "`false`",
            "Whether to accept parts of the run that have no published price. If `false`, such parts "
                    + "require approval.",
            "false"),
    PROMOTE(
            "promote",
            new Flag(),
            "`false`",
            "Whether to point the dataset's stable name to a model that passes the gate.",
            "true"),
    KEEP_ENDPOINT(
            "keepEndpoint",
            new Flag(),
            "`false`",
            "Whether to keep the deployment or Provisioned Throughput after the run. Provisioned Throughput is billed per hour until you delete it.",
            "false"),

    GATE("gate", new Group(), "`{\"better\": [\"base\"]}`", "The requirements for promoting a model.", null),
    GATE_BETTER(
            "gate.better",
            new Choices(
                    3,
                    List.of(SystemRole.BASE.id(), SystemRole.PROMOTED.id(), SystemRole.REFERENCE.id()),
                    "list of systems"),
            "`[\"base\"]`",
            "The systems that the tuned model must outperform: any of `base`, `reference`, and `promoted`.",
            "[\"base\"]"),

    VERSIONS(
            "versions",
            new Entries("S3 version IDs by file name"),
            "the newest version that is not newer than `run.json`",
            "The version of each file to read. `./fine-tune submit` sets these values.",
            "{\"train.jsonl\": \"VERSION_ID\"}"),
    TAGS(
            "tags",
            new Entries("at most 48 tags by key"),
            "the tags of the stack",
            "Tags for all resources that the run creates in Bedrock, in addition to the stack's tags.",
            "{\"team\": \"ml\"}");

    private final String key;
    private final SettingType type;
    private final String standard;
    private final String meaning;
    private final Optional<String> example;

    RunSetting(String key, SettingType type, String standard, String meaning, @Nullable String example) {
        this.key = key;
        this.type = type;
        this.standard = standard;
        this.meaning = meaning;
        this.example = Optional.ofNullable(example);
    }

    /** Returns the key with its group, such as {@code split.test}. */
    public String key() {
        return key;
    }

    /** Returns the key without its group, such as {@code test}. */
    public String part() {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** Returns the position of the setting in {@code run.json}, as a JSON pointer. */
    public String pointer() {
        return "/" + key.replace('.', '/');
    }

    public SettingType type() {
        return type;
    }

    /** Returns the description of the default value for the documentation. */
    public String standard() {
        return standard;
    }

    /** Returns the description of the setting, in one or more sentences. */
    public String meaning() {
        return meaning;
    }

    /** Returns an example value as JSON, or empty for a group, because its settings have their own examples. */
    public Optional<String> example() {
        return example;
    }

    /** Returns whether the setting is a top-level key of {@code run.json} rather than part of a group. */
    public boolean topLevel() {
        return key.indexOf('.') < 0;
    }

    /** Returns the names of a group's settings, in alphabetical order. */
    public List<String> parts() {
        return Arrays.stream(values())
                .filter(setting -> setting.key.startsWith(key + "."))
                .map(RunSetting::part)
                .sorted()
                .toList();
    }

    /** Returns the names of all keys of {@code run.json}, in alphabetical order. */
    public static List<String> names() {
        return Arrays.stream(values())
                .filter(RunSetting::topLevel)
                .map(RunSetting::key)
                .sorted()
                .toList();
    }

    /** Returns the setting with the specified key, such as {@code split.test}, or empty if there is none. */
    public static Optional<RunSetting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }
}
