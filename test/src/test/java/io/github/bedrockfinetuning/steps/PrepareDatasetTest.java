package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.bedrock.Offer;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrepareDatasetTest {
    private Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static String records(String subject, int count) {
        return String.join(
                        "\n",
                        IntStream.range(0, count)
                                .mapToObj(i -> """
                                {"system":"Route it.","messages":[{"role":"user","content":"My %s number %d is %s, what now?"},\
                                {"role":"assistant","content":"%s"}]}""".formatted(
                                        subject,
                                        i,
                                        Integer.toString(i * 7919, 36),
                                        List.of("billing", "refund", "other").get(i % 3)))
                                .toList())
                + "\n";
    }

    private ObjectNode drop(String key, String text) {
        return rig.dropped(key, put(key, text));
    }

    private String put(String key, String text) {
        return rig.s3()
                .putObject(
                        r -> r.bucket(Rig.DATASETS).key(key),
                        software.amazon.awssdk.core.sync.RequestBody.fromString(text, StandardCharsets.UTF_8))
                .versionId();
    }

    private JsonNode prepare(ObjectNode state) {
        return rig.call(new PrepareDataset(rig.platform()), state);
    }

    private List<String> staged(String name) {
        return new String(rig.run().store().read(Rig.DATASETS, rig.run().staged(name)), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private JsonNode report() {
        return rig.object(rig.run().report("data.json"));
    }

    private String folder(String settings, String test) {
        put("inbox/demo/train.jsonl", records("parcel", 120));
        put("inbox/demo/test.jsonl", test);
        return prepare(drop("inbox/demo/run.json", settings)).path("status").asText();
    }

    @Test
    void refusesSlicesByAFieldThatNoTestRecordHas() {
        String test = records("letter", 30).replace("{\"system\"", "{\"team\":\"blue\",\"system\"");
        assertThat(folder("{\"slices\":[\"team\",\"colour\"]}", test)).isEqualTo("REJECTED");
        assertThat(report().at("/findings/0").toString())
                .contains("\\\"colour\\\"", "Choose from: team", "absent-slice");
        assertThat(report().at("/findings/1/severity").asText()).isEqualTo("info");
    }

    @Test
    void refusesATestSetThatThePrimaryMetricCannotUse() {
        assertThat(folder("{\"primaryMetric\":\"json_exact\"}", records("letter", 30)))
                .isEqualTo("REJECTED");
        JsonNode finding = report().at("/findings/0");
        assertThat(finding.path("rule").asText()).isEqualTo("unusable-reference");
        assertThat(finding.path("file").asText()).isEqualTo("test.jsonl");
        assertThat(finding.path("line").asInt()).isOne();
        assertThat(finding.path("message").asText()).contains("30 of 30", "not JSON");
    }

    @Test
    void keepsIdsApartThatLookLikeTheOnesItGives() {
        String[] lines = records("letter", 3).split("\n");
        String test = lines[0].replaceFirst("\\{", "{\"id\":\"x#3\",") + "\n"
                + lines[1].replaceFirst("\\{", "{\"id\":\"x\",") + "\n"
                + lines[2].replaceFirst("\\{", "{\"id\":\"x\",") + "\n";
        put("inbox/demo/general.jsonl", records("weather", 3).replaceFirst("\\{", "{\"id\":\"x\","));
        assertThat(folder(
                        "{}",
                        test.replace("\"x#3\"", "\"general/x\"")
                                + test.lines().findFirst().orElseThrow()))
                .isEqualTo("READY");
        assertThat(staged("test.jsonl").stream()
                        .map(line -> Json.read(line).path("id").asText()))
                .doesNotHaveDuplicates()
                .hasSize(7);
        rig.close();
        rig = new Rig();
        assertThat(folder("{}", test)).isEqualTo("READY");
        assertThat(staged("test.jsonl").stream()
                        .map(line -> Json.read(line).path("id").asText()))
                .doesNotHaveDuplicates()
                .contains("x#3", "x", "x#3#3");
    }

    @Test
    void stagesTheDropInTheBaseModelsFormAndRemembersWhatItWasMadeFrom() {
        ObjectNode state = drop("inbox/demo.jsonl", records("parcel", 200));
        JsonNode ready = prepare(state);
        assertThat(ready.path("status").asText()).isEqualTo("READY");
        assertThat(ready.path("concurrency").asInt()).isPositive();
        assertThat(ready.path("judge").isBoolean()).isTrue();
        RunRecord record = rig.run().record();
        assertThat(record.dataset()).isEqualTo("demo");
        assertThat(record.inputs()).hasSize(1);
        assertThat(record.inputs().get(0).versionId())
                .isEqualTo(
                        rig.object(rig.run().key("drop.json")).path("versionId").asText());
        assertThat(record.inputs().get(0).sha256()).matches("[0-9a-f]{64}");
        assertThat(record.settings().metrics()).startsWith("accuracy");
        assertThat(record.estimate().at("/total/high").isNumber()).isTrue();
        assertThat(staged("train.jsonl"))
                .hasSize((int) record.count("train"))
                .allMatch(line -> line.contains("schemaVersion"));
        assertThat(staged("test.jsonl")).hasSize((int) record.count("test"));
        int batched = staged("batches.jsonl").stream()
                .mapToInt(line -> Json.read(line).path("count").asInt())
                .sum();
        assertThat(batched).isEqualTo((int) record.count("test"));
        assertThat(staged("baselines.jsonl"))
                .hasSize(2 * staged("batches.jsonl").size())
                .anyMatch(line -> line.contains("\"system\":\"base\""))
                .anyMatch(line -> line.contains("\"system\":\"reference\""));
        assertThat(report().path("outcome").asText()).isEqualTo("READY");
    }

    @Test
    void tellsWhereElseTheAccountsPromptsAndAnswersGo() {
        rig.aws.bedrock().loggingConfiguration((ObjectNode) Json.read("""
                {"textDataDeliveryEnabled": true, "s3Config": {"bucketName": "prompts"},
                 "cloudWatchConfig": {"logGroupName": "calls", "roleArn": "arn:aws:iam::111122223333:role/logs"}}"""));
        rig.aws.bedrock().dataRetention("provider_data_share");
        JsonNode state = prepare(drop("inbox/demo.jsonl", records("parcel", 200)));
        assertThat(report().path("notes").toString())
                .contains("every prompt and answer to s3://prompts and log group calls")
                .contains("is provider_data_share: if a model requires it");
        rig.tell(state, 0);
        assertThat(rig.object(rig.run().key("status.json")).path("notes")).hasSize(2);
        assertThat(rig.aws.sns().messages().get(0).text()).contains("Notes:", "s3://prompts", "mode none");
    }

    @Test
    void tellsNothingWherePromptsAndAnswersAreNeitherLoggedNorKept() {
        rig.aws.bedrock().loggingConfiguration((ObjectNode)
                Json.read("{\"textDataDeliveryEnabled\": false, \"s3Config\": {\"bucketName\": \"pictures\"}}"));
        rig.aws.bedrock().dataRetention("none");
        prepare(drop("inbox/demo.jsonl", records("parcel", 200)));
        assertThat(rig.run().record().notes()).isEmpty();
    }

    @Test
    void preparesARunThoughItMayNotSeeWhatTheAccountDoesWithPrompts() {
        rig.aws.faults().add("step", "GetAccountDataRetention", Fault.ACCESS_DENIED, 1);
        JsonNode state = prepare(drop("inbox/demo.jsonl", records("parcel", 200)));
        assertThat(state.path("status").asText()).isEqualTo("READY");
        assertThat(rig.run().record().notes()).anyMatch(note -> note.contains("could not be checked"));
    }

    @Test
    void givesTheSameOutcomeWhenItIsRepeated() {
        ObjectNode state = drop("inbox/demo.jsonl", records("parcel", 200));
        rig.aws
                .faults()
                .add(
                        call -> call.operation().equals("PutObject")
                                && call.resource().endsWith("batches.jsonl"),
                        Fault.LOST_ANSWER,
                        1);
        assertThatThrownBy(() -> prepare(state.deepCopy())).isInstanceOf(TransientFailure.class);
        JsonNode second = prepare(state.deepCopy());
        int calls = rig.aws.calls().all().size();
        assertThat(prepare(state.deepCopy())).isEqualTo(second);
        assertThat(rig.aws.calls().all().size() - calls).isEqualTo(1);
    }

    @Test
    void rejectsBadDataBeforeAnythingIsCreated() {
        JsonNode rejected = prepare(drop("inbox/demo.jsonl", "{\"messages\":[]}\nnot json\n" + records("parcel", 40)));
        assertThat(rejected.path("status").asText()).isEqualTo("REJECTED");
        assertThat(report().path("findings").findValuesAsText("line")).contains("1", "2");
        assertThat(rig.aws.calls().of("bedrock"))
                .extracting(CallRecord::operation)
                .doesNotContain("CreateModelCustomizationJob");
        rig.tell(rejected, 0);
        JsonNode status = rig.object(rig.run().key("status.json"));
        assertThat(status.path("status").asText()).isEqualTo("REJECTED");
        assertThat(status.path("reason").asText()).contains("errors", "line 1");
        assertThat(rig.aws.sns().messages().get(0).text()).contains("line 1").doesNotContain("not json");
    }

    @Test
    void rejectsBadSettingsWithTheirLine() {
        put("inbox/demo/train.jsonl", records("parcel", 200));
        JsonNode rejected = prepare(drop("inbox/demo/run.json", "{\n\"roleArn\": \"x\"\n}"));
        assertThat(rejected.path("status").asText()).isEqualTo("REJECTED");
        assertThat(report().at("/findings/0/line").asInt()).isEqualTo(2);
        assertThat(report().at("/findings/0/file").asText()).isEqualTo("run.json");
    }

    @Test
    void readsAFolderWithItsOwnTestSetWhole() {
        put("inbox/demo/train.jsonl", records("parcel", 200));
        put("inbox/demo/test.jsonl", records("letter", 50));
        prepare(drop("inbox/demo/run.json", "{\"referenceModel\":null}"));
        assertThat(rig.run().record().count("test")).isEqualTo(50);
        assertThat(rig.run().record().inputs())
                .extracting(RunRecord.Input::file)
                .containsExactly("train.jsonl", "test.jsonl");
        assertThat(staged("baselines.jsonl")).noneMatch(line -> line.contains("reference"));
    }

    @Test
    void refusesAFolderWithoutTrainingData() {
        assertThat(prepare(drop("inbox/demo/run.json", "{}")).path("status").asText())
                .isEqualTo("REJECTED");
        assertThat(report().at("/findings/0/rule").asText()).isEqualTo("folder-without-training");
    }

    /** In a copy of a folder, a small run.json can arrive before a large train.jsonl. */
    @Test
    void notesEachFileThatIsMuchOlderThanRunJson() {
        put("inbox/demo/train.jsonl", records("parcel", 200));
        rig.clock.sleep(Duration.ofHours(3));
        put("inbox/demo/test.jsonl", records("letter", 50));
        rig.clock.sleep(Duration.ofMinutes(9));
        prepare(drop("inbox/demo/run.json", "{\"referenceModel\":null}"));
        assertThat(rig.run().record().notes())
                .filteredOn(note -> note.contains("before run.json"))
                .singleElement()
                .asString()
                .startsWith("This run uses the train.jsonl that was uploaded at ")
                .contains("upload run.json again");
    }

    @Test
    void refusesAFileThatIsNewerThanRunJsonUnlessItIsPinned() {
        ObjectNode state = drop("inbox/demo/run.json", "{}");
        rig.clock.sleep(Duration.ofSeconds(5));
        String train = put("inbox/demo/train.jsonl", records("parcel", 200));
        assertThat(prepare(state).path("status").asText()).isEqualTo("REJECTED");
        assertThat(report().at("/findings/0/rule").asText()).isEqualTo("newer-than-run-json");
        String pins = "{\"versions\":{\"train.jsonl\":\"" + train + "\"}}";
        put("inbox/demo/train.jsonl", "replaced meanwhile");
        assertThat(prepare(drop("inbox/demo/run.json", pins)).path("status").asText())
                .isEqualTo("READY");
    }

    @Test
    void failsForGoodWhenTheDroppedVersionIsGone() {
        String version = put("inbox/demo.jsonl", records("parcel", 200));
        ObjectNode state = rig.dropped("inbox/demo.jsonl", version);
        rig.s3()
                .deleteObject(
                        r -> r.bucket(Rig.DATASETS).key("inbox/demo.jsonl").versionId(version));
        assertThatThrownBy(() -> prepare(state))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("Nothing was started")
                .hasMessageNotContaining("demo.jsonl");
    }

    @Test
    void readsThePinnedVersionThoughTheFileWasOverwritten() {
        ObjectNode state = drop("inbox/demo.jsonl", records("parcel", 200));
        put("inbox/demo.jsonl", "garbage");
        assertThat(prepare(state).path("status").asText()).isEqualTo("READY");
    }

    @Test
    void asksWhenThePriceIsAboveTheCeilingAndRefusesWhenNobodyMayBeAsked() {
        rig.environment.put("FT_DEFAULTS", "{\"spendingCeiling\":0.0001}");
        assertThat(prepare(drop("inbox/demo.jsonl", records("parcel", 200)))
                        .path("status")
                        .asText())
                .isEqualTo("NEEDS_APPROVAL");
        try (Rig strict = new Rig()) {
            strict.environment.put("FT_DEFAULTS", "{\"spendingCeiling\":0.0001,\"approval\":\"never\"}");
            strict.run()
                    .store()
                    .put(
                            Rig.DATASETS,
                            "inbox/demo.jsonl",
                            records("parcel", 200).getBytes(StandardCharsets.UTF_8),
                            "x");
            String version = strict.run()
                    .store()
                    .newest(Rig.DATASETS, "inbox/demo.jsonl")
                    .orElseThrow()
                    .versionId();
            JsonNode refused =
                    strict.call(new PrepareDataset(strict.platform()), strict.dropped("inbox/demo.jsonl", version));
            assertThat(refused.path("status").asText()).isEqualTo("REJECTED");
            assertThat(strict.object(strict.run().report("data.json"))
                            .at("/findings/0/rule")
                            .asText())
                    .isEqualTo("above-ceiling");
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 50, REJECTED, unknown-prices", "true, 50, READY, ''", "true, 0.0001, REJECTED, above-ceiling"})
    void runsUnattendedWithoutSomePricesOnlyIfToldTo(boolean accepted, String ceiling, String status, String rule) {
        put("inbox/demo/train.jsonl", records("parcel", 200));

        JsonNode prepared = prepare(drop(
                "inbox/demo/run.json",
                "{\"baseModel\":\"amazon.nova-lite-v1:0\",\"approval\":\"never\",\"spendingCeiling\":" + ceiling
                        + ",\"acceptUnknownPrices\":" + accepted + "}"));

        assertThat(prepared.path("status").asText()).isEqualTo(status);
        if (status.equals("READY")) {
            assertThat(rig.object("runs/" + rig.run().id().value() + "/run.json")
                            .path("notes")
                            .toString())
                    .contains("Accepted although the price is not known", "training");
        } else {
            assertThat(report().at("/findings/0/rule").asText()).isEqualTo(rule);
        }
        if (rule.equals("unknown-prices")) {
            assertThat(report().at("/findings/0/message").asText())
                    .contains("The prices of these parts are not known: training");
            assertThat(report().at("/findings/0/remedy").asText()).contains("acceptUnknownPrices", "above-ceiling");
        }
    }

    @Test
    void refusesAModelPastItsEndOfLifeAndNamesItsSuccessor() {
        rig.close();
        rig = Rig.in("us-west-2");
        put("inbox/demo/train.jsonl", records("parcel", 200));
        prepare(drop("inbox/demo/run.json", "{\"baseModel\":\"anthropic.claude-3-haiku-20240307-v1:0\"}"));
        assertThat(report().at("/findings/0/rule").asText()).isEqualTo("run-settings");
        assertThat(report().at("/findings/0/remedy").asText()).contains("amazon.nova-micro", "allowEndOfLifeModels");
    }

    @Test
    void refusesToTrainWhatTheAccountHasNoModelUnitToServe() {
        rig.close();
        rig = Rig.in("us-west-2");
        rig.environment.put("FT_ALLOW_END_OF_LIFE", "true");
        rig.aws.bedrock().offer("meta.llama3-1-8b-instruct-v1:0", Offer::active);
        rig.aws.quotas().set("bedrock", "L-BE77399C", "Model units", 0);
        put("inbox/demo/train.jsonl", records("parcel", 200));
        prepare(drop("inbox/demo/run.json", "{\"baseModel\":\"meta.llama3-1-8b-instruct-v1:0\"}"));
        assertThat(report().at("/findings/0/rule").asText()).isEqualTo("quota-model-units");
        assertThat(report().at("/findings/0/remedy").asText()).contains("L-BE77399C");
    }
}
