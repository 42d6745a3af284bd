package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;

class FineTuningStateMachineTest {
    private static final Synthesized STACK = Synthesized.workflow(null);
    private static final JsonNode MACHINE = STACK.one("AWS::StepFunctions::StateMachine", "Machine");
    private static final JsonNode DEFINITION = definition(MACHINE);
    private static final Map<String, JsonNode> STATES = states(DEFINITION);

    @Test
    void isStandardTracedAndEncryptedUnderTheDataKey() {
        JsonNode properties = MACHINE.path("Properties");
        assertThat(properties.path("StateMachineType").asText()).isEqualTo("STANDARD");
        assertThat(properties.at("/TracingConfiguration/Enabled").asBoolean()).isTrue();
        assertThat(properties.at("/EncryptionConfiguration/Type").asText()).isEqualTo("CUSTOMER_MANAGED_KMS_KEY");
        assertThat(properties.at("/EncryptionConfiguration/KmsKeyId").toString())
                .contains("DataKey");
        assertThat(properties.has("StateMachineName")).isFalse();
    }

    @Test
    void logsEveryEventWithoutWhatTheStateHolds() {
        JsonNode logging = MACHINE.at("/Properties/LoggingConfiguration");
        assertThat(logging.path("Level").asText()).isEqualTo("ALL");
        assertThat(logging.path("IncludeExecutionData").asBoolean(true)).isFalse();
    }

    @Test
    void mayUseTheKeyForItsStateUnderTheNameThatCloudFormationGivesIt() {
        JsonNode condition = STACK.statement("MachinePolicy", "State")
                .at("/Condition/StringLike/kms:EncryptionContext:aws:states:stateMachineArn");
        String pattern = Synthesized.resolved(condition);
        String made =
                "arn:aws:states:us-east-1:111122223333:stateMachine:FineTuningMachineStateMachine091E6453-Xy12Zab";
        assertThat(made).matches(like(pattern));
        assertThat(made.replace("111122223333", "444455556666")).doesNotMatch(like(pattern));
    }

    @Test
    void endsAfterTwoWeeksAtTheLatest() {
        assertThat(DEFINITION.path("TimeoutSeconds").asLong())
                .isEqualTo(Duration.days(14).toSeconds().longValue());
    }

    @Test
    void boundsEveryTaskAndTriesItAgainByItsKindOfFailure() {
        Map<String, JsonNode> tasks = ofType("Task");
        assertThat(tasks).hasSizeGreaterThan(14).allSatisfy((name, task) -> {
            assertThat(task.path("TimeoutSeconds").asInt()).isPositive();
            JsonNode retry = task.path("Retry");
            assertThat(retry).hasSize(4);
            assertThat(Synthesized.texts(retry.at("/0/ErrorEquals")))
                    .containsExactly("io.github.bedrockfinetuning.run.PermanentFailure");
            assertThat(retry.at("/0/MaxAttempts").asInt()).isZero();
            assertThat(Synthesized.texts(retry.at("/1/ErrorEquals")))
                    .contains("io.github.bedrockfinetuning.run.Throttled", "Lambda.TooManyRequestsException");
            assertThat(retry.at("/1/JitterStrategy").asText()).isEqualTo("FULL");
            assertThat(retry.at("/1/MaxAttempts").asInt())
                    .isGreaterThan(retry.at("/2/MaxAttempts").asInt());
            assertThat(Synthesized.texts(retry.at("/2/ErrorEquals")))
                    .contains("io.github.bedrockfinetuning.run.TransientFailure", "Lambda.Unknown");
            assertThat(retry.at("/2/MaxAttempts").asInt())
                    .isGreaterThan(retry.at("/3/MaxAttempts").asInt());
            assertThat(Synthesized.texts(retry.at("/3/ErrorEquals"))).contains("Runtime.ExitError", "Sandbox.Timedout");
        });
    }

