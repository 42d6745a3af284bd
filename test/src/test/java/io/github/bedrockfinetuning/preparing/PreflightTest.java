package io.github.bedrockfinetuning.preparing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.bedrock.Offer;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.steps.PrepareDataset;
import io.github.bedrockfinetuning.steps.Rig;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which problems reject a run and which are only noted, before resources are created. */
class PreflightTest {
    private static final String BASE = "amazon.nova-micro-v1:0:128k";
    private static final String REFERENCE = "amazon.nova-pro-v1:0:300k";
    private static final String JUDGE = "amazon.nova-lite-v1:0:300k";
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 21);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    static Stream<Arguments> facts() {
        UnaryOperator<Offer> legacy = offer -> offer.legacySince(YESTERDAY);
        UnaryOperator<Offer> dated = offer -> offer.active().endingOn(YESTERDAY);
        UnaryOperator<Offer> noAgreement = offer -> offer.with(offer.access().withAgreement("NOT_AVAILABLE"));
        UnaryOperator<Offer> pending = offer -> offer.with(offer.access().withAgreement("PENDING"));
        UnaryOperator<Offer> notEntitled = offer -> offer.with(offer.access().withEntitlement("NOT_AVAILABLE"));
        UnaryOperator<Offer> notHere = offer -> offer.with(offer.access().withRegion("NOT_AVAILABLE"));
        UnaryOperator<Offer> profile = Offer::onlyThroughProfile;
        UnaryOperator<Offer> notTunable = Offer::notTunable;
        return Stream.of(
                Arguments.of(BASE, "baseModel", legacy, "model-lifecycle", "allowEndOfLifeModels"),
                Arguments.of(BASE, "baseModel", dated, "model-lifecycle", "allowEndOfLifeModels"),
                Arguments.of(BASE, "baseModel", notTunable, "model-customization", "Choose another model"),
                Arguments.of(BASE, "baseModel", profile, "model-inference", "can be invoked in the Region"),
                Arguments.of(BASE, "baseModel", noAgreement, "model-agreement", "create-foundation-model-agreement"),
                Arguments.of(BASE, "baseModel", pending, "model-agreement", "15 minutes"),
                Arguments.of(BASE, "baseModel", notEntitled, "model-entitlement", "Request access"),
                Arguments.of(BASE, "baseModel", notHere, "model-region", "a different Region"),
                Arguments.of(REFERENCE, "referenceModel", dated, "model-lifecycle", "allowEndOfLifeModels"),
                Arguments.of(REFERENCE, "referenceModel", profile, "model-inference", "can be invoked in the Region"),
                Arguments.of(REFERENCE, "referenceModel", noAgreement, "model-agreement", "agreement"),
                Arguments.of(JUDGE, "judge.model", notEntitled, "model-entitlement", "Request access"),
                Arguments.of(JUDGE, "judge.model", profile, "model-inference", "can be invoked in the Region"));
    }

    @ParameterizedTest(name = "{1}: {3}")
    @MethodSource("facts")
    void rejectsARunForWhatBedrockSaysOfAModelAndCreatesNothing(
            String model, String setting, UnaryOperator<Offer> change, String rule, String remedy) {
        rig.aws.bedrock().offer(model, change);

        assertThat(prepare("{\"judge\": {\"model\": \"" + JUDGE + "\"}}")).isEqualTo("REJECTED");

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo(rule);
            assertThat(finding.path("field").asText()).isEqualTo(setting);
            assertThat(finding.path("message").asText())
                    .contains(Catalogue.load().model(model).name());
            assertThat(finding.path("remedy").asText()).contains(remedy);
        });
        assertThatNothingWasCreatedOrAsked();
    }

    @ParameterizedTest
    @CsvSource({
        "L-0406044C,quota-scheduled-jobs,scheduledJobs",
        "L-CB5B847D,quota-custom-models,customModels",
        "L-1EF80F3E,quota-deployments,deployments",
        "L-430C95DD,quota-deployments-in-progress,deploymentsInProgress",
        "L-EC6A6ABC,quota-records-per-job,recordsPerJob",
        ",quota-requests-per-minute,onDemandRequests",
        "L-CFA4FA0D,quota-tokens-per-minute,onDemandTokens",
        ",quota-tokens-per-day,tokensPerDay"
    })
    void rejectsARunForWantOfAQuotaAndNamesItsCode(String code, String rule, String quota) {
        String known =
                code == null ? Quotas.code(Catalogue.load().model(BASE).quotas().get(quota)) : code;
        rig.aws.quotas().set(known, 0);

        assertThat(prepare("{}")).isEqualTo("REJECTED");

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo(rule);
            assertThat(finding.path("message").asText()).contains("is 0.", known);
            assertThat(finding.path("remedy").asText()).contains("Request a quota increase for " + known, "us-east-1");
        });
        assertThatNothingWasCreatedOrAsked();
    }

    @Test
    void rejectsARunWhoseRecordsAreMoreThanTheAccountsQuotaOfTheModel() {
        rig.aws.quotas().set("L-EC6A6ABC", 100);

        assertThat(prepare("{}")).isEqualTo("REJECTED");

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.path("message").asText())
                        .contains("is 100, and the dataset has ", "training and validation records"));
        assertThatNothingWasCreatedOrAsked();
    }

    @Test
    void refusesARunForWhichThereIsNoRoomAmongTheCustomModels() {
        RunRecord record = rig.prepared(10, "{}");
        rig.served();
        rig.aws.quotas().set(Quotas.CUSTOM_MODELS, 1);

        assertThat(new Preflight(rig.run()).look(record.settings(), 100).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("quota-custom-models");
                    assertThat(finding.message()).contains("is 1; 1 is in use");
                });
    }

    @Test
    void onlyNotesThatTheDeploymentsAreAllInUseSinceOthersMayEndMeanwhile() {
        RunRecord record = rig.prepared(10, "{}");
        rig.served();
        rig.aws.quotas().set(Quotas.DEPLOYMENTS, 1);

        Preflight.Result outcome = new Preflight(rig.run()).look(record.settings(), 100);

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.notes()).anyMatch(note -> note.contains("L-1EF80F3E") && note.contains("1 is in use"));
    }

    @ParameterizedTest
    @CsvSource({
        "GetFoundationModel,The availability of Nova Micro",
        "GetFoundationModelAvailability,The account's access to Nova Micro",
        "ListServiceQuotas,Scheduled customization jobs",
        "ListCustomModels,The usage of the quota"
    })
    void notesWhatItMayNotLookUpInsteadOfPassingIt(String operation, String words) {
        rig.aws.faults().add("step", operation, Fault.ACCESS_DENIED, Long.MAX_VALUE);

        assertThat(prepare("{}")).isEqualTo("READY");

        assertThat(notes())
                .anyMatch(note ->
                        note.contains(words) && note.contains("could not be checked") && note.contains(operation));
    }

    @Test
    void refusesAModelInLegacyByTheCatalogueWhereBedrockCannotBeAsked() {
        try (Rig west = Rig.in("us-west-2")) {
            west.aws.faults().add("step", "GetFoundationModel", Fault.ACCESS_DENIED, Long.MAX_VALUE);
            west.environment.put("FT_ALLOW_END_OF_LIFE", "true");
            RunRecord record = west.prepared(10, "{\"baseModel\": \"anthropic.claude-3-haiku-20240307-v1:0:200k\"}");
            assertThat(new Preflight(west.run()).look(record.settings(), 100).notes())
                    .anyMatch(note ->
                            note.contains("According to the catalogue, Claude 3 Haiku reached its end of life"));
            west.environment.remove("FT_ALLOW_END_OF_LIFE");
            assertThat(new Preflight(west.run()).look(record.settings(), 100).findings())
                    .anyMatch(finding -> finding.rule().equals("model-lifecycle"));
        }
    }

    @Test
    void refusesAModelThatTheAccountIsNotAuthorizedToUseButOnlyNotesItOfAmazonsOwn() {
        UnaryOperator<Offer> notAuthorized = offer -> offer.with(offer.access().withAuthorization("NOT_AUTHORIZED"));
        rig.aws.bedrock().offer(BASE, notAuthorized);
        assertThat(prepare("{}")).isEqualTo("READY");
        assertThat(notes())
                .anyMatch(note -> note.contains("not authorized to use Nova Micro") && note.contains("AWS Support"));

        String claude = "anthropic.claude-3-haiku-20240307-v1:0:200k";
        try (Rig west = Rig.in("us-west-2")) {
            west.environment.put("FT_ALLOW_END_OF_LIFE", "true");
            west.aws.bedrock().offer(claude, notAuthorized);
            RunRecord record = west.prepared(10, "{\"baseModel\": \"" + claude + "\"}");
            assertThat(new Preflight(west.run()).look(record.settings(), 100).findings())
                    .filteredOn(finding -> finding.rule().equals("model-authorization"))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.remedy()).contains("use case form", "AWS Support"));
        }
    }

    @Test
    void saysWhatItDidNotLookUpInANetworkThatServiceQuotasIsNotReachedFrom() {
        rig.environment.put("FT_WITHOUT_SERVICE_QUOTAS", "true");

        assertThat(prepare("{}")).isEqualTo("READY");

        assertThat(notes()).anyMatch(note -> note.contains("has no VPC endpoint") && note.contains("L-CB5B847D"));
        assertThat(rig.aws.calls().of("servicequotas")).isEmpty();
    }

    @Test
    void asksAboutAModelOnceThoughItsRunIsLarge() {
        assertThat(prepare("{}")).isEqualTo("READY");
        assertThat(rig.aws.calls().of("servicequotas"))
                .extracting(CallRecord::operation)
                .containsExactly("ListServiceQuotas");
        assertThat(notes()).noneMatch(note -> note.contains("could not") || note.contains("does not list a value"));
    }

    private String prepare(String settings) {
        String records = String.join(
                "\n",
                IntStream.range(0, 200)
                        .mapToObj(i -> """
                        {"messages":[{"role":"user","content":"Parcel %s is late, what now?"},\
                        {"role":"assistant","content":"%s"}]}""".formatted(
                                        Integer.toString(i * 7919, 36),
                                        List.of("billing", "refund").get(i % 2)))
                        .toList());
        put("inbox/demo/train.jsonl", records);
        ObjectNode state = rig.dropped("inbox/demo/run.json", put("inbox/demo/run.json", settings));
        return rig.call(new PrepareDataset(rig.platform()), state)
                .path("status")
                .asText();
    }

    private String put(String key, String text) {
        rig.run().store().put(Rig.DATASETS, key, text.getBytes(StandardCharsets.UTF_8), "text/plain");
        return rig.run().store().newest(Rig.DATASETS, key).orElseThrow().versionId();
    }

    private List<JsonNode> findings() {
        List<JsonNode> findings = new java.util.ArrayList<>();
        rig.object(rig.run().report("data.json")).path("findings").forEach(findings::add);
        return findings.stream()
                .filter(finding -> finding.path("severity").asText().equals("error"))
                .toList();
    }

    private List<String> notes() {
        return rig.run().record().notes();
    }

    private void assertThatNothingWasCreatedOrAsked() {
        assertThat(rig.aws.calls().all())
                .extracting(CallRecord::operation)
                .noneMatch(operation -> operation.startsWith("Create") || operation.equals("Converse"));
        assertThat(rig.aws.meter().billed()).isEmpty();
    }
}
