package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.settings.Approval;
import io.github.bedrockfinetuning.contract.settings.RunSetting;
import io.github.bedrockfinetuning.contract.settings.SettingType;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.preparation.Split;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private static final String MICRO = "amazon.nova-micro-v1:0:128k";
    private Allowed allowed = new Allowed("us-east-1", Set.of(), false, false, Json.object());

    private SettingsReader.Result read(String json) {
        return SettingsReader.read("run.json", json.getBytes(StandardCharsets.UTF_8), allowed);
    }

    private Finding only(String json) {
        SettingsReader.Result result = read(json);
        assertThat(result.settings()).isNull();
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    @Test
    void takesDefaultsWhereNothingIsSaid() {
        Settings settings = read("{}").settings();
        assertThat(settings.baseModel()).isEqualTo(MICRO);
        assertThat(settings.referenceModel()).isEqualTo("amazon.nova-pro-v1:0:300k");
        assertThat(settings.split()).isEqualTo(Settings.DEFAULT_SPLIT);
        assertThat(settings.approval()).isEqualTo(Approval.ABOVE_CEILING);
        assertThat(settings.gateBetter()).containsExactly("base");
        assertThat(settings.personalData()).isEqualTo(PersonalDataPolicy.REDACT);
        assertThat(settings.epochs()).contains(2);
        assertThat(settings.promote() || settings.keepEndpoint() || settings.judged())
                .isFalse();
        assertThat(settings.metrics()).isEmpty();
        assertThat(settings.primaryMetric()).isNull();
    }

    @Test
    void theStacksDefaultsAreHeldToTheSameRulesAndNamedAsTheirPlace() {
        allowed = new Allowed(
                "us-east-1",
                Set.of(),
                false,
                false,
                Json.object().put("promot", true).put("primaryMetric", "acuracy"));

        assertThat(read("{}").findings())
                .hasSize(2)
                .allSatisfy(finding -> {
                    assertThat(finding.file()).isEqualTo("the stack's runDefaults");
                    assertThat(finding.remedy()).contains("Correct it in the app and deploy the stack again");
                })
                .anySatisfy(finding -> assertThat(finding.message()).contains("\"promot\" is not a setting"))
                .anySatisfy(finding -> {
                    assertThat(finding.field()).isEqualTo("primaryMetric");
                    assertThat(finding.message()).contains("one of: ", "accuracy", "tatqa_f1");
                });
        assertThat(read("{\"primaryMetric\":\"acuracies\"}").findings())
                .anySatisfy(finding -> assertThat(finding.file()).isNotEqualTo("the stack's runDefaults"));
    }

    @Test
    void takesTheExampleOfEverySetting() {
        ObjectNode examples = Json.object();
        for (RunSetting setting : RunSetting.values()) {
            setting.example()
                    .map(Json::read)
                    .ifPresent(example -> examples.withObject(setting.pointer().replaceFirst("/[^/]*$", ""))
                            .set(setting.part(), example));
        }

        assertThat(read(examples.toString()).findings()).isEmpty();
        assertThat(examples.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(RunSetting.names());
    }

    @Test
    void whatIsDocumentedAsDefaultHolds() {
        Settings settings = read("{}").settings();
        assertThat(Map.of(
                        RunSetting.SPLIT_VALIDATION, settings.split().validation(),
                        RunSetting.SPLIT_TEST, settings.split().test(),
                        RunSetting.SPLIT_SEED, settings.split().seed(),
                        RunSetting.SPLIT_STRATIFY, settings.split().stratify(),
                        RunSetting.CUSTOMIZATION_TYPE, "\"" + settings.customizationType() + "\"",
                        RunSetting.PERSONAL_DATA, Json.text(settings.personalData()),
                        RunSetting.APPROVAL, Json.text(settings.approval()),
                        RunSetting.GATE_BETTER, Json.text(settings.gateBetter()),
                        RunSetting.PROMOTE, settings.promote(),
                        RunSetting.KEEP_ENDPOINT, settings.keepEndpoint()))
                .allSatisfy((setting, value) -> assertThat(setting.standard()).isEqualTo("`" + value + "`"));
    }

    @Test
    void everyPolicyForPersonalDataCanBeChosen() {
        for (PersonalDataPolicy policy : PersonalDataPolicy.values()) {
            assertThat(read("{\"personalData\":\"" + policy.id() + "\"}")
                            .settings()
                            .personalData())
                    .isEqualTo(policy);
        }
        assertThat(((SettingType.Choice) RunSetting.PERSONAL_DATA.type()).words())
                .hasSameSizeAs(PersonalDataPolicy.values());
    }

    @Test
    void allowsSensitiveValuesOnlyByKindOrFingerprintAndOnlyWithAReason() {
        List<Finding> findings = read("""
                {"allowSensitive": {"us-ssn": "x", "0123abc": "x", "GitHub token": " ", "a GitHub token": "x", "0123abcd": 1}}
                """).findings();

        assertThat(findings)
                .extracting(Finding::field)
                .containsExactlyInAnyOrder(
                        "allowSensitive.us-ssn",
                        "allowSensitive.0123abc",
                        "allowSensitive.GitHub token",
                        "allowSensitive.a GitHub token",
                        "allowSensitive.0123abcd");
        assertThat(findings.get(0).message()).contains("neither a kind of sensitive value");
        assertThat(findings.get(0).remedy()).contains("docs/SENSITIVE.md, such as: ", "US social security number");
    }

    @Test
    void aListTakesEveryMetric() {
        assertThat(read(Json.object()
                                .<ObjectNode>set("answerSchema", Json.object().put("type", "object"))
                                .set("metrics", Json.tree(Metrics.names()))
                                .toString())
                        .findings())
                .isEmpty();
    }

    @Test
    void infersMetricsUnlessTheyAreNamedAndThePrimaryOneEvenThen() {
        Settings inferred = read("{}").settings().withMetrics(List.of("accuracy", "json_exact"));
        assertThat(inferred.metrics()).containsExactly("accuracy", "json_exact");
        assertThat(inferred.primaryMetric()).isEqualTo("accuracy");
        Settings primaryNamed = read("{\"primaryMetric\":\"json_exact\"}").settings();
        assertThat(primaryNamed.withMetrics(List.of("accuracy", "json_exact")).primaryMetric())
                .isEqualTo("json_exact");
        assertThat(read("{\"metrics\":[\"json_exact\",\"accuracy\"]}")
                        .settings()
                        .primaryMetric())
                .isEqualTo("json_exact");
    }

    @Test
    void readsEverySetting() {
        Settings settings = read("""
                {
                  "baseModel": "amazon.nova-lite-v1:0", "referenceModel": null, "customizationType": "FINE_TUNING",
                  "hyperparameters": {"epochCount": 3, "learningRate": "1e-5"},
                  "split": {"validation": 0.05, "test": 0.3, "seed": 7, "group": "customer", "stratify": false},
                  "metrics": ["accuracy", "json_conforms"], "primaryMetric": "json_conforms", "slices": ["language"],
                  "answerSchema": {"type": "object"},
                  "judge": {"model": "amazon.nova-pro-v1:0", "rubric": "short is better"},
                  "personalData": "refuse", "allowSensitive": {"us bank routing number": "our test bank", "0123abcd": "x"},
                  "spendingCeiling": 12.5, "approval": "always", "promote": true, "keepEndpoint": true,
                  "gate": {"better": ["base"]}, "versions": {"train.jsonl": "v7"}
                }
                """).settings();
        assertThat(settings.baseModel()).isEqualTo("amazon.nova-lite-v1:0:300k");
        assertThat(settings.reference()).isEmpty();
        assertThat(settings.hyperparameters())
                .containsEntry("epochCount", "3")
                .containsEntry("learningRate", "0.00001");
        assertThat(settings.personalData()).isEqualTo(PersonalDataPolicy.REFUSE);
        assertThat(settings.data().allowSensitive())
                .containsEntry("us bank routing number", "our test bank")
                .containsEntry("0123abcd", "x");
        assertThat(settings.judge().rubric()).isEqualTo("short is better");
        assertThat(settings.spendingCeiling()).isEqualByComparingTo("12.5");
        assertThat(settings.split()).isEqualTo(new Split(0.05, 0.3, 7, "customer", false));
        assertThat(settings.metrics()).containsExactly("accuracy", "json_conforms");
        assertThat(settings.primaryMetric()).isEqualTo("json_conforms");
        assertThat(settings.slices()).containsExactly("language");
        assertThat(settings.judged()).isTrue();
        assertThat(settings.approval()).isEqualTo(Approval.ALWAYS);
        assertThat(settings.promote() && settings.keepEndpoint()).isTrue();
        assertThat(settings.gateBetter()).containsExactly("base");
        assertThat(settings.answerSchema()).isEqualTo(Json.object().put("type", "object"));
        assertThat(settings.epochs()).contains(3);
        assertThat(settings.versions()).containsEntry("train.jsonl", "v7");
        assertThat(Json.read(Json.bytes(settings), Settings.class)).isEqualTo(settings);
    }

    @Test
    void laysRunJsonOverTheStacksDefaults() {
        ObjectNode defaults = Json.object().put("spendingCeiling", 25).put("approval", "always");
        defaults.putNull("referenceModel");
        allowed = new Allowed("us-east-1", Set.of(), false, false, defaults);
        Settings settings = read("{\"approval\":\"never\"}").settings();
        assertThat(settings.approval()).isEqualTo(Approval.NEVER);
        assertThat(settings.spendingCeiling()).isEqualByComparingTo("25");
        assertThat(settings.referenceModel()).isNull();
    }

    @Test
    void namesLineAndColumnOfAMistake() {
        Finding finding = only("{\n  \"promote\": true,\n  \"spendingCeiling\": -1\n}");
        assertThat(finding.line()).isEqualTo(3L);
        assertThat(finding.column()).isEqualTo(3);
        assertThat(finding.field()).isEqualTo("spendingCeiling");
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertThat(read("{\"approval\":\"maybe\",\n\"promote\":\"yes\",\n\"split\":{\"test\":0.9}}")
                        .findings())
                .extracting(Finding::line)
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"roleArn\":\"x\"}|Only the stack defines",
                "{\"kmsKeyId\":\"x\"}|Only the stack defines",
                "{\"outputBucket\":\"x\"}|Only the stack defines",
                "{\"epochs\":3}|is not a setting",
                "{\"baseModel\":\"arn:aws:iam::1:role/x\"}|the ARN or S3 URI of a resource",
                "{\"slices\":[\"s3://elsewhere/x\"]}|the ARN or S3 URI of a resource",
                "{\"customizationType\":\"DISTILLATION\"}|one of",
                "{\"hyperparameters\":{\"epochCount\":1000000000}}|from 1 to 5",
                "{\"hyperparameters\":{\"epochCount\":1.5}}|whole number",
                "{\"hyperparameters\":{\"batchSize\":1}}|does not list this hyperparameter",
                "{\"metrics\":[\"vibes\"]}|must be one of: token_f1_multiset",
                "{\"primaryMetric\":\"vibes\"}|must be one of: token_f1_multiset",
                "{\"gate\":{\"better\":[\"tuned\"]}}|must be one of: base, promoted, reference",
                "{\"gate\":{\"better\":[\"reference\"]},\"referenceModel\":null}|no reference model",
                "{\"judge\":{\"rubric\":\"r\"}}|does not specify a model",
                "{\"split\":{\"shuffle\":true}}|not a setting in split",
                "{\"gate\":{\"best\":[\"base\"]}}|not a setting in gate",
                "{\"judge\":{\"model\":\"amazon.nova-pro-v1:0\",\"temperature\":0}}|not a setting in judge",
                "{\"answerSchema\":{\"type\":\"strin\"}}|against this JSON Schema",
                "{\"baseModel\":\"amazon.nova-micro-v1:0:128k\",\"referenceModel\":\"amazon.nova-micro-v1:0:128k\"}|is the base model",
                "{\"answerSchema\":{\"$ref\":\"https://example.com/x\"}}|other documents are not fetched",
                "{\"metrics\":[\"json_conforms\"]}|requires a schema",
                "{\"versions\":{\"other.jsonl\":\"v\"}}|not a dataset file",
                "{\"spendingCeiling\":1e999}|must be a number",
                "{\"promote\":true,\"promote\":false}|Duplicate",
                "[1]|not a JSON object",
                "{|not valid JSON",
            })
    void refuses(String json, String message) {
        SettingsReader.Result result = read(json);
        assertThat(result.settings()).isNull();
        assertThat(result.findings()).extracting(Finding::message).anyMatch(text -> text.contains(message));
        assertThat(result.findings()).allMatch(finding -> !finding.remedy().isBlank());
    }

    @Test
    void refusesAModelThatTheStackDoesNotAllow() {
        allowed = new Allowed("us-east-1", Set.of(MICRO), false, false, Json.object());
        assertThat(only("{\"baseModel\":\"amazon.nova-lite-v1:0\"}").message()).contains("not one of the models");
        assertThat(read("{}").settings().referenceModel()).isNull();
    }

    @Test
    void refusesAModelThatOnlyACrossRegionProfileReaches() {
        String json = "{\"referenceModel\":\"anthropic.claude-haiku-4-5-20251001-v1:0\"}";
        assertThat(only(json).remedy()).contains("allowCrossRegionInference");
        allowed = new Allowed("us-east-1", Set.of(), false, true, Json.object());
        assertThat(read(json).settings().referenceModel()).isEqualTo("anthropic.claude-haiku-4-5-20251001-v1:0");
    }

    @Test
    void refusesARegionThatCannotFineTuneByNamingThoseThatCan() {
        allowed = new Allowed("eu-west-1", Set.of(), false, false, Json.object());
        assertThat(only("{}").remedy()).contains("us-east-1");
        assertThat(only("{\"baseModel\":\"" + MICRO + "\",\"referenceModel\":null}")
                        .remedy())
                .contains("us-east-1");
    }

    @Test
    void readsNoMoreThanSettingsNeed() {
        String huge = "{\"slices\":[\"" + "a".repeat(70_000) + "\"]}";
        assertThat(only(huge).message()).contains("bytes");
        assertThat(List.of(only("{\"a\":".repeat(40))).get(0).message()).contains("not valid JSON");
    }

    @Test
    void putsItsOwnTagsOverTheStacks() {
        ObjectNode defaults = Json.object();
        defaults.putObject("tags").put("team", "ml").put("cost-center", "42");
        allowed = new Allowed("us-east-1", Set.of(), false, false, defaults);
        assertThat(read("{}").settings().tags()).isEqualTo(Map.of("team", "ml", "cost-center", "42"));
        assertThat(read("{\"tags\":{\"team\":\"search\",\"a/b\":\"\"}}")
                        .settings()
                        .tags())
                .isEqualTo(Map.of("team", "search", "cost-center", "42", "a/b", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws:team | 'ml' | reserved",
                "Ft:stack | 'ml' | reserved",
                "team | 'aws:ml' | reserved",
                "team? | 'ml' | letters",
                "a/b? | 'ml' | letters",
            })
    void refusesATagThatAwsRefusesWithItsLine(String key, String value, String why) {
        Finding finding = only("{\n\"tags\": {\n\"" + key + "\": \"" + value + "\"}}");
        assertThat(finding.line()).isEqualTo(3L);
        assertThat(finding.field()).startsWith("tags.");
        assertThat(finding.message()).contains(why);
        assertThat(finding.remedy()).contains("Correct or remove the tag");
    }

    @Test
    void refusesTagsThatAreNoTexts() {
        assertThat(only("{\"tags\":{\"a\":1}}").message()).contains("string");
        assertThat(only("{\"tags\":[\"a\"]}").message()).contains("object");
    }

    @Test
    void readsTheRecordOfARunThatKnewNoTags() {
        ObjectNode old = (ObjectNode) Json.tree(read("{}").settings());
        old.remove("tags");
        assertThat(Json.read(Json.bytes(old), Settings.class).tags()).isEmpty();
    }
}
