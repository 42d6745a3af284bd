package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Event(String name, Instant at, Optional<Integer> attempts) {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsWhatItWrote() {
        Event event = new Event("ä", Instant.parse("2026-11-22T09:00:00Z"), Optional.empty());
        assertThat(Json.text(event)).isEqualTo("{\"name\":\"ä\",\"at\":\"2026-11-22T09:00:00Z\",\"attempts\":null}");
        assertThat(Json.read(Json.bytes(event), Event.class)).isEqualTo(event);
        assertThat(Json.read(Json.pretty(event), Event.class)).isEqualTo(event);
        assertThat(Json.tree(event)).isEqualTo(Json.read(Json.text(event)));
    }

    @Test
    void readsWhatALaterVersionWroteMore() {
        assertThat(Json.read(bytes("{\"name\":\"a\",\"more\":1}"), Event.class).name())
                .isEqualTo("a");
    }

    @Test
    void saysWhereATextIsNoJsonAndNotWhatItHolds() {
        assertThatThrownBy(() -> Json.read("{\n \"name\": secret}"))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageMatching("The text is not valid JSON: line 2, column \\d+\\.")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Json.read("{} secret")).hasMessageMatching(".*not valid JSON: line 1, column \\d+\\.");
    }

    @Test
    void anObjectThatIsCutOffAnywhereIsReadAgain() {
        byte[] whole = Json.pretty(new Event("secret", Instant.parse("2026-11-22T09:00:00Z"), Optional.of(3)));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Json.read(part))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("truncated")
                    .hasMessageNotContaining("secret");
            assertThatThrownBy(() -> Json.read(part, Event.class))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void saysWhichKindOfObjectItIsNotAndNotWhatItHolds() {
        assertThatThrownBy(() -> Json.read(bytes("{\n\"at\":\"secret\"}"), Event.class))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageMatching("An object that the run stored is not a valid Event: line 2, column \\d+\\.")
                .hasMessageNotContaining("secret");
    }

    @Test
    void namesTheFaultWhereBytesHaveNoPlace() {
        byte[] brokenUtf32 = {0, 0, 0, '{', 0x7f, 0, 0, 0};
        assertThatThrownBy(() -> Json.read(brokenUtf32))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("not JSON: CharConversionException.");
    }
}
