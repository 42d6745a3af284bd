package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.HistoryEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Places a marker word in every record, in the dataset name and in every setting that contains text. Searches for it
 * outside the buckets after a run.
 */
class CanaryTest {
    private static final String CANARY = "kanarienvogel";
    private static final String SETTINGS = """
            {"slices": ["kanarienvogel-slice"], "split": {"group": "kanarienvogel-group"}, "referenceModel": null,
             "judge": {"model": "amazon.nova-pro-v1:0", "rubric": "Prefer answers like kanarienvogel."}}""";
    private static final String FOLDER = "inbox/kanarienvogel set/";

    @TempDir
    private Path folder;

    @Test
    void nothingOfASuccessfulRunIsFoundOutsideTheBuckets() throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, SETTINGS);
            stack.settle();
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(stack.aws().sns().messages()).isNotEmpty();
            assertNoCanary(stack);
        }
    }

    @Test
    void nothingOfAFailedRunIsFoundOutsideTheBuckets() throws Exception {
        try (DeployedStack stack = Stacks.deploy("CheckTraining:fails")) {
            drop(stack, SETTINGS);
            stack.settle();
            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("FAILED");
            assertNoCanary(stack);
        }
    }

    @Test
    void nothingOfRefusedDatasetsAndSettingsIsFoundOutsideTheBuckets() throws Exception {
        List<String> settings = List.of(
                "{\"kanarienvogel\": 1}",
                "{\"metrics\": [\"kanarienvogel\"], \"baseModel\": \"kanarienvogel\"}",
                "{\"approval\": kanarienvogel}",
                "{\"versions\": {\"train.jsonl\": \"kanarienvogel\"}}");
        for (String refused : settings) {
            try (DeployedStack stack = Stacks.deploy()) {
                drop(stack, refused);
                stack.upload("inbox/kanarienvogel.jsonl", bytes("kanarienvogel\n{\"kanarienvogel\": [}\n"));
                stack.settle();
                assertThat(stack.executions()).hasSize(2);
                assertNoCanary(stack);
            }
        }
    }

    /**
     * A handler throws real exceptions: Lambda logs them with all causes, and Step Functions stores them in the
     * history.
     */
    @Test
    void nothingOfARunWhoseObjectsAreDamagedIsFoundOutsideTheBuckets() throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            drop(stack, SETTINGS);
            stack.aws().faults().add(call -> damages(stack, call), Fault.NOT_EXECUTED, Long.MAX_VALUE);
            stack.settle();
            assertThat(stack.log()).anyMatch(line -> line.contains("TransientFailure"));
            assertNoCanary(stack);
        }
    }

    /** Overwrites the answers shortly before a step reads them. */
    private static boolean damages(DeployedStack stack, Call call) {
        if (call.operation().equals("GetObject") && call.resource().endsWith("/run.json")) {
            stack.aws()
                    .s3()
                    .put(
                            stack.results(),
                            call.resource().substring(call.resource().indexOf("runs/")),
                            Content.of(bytes("{\"runId\": kanarienvogel}")));
        }
        return false;
    }

    private void drop(DeployedStack stack, String settings) throws Exception {
        Path small = Stacks.smallDataset(folder, settings);
        for (String file : List.of("train.jsonl", "test.jsonl")) {
            String planted =
                    Files.readString(small.resolve(file)).replaceAll("\"(system|content)\":\"", "$0kanarienvogel ");
            assertThat(planted.lines().allMatch(line -> line.split(CANARY).length == 4))
                    .isTrue();
            stack.upload(FOLDER + file, bytes(file.startsWith("test") ? sliced(planted) : planted));
        }
        stack.upload(FOLDER + "run.json", bytes(settings));
    }

    /** Adds the field that the settings use for slices. */
    private static String sliced(String lines) {
        return lines.replaceAll("(?m)\\}$", ",\"kanarienvogel-slice\":\"kanarienvogel\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertNoCanary(DeployedStack stack) throws Exception {
        outside(stack)
                .forEach((place, words) -> assertThat(words.stream()
                                .filter(text -> text.toLowerCase(Locale.ROOT).contains(CANARY))
                                .limit(3))
                        .as(place)
                        .isEmpty());
    }

    /** Returns everything that a run leaves or shows outside the objects in its buckets. */
    private static Map<String, List<String>> outside(DeployedStack stack) throws Exception {
        Map<String, List<String>> places = new TreeMap<>();
        places.put("log lines, and the metrics that are made of them", stack.log());
        places.put("state history", history(stack.executions()));
        places.put(
                "notifications",
                stack.aws().sns().messages().stream().map(Object::toString).toList());
        // S3 events and S3 requests contain the object key, and Converse requests contain the question. This is their
        // purpose.
        places.put(
                "events",
                stack.aws().events().published().stream()
                        .filter(event -> !event.path("source").asText().equals("aws.s3"))
                        .map(Object::toString)
                        .toList());
        places.put(
                "names, tags and parameters given to AWS",
                stack.calls().stream()
                        .filter(call -> !call.service().equals("s3")
                                && !call.operation().equals("Converse"))
                        .map(CallRecord::toString)
                        .toList());
        places.put(
                "keys of the objects that a run writes",
                stack.calls().stream()
                        .filter(call -> call.service().equals("s3"))
                        .filter(call -> !call.resource().contains("/inbox/"))
                        .map(CallRecord::resource)
                        .toList());
        places.put("the template", List.of(Stacks.assembly().template().toString()));
        return places;
    }

    private static List<String> history(List<Execution> executions) {
        List<String> events = new ArrayList<>();
        for (Execution execution : executions) {
            events.add(execution.name() + execution.input() + execution.output() + execution.cause());
            execution.history().stream().map(HistoryEvent::toString).forEach(events::add);
            events.addAll(history(execution.children()));
        }
        return events;
    }
}
