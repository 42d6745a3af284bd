package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.Execution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Checks that events contain the unencoded object key. S3 notifications, in contrast, contain form-encoded keys. */
class RawKeysTest {
    private static final List<String> NAMES = List.of(
            "plain",
            "two words",
            "a+b",
            "100%",
            "a%20b",
            "%2B",
            "Österreich",
            "O\u0308sterreich",
            "日本語",
            "\uD83D\uDE00",
            "dt=2026-11-22",
            "10:15:00",
            "a&b?c#d;e",
            "it's (a) \"test\" <b>",
            "back\\slash",
            "..",
            " leading and trailing ",
            "run.json",
            "line\nfeed\r",
            "\u0001\u001b[2J\u007f\u0085",
            "\u202eright to left\u2066",
            "zero\u200bwidth\u2028",
            "x".repeat(1024 - "inbox/.jsonl".length()));

    @Test
    void readsTheVeryObjectThatAnEventNames() throws Exception {
        try (DeployedStack stack = Stacks.deploy()) {
            Map<String, Integer> wanted = new TreeMap<>();
            // The files have too few records, and each file has a different number of them. The message of the
            // rejection shows which file was read.
            String records = "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
                    + "{\"role\":\"assistant\",\"content\":\"a\"}]}\n";
            for (int i = 0; i < NAMES.size(); i++) {
                stack.upload(
                        "inbox/" + NAMES.get(i) + ".jsonl",
                        records.repeat(i + 1).getBytes(StandardCharsets.UTF_8));
                wanted.put(NAMES.get(i), i + 1);
            }
            stack.upload("inbox/a folder+%41/train.jsonl", records.repeat(31).getBytes(StandardCharsets.UTF_8));
            stack.upload("inbox/a folder+%41/run.json", "{}".getBytes(StandardCharsets.UTF_8));
            wanted.put("a folder+%41", 31);
            stack.settle();

            Map<String, Integer> read = new TreeMap<>();
            List<String> ends = new ArrayList<>();
            for (Execution execution : stack.executions()) {
                ends.add(stack.result("runs/" + execution.name() + "/status.json")
                        .orElseThrow()
                        .path("status")
                        .asText());
                JsonNode report = stack.result("reports/" + execution.name() + "/data.json")
                        .orElseThrow();
                read.put(
                        report.path("dataset").asText(),
                        report.at("/files/0/records").asInt());
            }
            assertThat(ends).hasSize(NAMES.size() + 1).containsOnly("REJECTED");
            assertThat(read).isEqualTo(wanted);
        }
    }
}
