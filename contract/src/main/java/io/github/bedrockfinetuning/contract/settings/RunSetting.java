package io.github.bedrockfinetuning.contract.settings;

import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.settings.SettingType.Choice;
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
 * A key of {@code run.json}. Validation by the steps, validation of the prop {@code runDefaults} at synthesis and
 * docs/SETTINGS.md come from these definitions.
 */
public enum RunSetting {
    BASE_MODEL(
            "baseModel",
            new Text(200),
            "the default of the stack's Region",
            "The model to fine-tune: an id from the model catalogue.",
            "\"amazon.nova-micro-v1:0:128k\""),
    REFERENCE_MODEL(
            "referenceModel",
            new Text(200),
            "the default of the stack's Region",
            "A bigger model that answers the same test set; `null` for none.",
            "\"amazon.nova-pro-v1:0\""),
    CUSTOMIZATION_TYPE(
            "customizationType",
            new Choice(List.of("FINE_TUNING")),
            "`\"FINE_TUNING\"`",
            "How the base model is customized.",
            "\"FINE_TUNING\""),
    HYPERPARAMETERS(
            "hyperparameters",
            new Entries("the model's hyperparameters by name; the catalogue has their ranges"),
            "Amazon Bedrock's defaults",
            "Hyperparameters of the fine-tuning job.",
            "{\"epochCount\": 2}"),

    SPLIT("split", new Group(), "the defaults below", "How an upload of one file is divided.", null),
    SPLIT_VALIDATION("split.validation", new Decimal("0", "0.4"), "`0.1`", "The share of validation records.", "0.1"),
    SPLIT_TEST("split.test", new Decimal("0.01", "0.5"), "`0.2`", "The share of test records.", "0.2"),
    SPLIT_SEED(
            "split.seed", new Whole(), "`1`", "The seed of the split. The same seed always gives the same split.", "1"),
    SPLIT_GROUP(
            "split.group",
            new Text(64),
            "none",
            "A field of the records. Records with the same value stay in the same set.",
            "\"customer\""),
    SPLIT_STRATIFY(
            "split.stratify",
            new Flag(),
            "`true`",
            "Whether each label keeps its share in every set, for completions that are labels.",
            "true"),

    PERSONAL_DATA(
            "personalData",
            new Choice(List.of("allow", "redact", "refuse")),
            "`\"redact\"`",
            "What to do about payment card, account and national identity numbers: keep them, mask them, or reject the"
                    + " dataset.",
            "\"redact\""),
    METRICS(
            "metrics",
            new Texts(64, 64),
            "chosen by what the completions of the training set look like",
            "The metrics to compute, by their names in [METRICS.md](METRICS.md).",
            "[\"accuracy\"]"),
    PRIMARY_METRIC(
            "primaryMetric",
            new Text(64),
            "the first of `metrics`",
            "The metric that decides the verdict.",
            "\"accuracy\""),
    SLICES(
            "slices",
            new Texts(10, 64),
            "none",
            "Fields of the test records by whose values the report groups results.",
            "[\"language\"]"),
    ANSWER_SCHEMA(
            "answerSchema",
            new Schema(),
            "what all reference answers have in common",
            "The JSON Schema that the metric `json_conforms` checks answers against. It may not refer to other documents.",
            "{\"type\": \"object\"}"),

    JUDGE("judge", new Group(), "no judge", "A model that compares the answers of the tuned and the base model.", null),
    JUDGE_MODEL(
            "judge.model",
            new Text(200),
            "none; required in `judge`",
            "The judge: an id from the model catalogue.",
            "\"amazon.nova-pro-v1:0\""),
    JUDGE_RUBRIC(
            "judge.rubric",
            new Text(4_000),
            "a general rubric",
            "What makes an answer good, in your words.",
            "\"A short answer is better.\""),

    SPENDING_CEILING(
            "spendingCeiling",
            new Decimal("0", "1000000"),
            "the ceiling of the stack, `100` unless deployed with another",
            "The highest estimate, in US dollars, at which a run starts without approval.",
            "25"),
    APPROVAL(
            "approval",
            new Choice(Approval.ids()),
            "`\"above-ceiling\"`",
            "When a person must approve the estimate: above the ceiling, always, or never; with `never` a run above its"
                    + " ceiling is rejected.",
            "\"always\""),
    ACCEPT_UNKNOWN_PRICES(
            "acceptUnknownPrices",
            new Flag(),
            "`false`",
            "Whether parts of the run without a published price need no approval.",
            "false"),
    PROMOTE(
            "promote",
            new Flag(),
            "`false`",
            "Whether a model that passes the gate gets the dataset's stable name.",
            "true"),
    KEEP_ENDPOINT(
            "keepEndpoint",
            new Flag(),
            "`false`",
            "Whether the deployment or the Provisioned Throughput stays after the run. Provisioned Throughput is billed by"
                    + " the hour until you delete it.",
            "false"),

    GATE("gate", new Group(), "`{\"better\": [\"base\"]}`", "What a model must pass to be promoted.", null),
    GATE_BETTER(
            "gate.better",
            new Texts(3, 64),
            "`[\"base\"]`",
            "The systems that the tuned model must be better than: any of `base`, `reference`, `promoted`.",
            "[\"base\"]"),

    VERSIONS(
            "versions",
            new Entries("S3 version ids by file name"),
            "the newest version that is not newer than `run.json`",
            "Which version of each file to read. `./fine-tune submit` writes them.",
            "{\"train.jsonl\": \"VERSION_ID\"}"),
    TAGS(
            "tags",
            new Entries("at most 48 tags by key"),
            "the tags of the stack",
            "Tags of everything that the run creates in Bedrock, in addition to the stack's.",
            "{\"team\": \"ml\"}");

    /** The systems that the gate can require a model to outperform. */
    public static final List<String> RIVALS =
            List.of(SystemRole.BASE.id(), SystemRole.PROMOTED.id(), SystemRole.REFERENCE.id());

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

    /** Returns the key with its group: {@code split.test}. */
    public String key() {
        return key;
    }

    /** Returns the key without its group: {@code test}. */
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

    /** Returns the value that applies if the setting is omitted, as worded in documents. */
    public String standard() {
        return standard;
    }

    /** Returns the description of the setting, in one or more sentences. */
    public String meaning() {
        return meaning;
    }

    /** Returns an example value, as JSON; empty for a group, whose settings have their own examples. */
    public Optional<String> example() {
        return example;
    }

    /** Returns whether the setting is a top-level key of {@code run.json}, not part of a group. */
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

    /** Returns the setting of a key such as {@code split.test}; empty if there is none. */
    public static Optional<RunSetting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }
}
