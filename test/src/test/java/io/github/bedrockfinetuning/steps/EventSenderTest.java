package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of runs, on the bus of the account. */
class EventSenderTest {
    private final Rig rig = new Rig();

    @BeforeEach
    void use() {
        rig.environment.put("EVENT_BUS_NAME", "default");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theEndOfARunIsSentOnceWithItsStatusAndWithoutItsData() {
        end();
        end();

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.path("source").asText()).isEqualTo("bedrock-fine-tuning");
            assertThat(event.path("detail-type").asText()).isEqualTo("Fine-Tuning Run Ended");
            JsonNode detail = event.path("detail");
            assertThat(detail.path("workflow").asText()).isEqualTo("demo-stack");
            assertThat(detail.path("runId").asText()).isEqualTo(Rig.RUN.value());
            assertThat(detail.path("dataset").asText()).isEqualTo("demo");
            assertThat(detail.path("status").asText()).isEqualTo("DECLINED");
            assertThat(detail).hasSize(4);
        });
    }

    @Test
    void anEventThatIsNotAcceptedIsSentAgainAndTheNotificationIsNot() {
        rig.aws.eventBridge().fail(1);

        assertThatThrownBy(this::end)
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("did not accept", "InternalFailure");
        end();

        assertThat(events()).hasSize(1);
        assertThat(rig.aws.sns().messages()).hasSize(1);
    }

    @Test
    void nothingIsSentIfTheStackUsesNoEvents() {
        rig.environment.remove("EVENT_BUS_NAME");

        end();

        assertThat(events()).isEmpty();
        assertThat(rig.aws.sns().messages()).hasSize(1);
    }

    private void end() {
        rig.tell(rig.dropped("inbox/demo.jsonl", "v1").put("status", "DECLINED"), 0);
    }

    private List<JsonNode> events() {
        return rig.aws.events().published().stream()
                .filter(event -> !event.path("source").asText().startsWith("aws."))
                .toList();
    }
}
