package io.github.bedrockfinetuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedChecksTest {
    @TempDir
    private Path reports;

    @Test
    void namesEachReasonOnceWithTheClassesAndHowToRunThem() throws IOException {
        for (String name : new String[] {"OneTest", "TwoTest"}) {
            Files.writeString(
                    reports.resolve("TEST-a.b." + name + ".xml"),
                    "<testsuite><testcase name=\"x\" classname=\"a.b." + name + "\"/>"
                            + "<testcase name=\"y\" classname=\"a.b." + name
                            + "\"><skipped message=\"Assumption failed:"
                            + " Not installed: run npm ci\"/></testcase></testsuite>");
        }

        assertThat(printed())
                .containsOnlyOnce("Not checked on this machine:")
                .containsOnlyOnce("Not installed: run npm ci")
                .contains("OneTest, TwoTest", ".ci/run", "CONTRIBUTING.md");
    }

    @Test
    void saysNothingWhereEverythingWasRun() throws IOException {
        Files.writeString(reports.resolve("TEST-a.xml"), "<testsuite><testcase classname=\"a\"/></testsuite>");

        assertThat(printed()).isEmpty();
    }

    private String printed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SkippedChecks.print(reports, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
