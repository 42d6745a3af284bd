package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code check} allows sensitive values for files with an option, and for a folder with {@code run.json}. */
class CheckExemptionsTest {
    private static final String TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void trainingFileWithASecret() throws IOException {
        Files.writeString(folder.resolve("train.jsonl"), trainingRecords(TOKEN));
    }

    /** Returns records, one of which contains a string. */
    private static String trainingRecords(String contained) {
        return IntStream.range(0, 60)
                .mapToObj(i -> "{\"messages\":[{\"role\":\"user\",\"content\":\"Question " + i + ' '
                        + (i == 7 ? contained : "") + "\"},{\"role\":\"assistant\",\"content\":\"l" + i % 3
                        + "\"}]}\n")
                .collect(Collectors.joining());
    }

    @Test
    void allowsAKindInAFileByOptionAndPrintsTheReason() {
        String file = folder.resolve("train.jsonl").toString();
        assertThat(run("check", file)).isEqualTo(1);
        assertThat(out.toString()).contains("fingerprint ").contains("allowSensitive");

        assertThat(run("check", "--allow", "GitHub token=revoked in May", file)).isZero();

        assertThat(out.toString())
                .contains("ALLOWED_VALUE", "1 value is allowed as: GitHub token. Reason: revoked in May")
                .doesNotContain(TOKEN);
    }

    @Test
    void allowsAFingerprintInAFolderByRunJson() throws IOException {
        assertThat(run("check", folder.toString())).isEqualTo(1);
        String fingerprint = out.toString().replaceAll("(?s).*\\(fingerprint ([0-9a-f]{8})\\).*", "$1");
        Files.writeString(
                folder.resolve("run.json"), "{\"allowSensitive\": {\"" + fingerprint + "\": \"revoked in May\"}}");

        assertThat(run("check", folder.toString())).isZero();

        assertThat(out.toString()).contains("1 value is allowed as: GitHub token. Reason: revoked in May");
        assertThat(run("check", "--json", folder.toString())).isZero();
        assertThat(out.toString()).contains("1 value is allowed as: GitHub token. Reason: revoked in May");
    }

    @Test
    void warnsOnceAboutAnOptionThatNoFileNeeds() throws IOException {
        Path other = Files.copy(folder.resolve("train.jsonl"), folder.resolve("other.jsonl"));

        run("check", "--allow", "0123abcd=gone", folder.resolve("train.jsonl").toString(), other.toString());

        assertThat(out.toString()).containsOnlyOnce("UNUSED_EXEMPTION").contains("allowSensitive.0123abcd");
    }

    @Test
    void doesNotWarnAboutAnEntryThatOnlyRecordedAnswersNeed() throws IOException {
        Files.writeString(folder.resolve("train.jsonl"), trainingRecords(""));
        Files.writeString(folder.resolve("answers-legacy.jsonl"), "{\"id\":\"1\",\"answer\":\"" + TOKEN + "\"}\n");
        Files.writeString(folder.resolve("run.json"), "{\"allowSensitive\": {\"GitHub token\": \"revoked in May\"}}");

        run("check", folder.toString());

        assertThat(out.toString())
                .contains("ALLOWED_VALUE", "1 value is allowed as: GitHub token. Reason: revoked in May")
                .doesNotContain("UNUSED_EXEMPTION", TOKEN);
    }

    @Test
    void rejectsAnUnknownKindAndNamesSimilarOnes() throws IOException {
        assertThat(run("check", "--allow", "Github tokens=x", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("\"Github tokens\" is not a kind", "GitHub token");

        Files.writeString(folder.resolve("run.json"), "{\"allowSensitive\": {\"us-ssn\": \"x\", \"secret\": \"\"}}");
        assertThat(run("check", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "\"us-ssn\" is neither a kind of sensitive value nor a fingerprint.",
                        "US social security number");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command = FineTune.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
