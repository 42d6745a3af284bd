package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Checks that no state receives more than one eighth of the payload limit of Step Functions. Uses the definition with
 * the fields that steps can add, and runs with the longest possible values.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step Functions quotas</a>
 */
class PayloadBoundsTest {
    private static final int MOST_BYTES = 32 * 1024;
    private static final int LONGEST_KEY = 1_024;
    private static final int LONGEST_SYSTEM = 40;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOUR_BYTES = "\uD83C\uDFAF";

    private static JsonNode definition;

    @BeforeAll
    static void deploy() throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            definition = stack.definition();
        }
    }

    @Test
    void noStateCanBeHandedMoreThanSoMuch() {
        Map<String, Integer> bytes = new PayloadBounds(definition).bytes();
        Map.Entry<String, Integer> largest =
                bytes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        System.out.println("By the definition the largest payload is that of " + largest.getKey() + ", with at most "
                + largest.getValue() + " bytes.");
        assertThat(bytes.keySet())
                .containsExactlyInAnyOrderElementsOf(Mutated.states(definition).keySet());
        assertThat(bytes).allSatisfy((state, most) -> assertThat(most).as(state).isLessThan(MOST_BYTES));
    }

    /** The combined output of child executions would grow with the test set. */
    @Test
    void aMapThatHandsOnWhatItsChildrenReturnIsRefused() {
        ObjectNode spoilt = definition.deepCopy();
        Mutated.state(spoilt, "AnswerTuned").remove("ResultPath");
        assertThatThrownBy(() -> new PayloadBounds(spoilt)).hasMessageContaining("AnswerTuned");
    }

    @Test
    void whatAStepThrowsIsNoLongerThanReckoned() throws Exception {
        String words = "\"".repeat(5_000);
        RuntimeException shown = Failures.withoutCauses(new PermanentFailure(
                "Bedrock reports " + Failures.quote(words) + " and " + Failures.quote(words), deep(500)));
        assertThat(shown.getStackTrace()).hasSize(20);
        ObjectNode lambda = JSON.createObjectNode()
                .put("errorMessage", shown.getMessage())
                .put("errorType", shown.getClass().getName());
        ArrayNode trace = lambda.putArray("stackTrace");
        for (StackTraceElement frame : shown.getStackTrace()) {
            trace.add(frame.toString());
        }
        ObjectNode caught =
                JSON.createObjectNode().put("Error", shown.getClass().getName()).put("Cause", lambda.toString());
        assertThat(JSON.writeValueAsBytes(caught).length).isLessThan(PayloadBounds.ERROR);
    }

    private static RuntimeException deep(int levels) {
        return levels == 0 ? new IllegalStateException("deep") : deep(levels - 1);
    }

    @Test
    void theLongestNamesAndTheMostSystemsMakeNoDifference() throws Exception {
        Map<String, byte[]> files = longest("{\"approval\": \"always\", \"judge\": {\"model\":"
                + " \"amazon.nova-lite-v1:0:300k\", \"rubric\": \"" + "r".repeat(900) + "\"}, \"promote\": true,"
                + " \"slices\": [\"" + "s".repeat(50) + "\"]}");
        assertThat(files.keySet().stream().mapToInt(key -> key.getBytes(StandardCharsets.UTF_8).length))
                .allMatch(length -> length <= LONGEST_KEY)
                .contains(LONGEST_KEY);
        Execution run = run(files, "");
        assertThat(run.status()).isEqualTo(Execution.Status.SUCCEEDED);
        told("the longest names", run);
    }

    @Test
    void norDoesWhatAServiceSaysOfAFailure() throws Exception {
        Execution run = run(FaultScenario.PLAIN.objects(), "\"\\" + FOUR_BYTES.repeat(20) + "\"".repeat(5_000));
        assertThat(run.status()).isEqualTo(Execution.Status.FAILED);
        told("the longest failure", run);
    }

    private static void told(String which, Execution run) {
        int largest = PayloadBounds.largest(run);
        System.out.println("In the run with " + which + " the largest payload has " + largest + " bytes.");
        assertThat(largest).isPositive().isLessThan(MOST_BYTES);
        assertThat(new PayloadBounds(definition).violations(run)).isEmpty();
    }

    private static Execution run(Map<String, byte[]> files, String failure) throws Exception {
        FaultUser user = new FaultUser();
        try (DeployedStack stack = DeployedStack.deploy(
                Stacks.assembly(), Stacks.REGION, List.of(), user, new FaultLane().wiring(Stacks.REGION))) {
            user.watch(stack);
            if (!failure.isEmpty()) {
                stack.aws().bedrock().failures().failNextJob(failure);
            }
            files.forEach(stack::upload);
            stack.settle();
            return stack.executions().get(0);
        }
    }

    /** Returns a dataset with the longest name, and the maximum number of compared systems with the longest names. */
    private static Map<String, byte[]> longest(String settings) throws Exception {
        Map<String, byte[]> plain = FaultScenario.PLAIN.objects();
        List<String> ids = new ArrayList<>();
        StringBuilder test = new StringBuilder();
        for (String line : new String(plain.get("inbox/forty/test.jsonl"), StandardCharsets.UTF_8).split("\n")) {
            ids.add("id" + ids.size());
            test.append(((ObjectNode) JSON.readTree(line))
                            .put("id", ids.get(ids.size() - 1))
                            .put("s".repeat(50), FOUR_BYTES.repeat(50)))
                    .append('\n');
        }
        String longestFile = "/answers-" + "n".repeat(LONGEST_SYSTEM) + ".jsonl";
        int left = LONGEST_KEY - "inbox/".length() - longestFile.length();
        String folder = "inbox/" + FOUR_BYTES.repeat(left / 4) + "x".repeat(left % 4);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(folder + "/train.jsonl", plain.get("inbox/forty/train.jsonl"));
        files.put(folder + "/test.jsonl", test.toString().getBytes(StandardCharsets.UTF_8));
        for (String name : List.of("n", "o", "p", "q", "r", "s")) {
            StringBuilder answers = new StringBuilder();
            for (String id : ids) {
                answers.append(JSON.createObjectNode().put("id", id).put("answer", "cards"))
                        .append('\n');
            }
            files.put(
                    folder + "/answers-" + name.repeat(LONGEST_SYSTEM) + ".jsonl",
                    answers.toString().getBytes(StandardCharsets.UTF_8));
        }
        files.put(folder + "/run.json", settings.getBytes(StandardCharsets.UTF_8));
        return files;
    }
}
