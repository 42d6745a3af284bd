package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.api.Conformance;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.steps.Rig;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * Tests ten common mistakes of similar systems. Each check passes for this stack and fails if the mistake is added.
 */
class PeerTrapsTest {
    private static final JsonNode TEMPLATE = Stacks.assembly().template();

    private static RecordedRun recorded;

    @TempDir
    private Path folder;

    @BeforeAll
    static void rehearse(@TempDir Path folder) throws Exception {
        recorded = RecordedRun.of(TEMPLATE, folder);
    }

    private interface Check<T> {
        void of(T what) throws Exception;
    }

    /** Checks that a check distinguishes the correct template from the one with the mistake. */
    private static <T> void tells(Check<T> check, T ours, T trapped) {
        assertThatCode(() -> check.of(ours)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check.of(trapped)).as("the trap").isInstanceOf(Throwable.class);
    }

    @Test
    void trap1_aFailureThatNobodyCatchesOrThatCountsAsNone() {
        tells(
                TrapChecks::everyFailureIsTriedAgainCaughtAndCounted,
                TEMPLATE,
                Mutated.definition(
                        TEMPLATE,
                        machine -> Mutated.state(machine, "AnswerTuned").remove("Catch")));
        tells(
                TrapChecks::everyFailureIsTriedAgainCaughtAndCounted,
                TEMPLATE,
                Mutated.definition(
                        TEMPLATE,
                        machine -> Mutated.state(machine, "StartServing").remove("Retry")));
        tells(
                TrapChecks::everyFailureIsTriedAgainCaughtAndCounted,
                TEMPLATE,
                Mutated.definition(
                        TEMPLATE,
                        machine -> Mutated.state(machine, "AnswerTuned").put("ToleratedFailurePercentage", 100)));
    }

    @Test
    void trap2_aModelIdCutAtItsColonAndTheRequestOfOneVendor() {
        String id = "amazon.nova-micro-v1:0";
        try (Rig rig = new Rig()) {
            tells(
                    model -> rig.platform()
                            .aws()
                            .bedrockRuntime()
                            .converse(r -> r.modelId(model)
                                    .messages(Message.builder()
                                            .role(ConversationRole.USER)
                                            .content(ContentBlock.fromText("Hello"))
                                            .build())),
                    id,
                    id.split(":")[0]);
        }
        tells(
                (List<String> operations) -> assertThat(operations).doesNotContain("InvokeModel"),
                recorded.calls().stream().map(CallRecord::operation).toList(),
                List.of("InvokeModel"));
    }

    @Test
    void trap3_anErrorThatNothingOnThePathSetsAndATimeOutThatNoCatchSees() {
        tells(
                (ObjectNode template) -> {
                    try (DeployedStack stack = RecordedRun.run(template, folder, "CheckTraining:fails")) {
                        assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("FAILED");
                        assertThat(Stacks.status(stack).path("reason").asText()).contains("made this job fail");
                    }
                },
                TEMPLATE.deepCopy(),
                Mutated.definition(
                        TEMPLATE,
                        machine -> ((ObjectNode)
                                        Mutated.state(machine, "TrainAndAnswer").at("/Catch/0"))
                                .putNull("ResultPath")));
        ObjectNode impatient = Mutated.definition(TEMPLATE, machine -> machine.put("TimeoutSeconds", 600));
        tells(
                (ObjectNode template) -> {
                    try (DeployedStack stack = RecordedRun.run(template, folder)) {
                        assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("TIMED_OUT");
                        assertThat(stack.calls())
                                .extracting(CallRecord::operation)
                                .contains("StopModelCustomizationJob");
                    }
                },
                impatient,
                Mutated.template(
                        impatient,
                        template -> Mutated.part(template, "AWS::Events::Rule", "Ended", "/EventPattern/detail")
                                .putArray("status")
                                .add("ABORTED")
                                .add("FAILED")));
    }

    @Test
    void trap4_resultsThatStartRunsAndNamesThatCollide() {
        tells(
                TrapChecks::onlyDropsStartRuns,
                TEMPLATE,
                Mutated.template(
                        TEMPLATE,
                        template -> Mutated.part(template, "AWS::Events::Rule", "Dropped", "/EventPattern/detail")
                                .remove("object")));
        tells(
                (BinaryOperator<String> name) ->
                        assertThat(name.apply("inbox/a.jsonl", "v1")).isNotEqualTo(name.apply("inbox/a.jsonl", "v2")),
                (key, version) -> RunId.of("bucket", key, version, "{}").value(),
                (key, version) -> RunId.of("bucket", key, "", "{}").value());
        tells(
                TrapChecks::nothingHasAFixedName,
                TEMPLATE,
                Mutated.template(
                        TEMPLATE,
                        template -> Mutated.properties(template, "AWS::Lambda::Function", "Sweep")
                                .put("FunctionName", "sweep")));
    }

    @Test
    void trap5_aMemberThatTheServiceDoesNotHave() {
        tells(
                PeerTrapsTest::conforms,
                recorded.jobRequest(),
                Mutated.template(
                        recorded.jobRequest(),
                        request -> request.putObject("vpcConfig")
                                .put("securityGroupIds", "sg")
                                .putArray("subnets")
                                .add("subnet-1")));
    }

