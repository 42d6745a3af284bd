package io.github.bedrockfinetuning.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0x9b, 0x9f, 0xad, 0x61c, 0x200b, 0x200d, 0x200e, 0x2028,
                0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x3164, 0xd83d, 0xdc00, 0xfeff, 0xfff9
            })
    void escapesWhatWouldActOnATerminalOrHide(int character) {
        assertThat(Visible.text("a" + (char) character + "b")).isEqualTo(String.format("a\\u%04xb", character));
    }

    @Test
    void escapesCharactersBeyondTheBasicPlaneAsJsonDoes() {
        assertThat(Visible.text("\udb40\udc41!")).isEqualTo("\\udb40\\udc41!");
    }

    @Test
    void leavesTextOfEveryScriptAlone() {
        String text = "größe \\ naïve 質問 תשובה تصنيف உதவி 🙂 a\u0301 é";

        assertThat(Visible.text(text)).isSameAs(text);
    }

    @Test
    void cutsWithAnEllipsisAndNeverThroughACharacter() {
        assertThat(Visible.text("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Visible.text("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Visible.text("abcd🙂fg", 6)).isEqualTo("abcd…");
        assertThat(Visible.text("\n".repeat(50), 13)).isEqualTo("\\u000a\\u000a…");
    }

    @Test
    void keepsLineFeedsOnlyWhereTheLinesAreOurs() {
        assertThat(Visible.lines("a\nb\rc")).isEqualTo("a\nb\\u000dc");
    }
}