    @Test
    void goesOnForAQuarterOfAnHourOrMoreOnceSomethingIsPaidAndForAMinuteBefore() {
        ofType("Task").forEach((name, task) -> {
            double seconds = meanWait(task.at("/Retry/2"));
            if (List.of("PrepareDataset", "AskApproval").contains(name)) {
                assertThat(seconds).as(name).isBetween(30.0, 120.0);
            } else {
                assertThat(seconds).as(name).isBetween(18 * 60.0, 25 * 60.0);
            }
        });
    }

    /** With full jitter, a delay is between zero and the complete interval. */
    private static double meanWait(JsonNode retrier) {
        double seconds = 0;
        double interval = retrier.path("IntervalSeconds").asDouble();
        for (int i = 0; i < retrier.path("MaxAttempts").asInt(); i++) {
            seconds += Math.min(interval, retrier.path("MaxDelaySeconds").asDouble()) / 2;
            interval *= retrier.path("BackoffRate").asDouble();
        }
        return seconds;
    }

    @Test
    void retriesOnlyExceptionsThatTheStepsThrow() {
        Set<String> named = new TreeSet<>();
        ofType("Task")
                .values()
                .forEach(task -> task.path("Retry")
                        .forEach(retrier -> named.addAll(Synthesized.texts(retrier.path("ErrorEquals")))));
        assertThat(named.stream().filter(error -> error.startsWith("io.github")))
                .hasSize(3)
                .allSatisfy(error -> assertThat(Class.forName(error)).isAssignableTo(RuntimeException.class));
    }

    @Test
    void neverAsksAgainBecauseNobodyAnswered() {
        JsonNode ask = STATES.get("AskApproval");
        assertThat(Synthesized.texts(ask.at("/Retry/2/ErrorEquals"))).doesNotContain("States.Timeout");
        assertThat(ask.path("TimeoutSeconds").asLong()).isEqualTo(7 * 24 * 3600);
        assertThat(ask.at("/Catch/0/ErrorEquals/0").asText()).isEqualTo("States.Timeout");
        assertThat(STATES.get("NobodyAnswered").at("/Parameters/status").asText())
                .isEqualTo("DECLINED");
        assertThat(STATES.get("NobodyAnswered").path("Next").asText()).isEqualTo("Tell");
    }

    @Test
    void cleansUpAfterEveryFailureOfAStateOfItsOwn() {
        DEFINITION.path("States").properties().forEach(state -> {
            String type = state.getValue().path("Type").asText();
            if (!List.of("Task", "Map", "Parallel").contains(type)) {
                return;
            }
            JsonNode last = state.getValue()
                    .path("Catch")
                    .get(state.getValue().path("Catch").size() - 1);
            assertThat(last.path("ErrorEquals").get(0).asText())
                    .as(state.getKey())
                    .isEqualTo("States.ALL");
            assertThat(last.path("ResultPath").asText()).isEqualTo("$.error");
            assertThat(last.path("Next").asText())
                    .as(state.getKey())
                    .isEqualTo(
                            switch (state.getKey()) {
                                case "CleanUp" -> "TellFailure";
                                case "Tell", "TellFailure" -> "Failed";
                                default -> "CleanUp";
                            });
        });
    }

    @Test
    void neverEndsPaidTrainingBecauseABaselineCannotBeAsked() {
        assertThat(STATES.get("AnswerBaselines").at("/Catch/0/Next").asText()).isEqualTo("NoBaselines");
        assertThat(STATES.get("AnswerBaselineBatch")
                        .at("/Catch/0/ErrorEquals/0")
                        .asText())
                .isEqualTo("States.ALL");
        assertThat(STATES.get("TrainAndAnswer").path("OutputPath").asText()).isEqualTo("$[0]");
        assertThat(STATES.get("TrainAndAnswer").at("/Branches/0/StartAt").asText())
                .isEqualTo("StartTraining");
    }

