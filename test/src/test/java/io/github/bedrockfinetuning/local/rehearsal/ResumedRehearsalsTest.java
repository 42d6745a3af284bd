package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests journals of killed rehearsals. A journal that is truncated at any position, even repeatedly, leads to the same
 * outcome as an uninterrupted rehearsal. {@code -Dkills=50} truncates at fifty positions.
 */
class ResumedRehearsalsTest {
    private static final int CUTS = Integer.getInteger("kills", 2);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Rehearsals that together cover sleeps, a judge, a promotion, hourly charges, an early end, and faults. */
    enum Kind {
        PLAIN("SUCCEEDED", "us-east-1", "{}"),
        JUDGED("SUCCEEDED", "us-east-1", """
                {"promote": true, "approval": "always", "judge": {"model": "amazon.nova-pro-v1:0:300k"}}"""),
        PACED("SUCCEEDED", "us-west-2", Kind.LLAMA),
        FAULTY(
                "SUCCEEDED",
                "us-east-1",
                "{}",
                "AnswerBatch.Converse:lost-answer*2",
                "AnswerBatch.PutObject:late",
                "PrepareDataset:crash",
                "StartTraining.CreateModelCustomizationJob:duplicate",
                "StartServing:throttled*2",
                "Evaluate:crash"),
        ABORTED("ABORTED", "us-west-2", Kind.LLAMA, "CheckTraining:abort"),
        PAID_BY_THE_HOUR("SUCCEEDED", "us-west-2", "{\"baseModel\": \"meta.llama3-1-8b-instruct-v1:0:128k\"}");

        /** This model has a quota of four requests per minute, so batches sleep. */
        private static final String LLAMA = "{\"baseModel\": \"meta.llama3-3-70b-instruct-v1:0:128k\"}";

        final String status;
        final String region;
        final String settings;
        final List<FaultSpec> faults;

        Kind(String status, String region, String settings, String... faults) {
            this.status = status;
            this.region = region;
            this.settings = settings;
            this.faults = Arrays.stream(faults).map(FaultSpec::parse).toList();
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aRunThatWasCutOffAnywhereEndsAsIfItHadNotBeen(Kind kind) throws Exception {
        Path dataset = Colours.write(folder.resolve("colours"), 120, kind.settings);
        ObjectNode uninterrupted = rehearse(kind, dataset, Optional.empty());
        assertThat(uninterrupted.path("status").asText()).isEqualTo(kind.status);
        Path whole = folder.resolve("whole");
        assertThat(rehearse(kind, dataset, Optional.of(whole))).isEqualTo(uninterrupted);
        assertThat(rehearse(kind, dataset, Optional.of(whole)))
                .as("shown again")
                .isEqualTo(uninterrupted);

        Random random = new Random(kind.ordinal());
        Path before = whole;
        for (int cut = 0; cut < CUTS; cut++) {
            byte[] journal = Files.readAllBytes(before.resolve("journal.jsonl"));
            int at = cut(journal, random);
            Path after = Files.createDirectory(folder.resolve("cut-" + cut));
            Files.write(after.resolve("journal.jsonl"), Arrays.copyOf(journal, at));
            assertThat(rehearse(kind, dataset, Optional.of(after)))
                    .as(kind + " cut for the " + (cut + 1) + ". time, at byte " + at + " of " + journal.length)
                    .isEqualTo(uninterrupted);
            assertThat(answers(after)).as("answers billed").isEqualTo(answers(whole));
            // Every second journal is truncated again after it was truncated and continued.
            before = cut % 2 == 0 ? after : whole;
        }
    }

    /** Positions at which a request had taken effect, but no later request depended on it. */
    @ParameterizedTest
    @CsvSource({
        "PLAIN,  'StartExecution'",
        "PLAIN,  'path\":\"/model-customization-jobs\"'",
        "PLAIN,  '\"answer\":'",
        "PACED,  'PUT\",\"path\":\"[^\"]*/answers/base/'",
        "JUDGED, 'PUT\",\"path\":\"[^\"]*/canaries/'"
    })
    void whatHadTakenEffectWhenItWasCutOffIsNotDoneAgain(Kind kind, String entry) throws Exception {
        Path dataset = Colours.write(folder.resolve("colours"), 120, kind.settings);
        Path whole = folder.resolve("whole");
        ObjectNode uninterrupted = rehearse(kind, dataset, Optional.of(whole));
        String journal = Files.readString(whole.resolve("journal.jsonl"));
        Matcher found = Pattern.compile("\n[^\n]*(" + entry + ")[^\n]*\n").matcher(journal);
        assertThat(found.find()).isTrue();
        Path after = Files.createDirectory(folder.resolve("after"));
        Files.writeString(after.resolve("journal.jsonl"), journal.substring(0, found.end()));

        assertThat(rehearse(kind, dataset, Optional.of(after))).isEqualTo(uninterrupted);
        assertThat(answers(after)).as("answers billed").isEqualTo(answers(whole));
    }

    /** Returns a position after an entry, regardless of its length, or inside an entry. */
    private static int cut(byte[] journal, Random random) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < journal.length; i++) {
            if (journal[i] == '\n') {
                ends.add(i + 1);
            }
        }
        int entry = random.nextInt(ends.size());
        int end = ends.get(entry);
        int start = entry == 0 ? 0 : ends.get(entry - 1);
        return random.nextBoolean() ? end : start + random.nextInt(end - start);
    }

    private ObjectNode rehearse(Kind kind, Path dataset, Optional<Path> keep) throws IOException {
        Rehearsal.Request request = new Rehearsal.Request(
                Optional.of(dataset), Optional.empty(), kind.faults, true, false, folder.resolve("reports"), keep);
        Upload upload = Upload.of(request.dataset(), request.model());
        Outcome outcome = Rehearsal.run(
                Stacks.assembly(kind.region), kind.region, upload, request, Progress.NONE, System.nanoTime());
        return comparable(JSON.writeValueAsString(outcome));
    }

    /**
     * Returns the outcome without values that depend on real time. A repeated invocation can wait slightly less, within
     * the quota.
     */
    static ObjectNode comparable(String outcome) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(outcome);
        json.remove(List.of("seconds", "report", "functions"));
        json.path("states").forEach(state -> ((ObjectNode) state).remove("virtualSeconds"));
        return json;
    }

    static long answers(Path kept) throws IOException {
        try (var lines = Files.lines(kept.resolve("journal.jsonl"))) {
            return lines.filter(line -> line.contains("\"answer\":")).count();
        }
    }
}
