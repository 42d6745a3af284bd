package io.github.bedrockfinetuning.dataset.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests files from people and programs: their formats are recognized, and omitted parts are reported. */
class ForeignFileTest {
    private static final Model NOVA = Catalogue.load().model("amazon.nova-micro-v1:0");

    @TempDir
    Path directory;

    /** A file, the conversion of its first record, and its unused fields. */
    private record Case(String file, String example, String unused) {}

    static List<Case> records() {
        return List.of(
                new Case("{\"question\":\"Q?\",\"answer\":\"A\",\"id\":7}", "Q? -> A", "id"),
                new Case("{\"text\":\"great\",\"label\":\"good\"}", "great -> good", ""),
                new Case("{\"text\":\"great\",\"label\":1,\"label_text\":\"good\"}", "great -> good", "label"),
                new Case("{\"text\":\"great\",\"label\":1}", "great -> 1", ""),
                new Case("{\"input\":\"I\",\"output\":\"O\",\"split\":\"train\"}", "I -> O", "split"),
                new Case("{\"input\":\"I\",\"output\":{\"a\":[1]}}", "I -> {\"a\":[1]}", ""),
                new Case("{\"prompt\":\"P\",\"completion\":\"C\",\"meta\":{}}", "P -> C", ""),
                new Case("{\"instruction\":\"Do\",\"input\":\"this\",\"output\":\"done\"}", "Do\n\nthis -> done", ""),
                new Case(
                        "{\"instruction\":\"Do\",\"input\":\"\",\"output\":\"done\",\"text\":\"all\"}",
                        "Do -> done",
                        "text"),
                new Case("{\"instruction\":\"Do\",\"input\":NaN,\"output\":\"done\"}", "Do -> done", ""),
                new Case(
                        "{\"instruction\":\"Do\",\"output\":\"done\",\"history\":[[\"a\",\"b\"]]}",
                        "a -> b | Do -> done",
                        ""),
                new Case(
                        "{\"instruction\":\"Who?\",\"context\":\"C\",\"response\":\"R\",\"category\":\"qa\"}",
                        "Who?\n\nC -> R",
                        "category"),
                new Case(
                        "{\"instructions\":\"Be brief.\",\"prompt\":\"P\",\"completion\":\"C\"}",
                        "[Be brief.] P -> C",
                        ""),
                new Case(
                        "{\"id\":\"x\",\"title\":\"T\",\"context\":\"Lima is it.\",\"question\":\"Which?\",\"answers\":"
                                + "{\"text\":[\"Lima\",\"lima\"],\"answer_start\":[0,0]}}",
                        "Lima is it.\n\nWhich? -> Lima",
                        "id, title"),
                new Case(
                        "{\"conversations\":[{\"from\":\"system\",\"value\":\"S\"},{\"from\":\"human\",\"value\":\"H\"},"
                                + "{\"from\":\"gpt\",\"value\":\"G\"}],\"source\":\"web\"}",
                        "[S] H -> G",
                        "source"),
                new Case(
                        "{\"system\":\"S\",\"conversation\":[{\"role\":\"user\",\"content\":\"H\"},"
                                + "{\"role\":\"assistant\",\"content\":\"G\"}],\"tools\":[]}",
                        "[S] H -> G",
                        ""),
                new Case(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"H\"},{\"role\":\"assistant\",\"content\":\"G\"}],"
                                + "\"tools\":[{\"type\":\"function\"}]}",
                        "H -> G",
                        "tools"),
                new Case(
                        "{\"systemInstruction\":{\"role\":\"system\",\"parts\":[{\"text\":\"S\"}]},\"contents\":[{\"role\":"
                                + "\"user\",\"parts\":[{\"text\":\"H\"}]},{\"role\":\"model\",\"parts\":[{\"text\":\"G\"}]}]}",
                        "[S] H -> G",
                        ""),
                new Case(
                        "{\"schemaVersion\":\"bedrock-conversation-2024\",\"messages\":[{\"role\":\"user\",\"content\":"
                                + "[{\"text\":\"H\"}]},{\"role\":\"assistant\",\"content\":[{\"text\":\"G\"}]}],\"topic\":\"t\"}",
                        "H -> G",
                        "topic"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void recognizesRecordsInEveryWrapping(Case data) throws IOException {
        String record = data.file();
        String pretty = record.replace("{\"", "{\n  \"").replace(",\"", ",\n  \"");
        for (String file : List.of(
                record + "\n" + record + "\n",
                "[" + record + "," + record + "]",
                "[\n" + pretty + ",\n" + pretty + "\n]\n",
                pretty + "\n" + pretty + "\n",
                "{\"version\":\"1\",\"tags\":[\"a\"],\"data\":[" + record + "," + record + "]}",
                "{\n\"rows\": [\n" + pretty + ",\n" + pretty + "]}\n")) {
            Convert.Result result = convert(file, Conversion.from(Origin.AUTO));

            assertThat(result.refused()).as(file).isEmpty();
            assertThat(examples()).as(file).containsExactly(data.example(), data.example());
            assertThat(String.join(", ", result.unused().keySet())).isEqualTo(data.unused());
        }
    }

    static List<Case> tables() {
        return List.of(
                new Case("question,answer\nQ?,A\n", "Q? -> A", ""),
                new Case(",question,answer\n0,Q?,A\n", "Q? -> A", "column 1"),
                new Case("Question;Answer;;\n\"Q;\nq\";A;;\n", "Q;\nq -> A", ""),
                new Case("sep=;\r\nQuestion;Answer\r\nQ?;A\r\n", "Q? -> A", ""),
                new Case("prompt\tcompletion\tid\nP\tC\t1\n", "P -> C", "id"),
                new Case("input|output\nI|O\n", "I -> O", ""),
                new Case("instruction,input,output\nDo,nan,done\n", "Do -> done", ""),
                new Case("output,instruction,input\ndone,Do\n", "Do -> done", ""),
                new Case("id,subject,body,category,priority\n1,S,B,C,high\n", "S\n\nB -> C", "id, priority"),
                new Case(
                        "id,context,question,answers\n1,C,Q?,\"{'text': array(['it\\'s'], dtype=object), 'answer_start':"
                                + " array([0])}\"\n",
                        "C\n\nQ? -> it's",
                        "id"),
                new Case(
                        "messages,topic\n\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"H\"\"},{\"\"role\"\":"
                                + "\"\"assistant\"\",\"\"content\"\":\"\"G\"\"}]\",t\n",
                        "H -> G",
                        "topic"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void recognizesTablesInEveryEncoding(Case data) throws IOException {
        for (String mark : List.of("", "\uFEFF")) {
            for (Charset charset :
                    List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                Files.write(directory.resolve("in"), (mark + data.file()).getBytes(charset));
                Convert.Result result = convert(Conversion.from(Origin.AUTO));

                assertThat(result.refused()).as(data.file()).isEmpty();
                assertThat(examples()).as(data.file()).containsExactly(data.example());
                assertThat(String.join(", ", result.unused().keySet())).isEqualTo(data.unused());
            }
        }
    }

    @Test
    void takesEveryQuestionOnTheParagraphsOfSquad() throws IOException {
        Convert.Result result = convert(
                "{\"version\":\"2\",\"data\":[{\"title\":\"T\",\"paragraphs\":[{\"context\":\"C1\",\"qas\":["
                        + "{\"id\":\"a\",\"question\":\"Q1\",\"answers\":[{\"text\":\"A1\",\"answer_start\":0}]},"
                        + "{\"id\":\"b\",\"question\":\"Q2\",\"answers\":[],\"is_impossible\":true}]},"
                        + "{\"context\":\"C2\",\"qas\":[{\"id\":\"c\",\"question\":\"Q3\",\"answers\":[{\"text\":\"A3\"},"
                        + "{\"text\":\"A4\"}]}]}]}]}",
                Conversion.from(Origin.AUTO));

        assertThat(examples()).containsExactly("C1\n\nQ1 -> A1", "C2\n\nQ3 -> A3");
        assertThat(result.refused())
                .singleElement()
                .matches(refused -> refused.reason().contains("completion (answers)"));
    }

    @Test
    void takesNoPersonOrAddressForThePrompt() throws IOException {
        Convert.Result result = convert(
                "ticket,customer,email,subject,description,queue\n"
                        + "T-1,Acme,ana@example.com,Invoice,The amount is wrong.,Billing\n"
                        + "T-2,Globex Ltd,li@example.com,Upload,It stops at 50%.,Technical\n",
                Conversion.from(Origin.AUTO));

        assertThat(result.used()).isEqualTo("prompt from subject + description, completion from queue");
        assertThat(convert("customer,subject,queue\nAcme,Invoice,Billing\n", Conversion.from(Origin.AUTO))
                        .used())
                .isEqualTo("prompt from subject, completion from queue");
    }

    @Test
    void takesTheTextOfACustomerForThePrompt() throws IOException {
        assertThat(convert("customer,queue\nWhere is my order?,Shipping\n", Conversion.from(Origin.AUTO))
                        .used())
                .isEqualTo("prompt from customer, completion from queue");
        assertThat(convert("{\"user\":\"Hi\",\"title\":\"T\",\"assistant\":\"Hello\"}\n", Conversion.from(Origin.AUTO))
                        .used())
                .isEqualTo("prompt from user, completion from assistant");
        assertThat(convert(
                                "customer,queue\n\u6ce8\u6587\u3057\u305f\u5546\u54c1\u304c\u5c4a\u304d\u307e\u305b\u3093,S\n",
                                Conversion.from(Origin.AUTO))
                        .used())
                .startsWith("prompt from customer");
    }

    @Test
    void refusesOnlyRowsWithoutWhatIsNeeded() throws IOException {
        Convert.Result result = convert(
                "question,context,answer\nQ1,,A1\nQ2,C,\n,C,A3\nQ4,nan,NaN\nQ5,C,None\nQ6,C,A6,more\nQ7,C,A7,\n",
                Conversion.from(Origin.CSV));

        assertThat(examples()).containsExactly("Q1 -> A1", "C\n\nQ5 -> None", "C\n\nQ7 -> A7");
        assertThat(result.refused()).extracting(Convert.Refused::line).containsExactly(3L, 4L, 5L, 7L);
        assertThat(result.refused().get(0).reason()).isEqualTo("the completion (answer) is missing or empty");
        assertThat(result.refused().get(1).reason()).isEqualTo("the prompt (question) is missing or empty");
    }

    @Test
    void takesFieldsForWhatTheUserSays() throws IOException {
        String file = "id,Subject Line,Text,Rules,Team\n1,S,B,R,T\n2,,B,,T\n3,,,R,T\n";
        Conversion mapped = new Conversion(
                Origin.AUTO,
                Optional.of("prompt=subject_line+Text, completion=Team, system=rules"),
                Optional.empty(),
                List.of());
        Convert.Result result = convert(file, mapped);

        assertThat(examples()).containsExactly("[R] S\n\nB -> T", "B -> T");
        assertThat(result.refused()).extracting(Convert.Refused::line).containsExactly(4L);
        assertThat(result.unused()).isEqualTo(Map.of("id", 2L));
        assertThat(result.used())
                .isEqualTo("prompt from Subject Line + Text, completion from Team, system prompt from Rules");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt=Text,completion=Nobody|the following fields: id, Text, Team",
                "prompt=Text|must specify prompt and completion",
                "prompt=Text,label=Team|is not valid",
                "prompt=Text,completion=Text+Team|only for the prompt",
                "prompt=Text,prompt=id,completion=Team|twice"
            })
    void saysWhatIsWrongWithAMap(String map, String message) {
        assertThatThrownBy(() -> convert(
                        "id,Text,Team\n1,B,T\n",
                        new Conversion(Origin.AUTO, Optional.of(map), Optional.empty(), List.of())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void givesAnInstructionToRecordsWithoutOneAndKeepsFieldsForATestSet() throws IOException {
        convert(
                "{\"question\":\"Q\",\"answer\":\"A\",\"id\":\"x1\",\"topic\":\"t\"}\n"
                        + "{\"question\":\"Q\",\"answer\":\"A\",\"system\":\"Own.\",\"id\":\"x2\"}\n",
                new Conversion(Origin.AUTO, Optional.empty(), Optional.of("Be kind."), List.of("id", "topic")));

        assertThat(examples()).containsExactly("[Be kind.] Q -> A", "[Own.] Q -> A");
        assertThat(Files.readAllLines(directory.resolve("out.jsonl")).get(0))
                .startsWith("{\"id\":\"x1\",\"topic\":\"t\",\"schemaVersion\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,size\nx,1\n",
                "{\"name\":\"x\",\"size\":1}\n",
                "{\"text\":\"### Instruction: do ### Response: done\"}\n",
                "first line of prose\nsecond line\n"
            })
    void namesTheFieldsOfWhatItDoesNotKnow(String file) {
        assertThatThrownBy(() -> convert(file, Conversion.from(Origin.AUTO)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--map prompt=FIELD,completion=FIELD");
    }

    @Test
    void saysWhatAFileIsThatIsNotOfTheNamedOrigin() {
        String sharegpt =
                "{\"conversations\":[{\"from\":\"human\",\"value\":\"H\"},{\"from\":\"gpt\",\"value\":\"G\"}]}\n";

        assertThatThrownBy(() -> convert(sharegpt, Conversion.from(Origin.PROMPT_COMPLETION)))
                .hasMessageContaining("Use --from sharegpt");
        assertThatThrownBy(() -> convert("question,answer\nQ,A\n", Conversion.from(Origin.OPENAI_CHAT)))
                .hasMessageContaining("Use --from fields");
    }

    private Convert.Result convert(String file, Conversion conversion) throws IOException {
        Files.writeString(directory.resolve("in"), file);
        return convert(conversion);
    }

    private Convert.Result convert(Conversion conversion) throws IOException {
        return Convert.convert(Source.of(directory.resolve("in")), conversion, NOVA, directory.resolve("out.jsonl"));
    }

    /** Returns examples in the format {@code [system] user -> assistant | user -> assistant}. */
    private List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        Examples.read(Source.of(directory.resolve("out.jsonl")), RecordFormatId.CONVERSATION, example -> {
            List<String> pairs = new ArrayList<>();
            for (int i = 0; i < example.turns().size(); i += 2) {
                pairs.add(example.turns().get(i).text() + " -> "
                        + example.turns().get(i + 1).text());
            }
            examples.add((example.system() == null ? "" : "[" + example.system() + "] ") + String.join(" | ", pairs));
        });
        return examples;
    }
}