    @Test
    void keepsRecordsOutOfTheState() {
        Map<String, JsonNode> maps = ofType("Map");
        assertThat(maps).hasSize(3).allSatisfy((name, map) -> {
            assertThat(map.path("ResultPath").isNull()).isTrue();
            assertThat(map.at("/ItemProcessor/ProcessorConfig/Mode").asText()).isEqualTo("DISTRIBUTED");
            assertThat(map.at("/ItemProcessor/ProcessorConfig/ExecutionType").asText())
                    .isEqualTo("STANDARD");
            assertThat(map.at("/ItemReader/ReaderConfig/InputType").asText()).isEqualTo("JSONL");
            assertThat(map.at("/ItemReader/Parameters/Key.$").asText())
                    .matches("States\\.Format\\('staged/\\{}/(batches|baselines)\\.jsonl', \\$\\.runId\\)");
            assertThat(map.path("MaxConcurrencyPath").asText()).isEqualTo("$.concurrency");
        });
        assertThat(STATES.get("TunedAnswered").path("Result").toString()).isEqualTo("{\"done\":true}");
    }

    @Test
    void callsPublishedVersionsAndMayCallTheKeptOnes() {
        Set<String> called = new TreeSet<>();
        ofType("Task")
                .forEach((name, task) -> called.add(
                        name.equals("AskApproval")
                                ? task.at("/Parameters/FunctionName").asText()
                                : task.path("Resource").asText()));
        assertThat(called)
                .isNotEmpty()
                .allSatisfy(function -> assertThat(function).contains("CurrentVersion"));
        assertThat(STACK.statement("MachinePolicy", "Steps").path("Resource"))
                .hasSameSizeAs(called)
                .allSatisfy(resource -> assertThat(Synthesized.resolved(resource))
                        .contains("Function")
                        .endsWith(".Arn>:*"));
    }

    @Test
    void holdsNoPermissionsBeyondItsOwn() {
        assertThat(STACK.all("AWS::IAM::Policy")).isEmpty();
        JsonNode document =
                STACK.one("AWS::IAM::ManagedPolicy", "MachinePolicy").at("/Properties/PolicyDocument");
        assertThat(Synthesized.sids(document))
                .containsExactly(
                        "Steps", "Batches", "DataKeyToRead", "State", "EncryptedLogs", "LogDelivery", "Traces");
        assertThat(document.toString()).doesNotContain("bedrock:").doesNotContain("iam:PassRole");
    }

    @Test
    void reachesEveryState() {
        Set<String> named = new TreeSet<>(List.of(DEFINITION.path("StartAt").asText()));
        for (JsonNode holder : STATES.values()) {
            holder.findValuesAsText("Next").forEach(named::add);
            holder.findValuesAsText("Default").forEach(named::add);
            holder.findValuesAsText("StartAt").forEach(named::add);
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(STATES.keySet());
    }

    @Test
    void failsWhenAStepIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Synthesized.stack(stack -> new FineTuningStateMachine(
                        stack,
                        "Machine",
                        FineTuningStateMachineProps.builder()
                                .dataStore(new DataStore(stack, "Data"))
                                .steps(Map.of())
                                .build())))
                .withMessageContaining("do not include Tell");
    }

    private static Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new TreeMap<>(STATES);
        found.values().removeIf(state -> !state.path("Type").asText().equals(type));
        return found;
    }

    static JsonNode definition(JsonNode machine) {
        try {
            return new ObjectMapper().readTree(Synthesized.resolved(machine.at("/Properties/DefinitionString")));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns all states by name, including the states in branches and maps. */
    private static Map<String, JsonNode> states(JsonNode machine) {
        Map<String, JsonNode> all = new TreeMap<>();
        machine.path("States").properties().forEach(state -> {
            all.put(state.getKey(), state.getValue());
            List<JsonNode> inner = new ArrayList<>(
                    StreamSupport.stream(state.getValue().path("Branches").spliterator(), false)
                            .toList());
            inner.add(state.getValue().path("ItemProcessor"));
            inner.forEach(each -> all.putAll(states(each)));
        });
        return all;
    }

    private static String like(String pattern) {
        return Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    }
}
