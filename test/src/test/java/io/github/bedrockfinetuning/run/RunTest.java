package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.steps.Rig;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void isTheOneThatTheStateNames() {
        assertThat(Run.of(rig.platform(), rig.state()).id()).isEqualTo(Rig.RUN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"runId\":null}", "{\"runId\":\"../other\"}"})
    void isNoneWhereTheStateNamesNone(String state) {
        assertThatThrownBy(() -> Run.of(rig.platform(), Json.read(state)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("The state has no runId")
                .hasMessageContaining("uploading a dataset");
    }

    @Test
    void hasAPlaceOfItsOwnForEverything() {
        Run run = rig.run();
        assertThat(List.of(run.key("a"), run.staged("a"), run.report("a"), run.job()))
                .containsExactly(
                        "runs/" + Rig.RUN + "/a",
                        "staged/" + Rig.RUN + "/a",
                        "reports/" + Rig.RUN + "/a",
                        "jobs/" + Rig.RUN + "/");
        assertThat(run.tags())
                .hasSize(2)
                .containsEntry("ft:run", Rig.RUN.value())
                .containsEntry("ft:stack", "demo-stack");
    }

    @Test
    void hasARecordOnceItsDatasetIsPrepared() {
        assertThat(rig.run().findRecord()).isEmpty();
        assertThatThrownBy(() -> rig.run().record()).isInstanceOf(PermanentFailure.class);
        RunRecord record = rig.prepared(4, "{}", null, List.of("ours", "theirs"));
        assertThat(rig.run().record()).isEqualTo(record);
        assertThat(rig.run().findRecord()).contains(record);
    }

    @Test
    void remembersWhoseAnswersWereDroppedAndHowManyRecordsThereAre() {
        RunRecord record = rig.prepared(4, "{}", null, List.of("ours", "theirs"));
        assertThat(record.recorded()).containsExactly("ours", "theirs");
        assertThat(record.count("test")).isEqualTo(4);
        assertThat(record.count("general")).isZero();
    }

    @Test
    void writesWhatIsSaidOnceOnlyOnceAndReplacesTheRest() {
        ObjectNode first = Json.object().put("n", 1);
        ObjectNode second = Json.object().put("n", 2);
        assertThat(rig.run().find("x.json")).isEmpty();
        assertThat(rig.run().writeOnce("x.json", first)).isTrue();
        assertThat(rig.run().writeOnce("x.json", second)).isFalse();
        assertThat(rig.run().find("x.json")).contains(first);
        rig.run().replace("x.json", second);
        assertThat(rig.run().find("x.json")).contains(second);
    }
}