    @Test
    void trap6_theKeyInTheWrongPlace() {
        tells(
                (ObjectNode request) -> {
                    assertThat(request.path("customModelKmsKeyId").asText()).startsWith("arn:aws:kms:");
                    conforms(request);
                },
                recorded.jobRequest(),
                Mutated.template(
                        recorded.jobRequest(),
                        request -> ((ObjectNode) request.path("outputDataConfig"))
                                .set("kmsKeyId", request.remove("customModelKmsKeyId"))));
    }

    @Test
    void trap7_decryptingOnWhatIsNoKey() {
        tells(
                TrapChecks::keysAreUsedOnKeys,
                TEMPLATE,
                Mutated.template(
                        TEMPLATE,
                        template -> TrapChecks.statement(template, "CustomizationPolicy", "DataKey")
                                .set(
                                        "Resource",
                                        TrapChecks.statement(template, "CustomizationPolicy", "Training")
                                                .path("Resource"))));
    }

    @Test
    void trap8_answersPairedByTheirPlaceInAList() {
        List<TestRecord> references = new ArrayList<>();
        Map<String, Answer> base = new LinkedHashMap<>();
        Map<String, Answer> tuned = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            String id = "r" + i;
            references.add(new TestRecord(id, List.of("right " + i), Map.of(), null));
            base.put(id, answer(id, i % 2 == 0 ? "right " + i : "wrong"));
            if (i != 0) {
                tuned.put(id, answer(id, "right " + i));
            }
        }
        Map<String, Answer> byPlace = new LinkedHashMap<>();
        int place = 0;
        for (Answer answer : tuned.values()) {
            byPlace.put("r" + place, answer("r" + place++, answer.text()));
        }
        tells(
                (Map<String, Answer> answers) -> {
                    Comparison comparison = Comparison.of(
                            references,
                            List.of(
                                    new SystemAnswers("tuned", "Tuned", answers),
                                    new SystemAnswers("base", "Base", base)),
                            new ComparisonOptions("accuracy", List.of("accuracy"), List.of(), 1, 200));
                    assertThat(comparison.primary("tuned", "base").n()).isEqualTo(40);
                    assertThat(comparison.primary("tuned", "base").difference()).isEqualTo(19 / 40.0);
                },
                tuned,
                byPlace);
    }

    @Test
    void trap9_lessonsOfACommunityProject() {
        tells(
                (String fault) -> {
                    try (DeployedStack stack = fault.isEmpty() ? Stacks.deploy() : Stacks.deploy(fault)) {
                        stack.upload("inbox/bad.jsonl", "id,question,answer\n".getBytes(StandardCharsets.UTF_8));
                        stack.settle();
                        assertThat(stack.log().stream().filter(line -> line.contains("\"step\":\"PrepareDataset\"")))
                                .as("a bad file is looked at once")
                                .hasSize(1);
                    }
                },
                "",
                "PrepareDataset:crash*2");
        tells(TrapChecks::everyRuleMatchesWhatItsServiceSends, TEMPLATE, Mutated.template(TEMPLATE, template -> {
            ObjectNode pattern = Mutated.part(template, "AWS::Events::Rule", "Ended", "/EventPattern");
            pattern.putArray("source").add("aws.bedrock");
            pattern.putArray("detail-type").add("Model Customization Job State Change");
            pattern.putObject("detail").putArray("status").add("Failed");
        }));
        tells(
                TrapChecks::everyTargetMayBeReached,
                TEMPLATE,
                Mutated.template(
                        TEMPLATE,
                        template -> Mutated.properties(template, "AWS::Lambda::Permission", "MayCleanUp")
                                .remove("SourceArn")));
        LocalDate today = Catalogue.load().asOf();
        tells(
                (Model model) -> assertThat(model.lifecycle().endedBy(today))
                        .as(model.id())
                        .isFalse(),
                recorded.model(),
                Catalogue.load().model("anthropic.claude-3-haiku-20240307-v1:0"));
        tells(
                (String line) ->
                        assertThat(line).contains(recorded.model().format().id()),
                recorded.stagedLine(),
                "{\"prompt\":\"Which colour is snow?\",\"completion\":\"white\"}");
    }

    @Test
    void trap10_aJobInAVpcThatIsNotSetUpForIt() {
        tells(
                (ObjectNode request) -> assertThat(request.has("vpcConfig"))
                        .as("in a VPC only with subnets of the stack's own")
                        .isEqualTo(TEMPLATE.toString().contains("AWS::EC2::Subnet")),
                recorded.jobRequest(),
                Mutated.template(
                        recorded.jobRequest(),
                        request -> request.putObject("vpcConfig")
                                .putArray("subnetIds")
                                .add("subnet-0123456789abcdef0")));
    }

    private static void conforms(ObjectNode request) {
        assertThat(Conformance.faults("bedrock", "CreateModelCustomizationJob", request))
                .isEmpty();
    }

    private static Answer answer(String id, String text) {
        return new Answer(id, text, null, null, null, null);
    }
}
