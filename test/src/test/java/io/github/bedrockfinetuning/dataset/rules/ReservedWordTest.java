package io.github.bedrockfinetuning.dataset.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.RecordFormats;
import io.github.bedrockfinetuning.dataset.json.JsonScanner;
import io.github.bedrockfinetuning.dataset.record.Record;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests reserved words of a model in all JSON notations. */
class ReservedWordTest {
    private static final List<String> WORDS = List.of("User:", "[EOS]", "name:");

    @ParameterizedTest
    @CsvSource({
        "User: hello, true",
        "a line\\nUser: hello, true",
        "\\u0055ser: hello, true",
        "M\\u00fcller User: hello, true",
        "M\\u00fcller says hello, false",
        "U\\u0073er\\u003a hello, true",
        "said \\\"User:\\\", true",
        "ends in \\\\[EOS], true",
        "user: hello, false",
        "a line\\nUser hello, false",
        // The letter of the escape sequence is not part of the text.
        "a line\\name: it, false",
        "a line\\nname: it, true"
    })
    void areFoundInTheTextAndNotInItsEscapes(String text, boolean found) {
        assertThat(check(new ReservedWord(WORDS), text)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"a\\nHuman: b, true", "a Human: b, false", "a\\\\nHuman: b, false", "a\\u000AHuman: b, true"})
    void mayBeginWithALineFeed(String text, boolean found) {
        assertThat(check(new ReservedWord(List.of("\nHuman:")), text)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"a </s> b, true", "a <\\/s> b, true", "a <s> b, false", "a <\\u002fs> b, true"})
    void mayHoldWhatJsonMayEscape(String text, boolean found) {
        assertThat(check(new ReservedWord(List.of("</s>")), text)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "User: hello, RESERVED",
        "USER: hello, RESERVED",
        "the user: hello, RESERVED_CASE",
        "the uSeR: hello, RESERVED_CASE",
        "end [eos], RESERVED_CASE",
        "an <Image> here, RESERVED_CASE",
        "M\\u00fcller <IMAGE>, RESERVED_CASE",
        "\\u0075ser: hello, RESERVED_CASE",
        "User: and user:, RESERVED",
        "user hello, ''",
        "usér: hello, ''",
        "@ser: hello, ''"
    })
    void areErrorsAsAwsWritesThemAndWarningsInAnotherCase(String text, String expected) {
        ReservedWord rule =
                new ReservedWord(List.of("User:", "USER:", "[EOS]", "<image>"), List.of("User:", "[EOS]", "<image>"));

        assertThat(String.join(", ", rules(rule, text))).isEqualTo(expected);
    }

    private static boolean check(ReservedWord rule, String text) {
        return !rules(rule, text).isEmpty();
    }

    private static List<String> rules(ReservedWord rule, String text) {
        byte[] json = ("{\"prompt\":\"" + text + "\",\"completion\":\"fine\"}").getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner();
        assertThat(scanner.scan(json, 0, json.length)).as(text).isTrue();
        Record record = RecordFormats.record(RecordFormatId.PROMPT_COMPLETION, 6);
        record.read(scanner.tape());
        List<String> messages = new ArrayList<>();
        rule.check(record, new FindingReporter() {
            @Override
            public void add(Rule from, Integer column, String field, String message) {
                messages.add(from.about().id());
            }

            @Override
            public void exempt(String kind, String key) {}

            @Override
            public void at(long line, Rule from, String message) {
                messages.add(from.about().id());
            }
        });
        return messages;
    }
}
