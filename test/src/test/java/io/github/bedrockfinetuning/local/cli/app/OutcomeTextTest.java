package io.github.bedrockfinetuning.local.cli.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.rehearsal.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text that a rehearsal prints at its end. */
class OutcomeTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SYSTEMS =
            "{'tuned':{'n':10,'answered':10,'metrics':{'accuracy':{'value':0.8,'low':0.75,'high':0.85},"
                    + "'token_f1_multiset':{'value':80,'low':75,'high':85}}},"
                    + "'base':{'n':10,'answered':9,'metrics':{'accuracy':{'value':0.7,'low':0.6,'high':0.8},"
                    + "'token_f1_multiset':{'value':70,'low':60,'high':80}}}}";

    private static String text(String verdict, String billed) throws IOException {
        StringWriter text = new StringWriter();
        OutcomeText.print(
                new Outcome(
                        "run1",
                        "SUCCEEDED",
                        new Outcome.Scores(
                                verdict,
                                json(SYSTEMS),
                                json(
                                        "[{'a':'tuned','b':'base','metric':'accuracy','slice':null,'difference':0.1,'verdict':'"
                                                + verdict + "'}]")),
                        json("[]"),
                        new Outcome.Bill(json("[]"), json(billed), 1),
                        new Outcome.Trace(List.of(), 1.5, List.of()),
                        null,
                        json("{'reason':'A reason.'}")),
                new PrintWriter(text, true));
        return text.toString();
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void printsEveryScoreOutOfAHundredAsTheReportDoes() throws IOException {
        assertThat(text("better", "{}"))
                .containsPattern("accuracy +80\\.0 +70\\.0\\n +\\(75\\.0–85\\.0\\) +\\(60\\.0–80\\.0\\)")
                .containsPattern("token_f1_multiset +80\\.0 +70\\.0\\n +\\(75\\.0–85\\.0\\) +\\(60\\.0–80\\.0\\)")
                .contains("on a scale of 0 to 100");
    }

    @Test
    void printsAVerdictAndNotOnlyAGain() throws IOException {
        assertThat(text("not shown", "{}")).containsPattern("verdict on tuned +not shown \\+10\\.0");
        assertThat(text("better", "{}")).containsPattern("verdict on tuned +better \\+10\\.0");
    }

    @Test
    void theTotalIncludesEveryPartOrSaysAtLeastAndNamesWhatIsMissing() throws IOException {
        assertThat(text(
                        "better",
                        "{'answering':{'amount':0.06,'complete':true},'training':{'amount':0.5,'complete':true}}"))
                .contains("Simulated cost: $0.56 (inference $0.06, training $0.50).");
        assertThat(text(
                        "better",
                        "{'answering':{'amount':0.06,'complete':true},'training':{'amount':0,'complete':false}}"))
                .contains("Simulated cost: at least $0.06 (inference $0.06, training unknown). Not included, because"
                        + " their prices are not known: training.");
    }
}
