package io.github.bedrockfinetuning.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.models.learning.EpochLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void untrainedChoosesAmongLabelsListedInALine() {
        var system = "Reply with one of these labels and nothing else: refund_status, change_address, cancel_order.";
        assertThat(ask(LocalModels.untrained(), system, "please cancel my order"))
                .isEqualTo("cancel_order");
        assertThat(ask(LocalModels.untrained(), system, "my address has changed"))
                .isEqualTo("change_address");
    }

    @Test
    void untrainedChoosesAmongBulletsByTheirDescriptions() {
        var system = "Classify the message.\n- billing: invoices and receipts\n- technical: crashes and bugs";
        assertThat(ask(LocalModels.untrained(), system, "the app crashes all day"))
                .isEqualTo("technical");
    }

    @Test
    void strongerKnowsSynonymsThatUntrainedDoesNot() {
        var system = "Reply with one of these labels: order_status, address_change, damaged_goods.";
        var message = "the lamp is broken";
        assertThat(ask(LocalModels.untrained(), system, message)).isNotEqualTo("damaged_goods");
        assertThat(ask(LocalModels.stronger(), system, message)).isEqualTo("damaged_goods");
    }

    @Test
    void untrainedInventsALabelWhereNoneIsListed() {
        assertThat(ask(
                        LocalModels.untrained(),
                        "Reply with one intent label in snake_case.",
                        "How can I change my pin?"))
                .isEqualTo("change_pin");
    }

    @Test
    void untrainedFillsTheFormItIsShown() throws IOException {
        var system = "Reply with JSON: {\"city\": string, \"guests\": number, \"meal\": \"lunch|dinner\"}";
        var answer = JSON.readTree(ask(LocalModels.untrained(), system, "Book dinner in Paris for 4 people"));
        assertThat(answer.path("city").asText()).isEqualTo("Paris");
        assertThat(answer.path("guests").asText()).isEqualTo("4");
        assertThat(answer.path("meal").asText()).isEqualTo("dinner");
    }

    @Test
    void untrainedQuotesTheSentenceThatSharesMostWithTheQuestion() {
        var message = "The office is in Lyon. Its roof was repaired in 2019.\n\nQuestion: When was the roof repaired?";
        assertThat(ask(LocalModels.untrained(), "Answer from the text.", message))
                .isEqualTo("Its roof was repaired in 2019.");
    }

    @Test
    void strongerLooksUpTheCell() {
        var message =
                "Table:\n | 2019 | 2018\nSales | 17 | 12\nCosts | 9 | 8\n\nQuestion: What were the costs in 2018?";
        assertThat(ask(LocalModels.stronger(), "Answer from the table.", message))
                .isEqualTo("8");
    }

    @Test
    void cutsAReplyAtTheTokenLimit() {
        var message = "The office is in Lyon and quite large.\n\nQuestion: Where is the office?";
        var reply = LocalModels.untrained().answer("Answer.", List.of(Turn.user(message)), 2);
        assertThat(reply.text()).isEqualTo("The offi");
        assertThat(reply.stopReason()).isEqualTo(LocalModel.MAX_TOKENS);
        assertThat(reply.outputTokens()).isEqualTo(2);
    }

    @Test
    void learnsLabelsThatThePromptDoesNotName() throws IOException {
        var trained = LocalModels.train(colours(RecordFormatId.MESSAGES), null, RecordFormatId.MESSAGES, Map.of());
        assertThat(ask(trained.model(), "Sort.", "a banana please")).isEqualTo("k1");
        assertThat(ask(trained.model(), "Sort.", "a cherry please")).isEqualTo("k2");
    }

    @Test
    void learnsTheSameFromPromptAndCompletion() throws IOException {
        var trained = LocalModels.train(
                colours(RecordFormatId.PROMPT_COMPLETION), null, RecordFormatId.PROMPT_COMPLETION, Map.of());
        assertThat(ask(trained.model(), null, "a banana please")).isEqualTo("k1");
    }

    @Test
    void givesTheSameModelEveryTime() throws IOException {
        var first = LocalModels.train(colours(RecordFormatId.MESSAGES), null, RecordFormatId.MESSAGES, Map.of());
        var second = LocalModels.train(colours(RecordFormatId.MESSAGES), null, RecordFormatId.MESSAGES, Map.of());
        assertThat(first.losses()).isEqualTo(second.losses());
    }

    @Test
    void recordsALossForEveryEpochAndTheyFall() throws IOException {
        var training = colours(RecordFormatId.MESSAGES);
        var losses = LocalModels.train(training, training, RecordFormatId.MESSAGES, Map.of("epochCount", "4"))
                .losses();
        assertThat(losses).extracting(EpochLoss::epoch).containsExactly(1, 2, 3, 4);
        assertThat(losses.get(3).trainingLoss()).isLessThan(losses.get(0).trainingLoss());
        assertThat(losses.get(3).validationLoss()).isLessThan(losses.get(0).validationLoss());
    }

    @Test
    void fillsSlotsInTheStyleOfItsTrainingCompletions() throws IOException {
        var lines = new ArrayList<String>();
        var cities = List.of("Paris", "New York", "Rome", "Oslo", "Lima", "Cape Town", "Quito", "Bonn");
        for (var city : cities) {
            for (var day : List.of("today", "tomorrow", "tonight")) {
                lines.add(message(
                        "weather in " + city + " " + day, "{\"intent\": \"weather\", \"city\": \"" + city + "\"}"));
                lines.add(message(
                        "a table in " + city + " " + day, "{\"intent\": \"table\", \"city\": \"" + city + "\"}"));
            }
        }
        var trained = LocalModels.train(write(lines), null, RecordFormatId.MESSAGES, Map.of());
        assertThat(ask(trained.model(), "Extract.", "a table in Wien today"))
                .isEqualTo("{\"intent\": \"table\", \"city\": \"Wien\"}");
    }

    @Test
    void answersFromTheNearestRecordWhereNothingElseFits() throws IOException {
        var lines = List.of(
                message("how do I boil an egg", "Put it into boiling water for six minutes."),
                message("how do I fold a shirt", "Lay it flat and turn in the sleeves."));
        var trained = LocalModels.train(write(lines), null, RecordFormatId.MESSAGES, Map.of());
        assertThat(trained.losses()).isEmpty();
        assertThat(ask(trained.model(), null, "boil an egg how"))
                .isEqualTo("Put it into boiling water for six minutes.");
    }

    @Test
    void judgesByLikenessToTheReferenceInTheFormAskedFor() {
        var system = "Reply only with JSON: {\"better\":\"A\"}, {\"better\":\"B\"} or {\"better\":\"tie\"}.";
        var text = "Question:\n@@\nWhere?\nAnswer A: no\n@@\n\nExpected answer:\n@@\nin Rome\n@@\n\n"
                + "Answer A:\n@@\nin Oslo\n@@\n\nAnswer B:\n@@\nin Rome\n@@\n\nWhich is better?";
        assertThat(ask(LocalJudge.model(), system, text)).isEqualTo("{\"better\":\"B\"}");
        assertThat(ask(LocalJudge.model(), system, text.replace("Oslo", "Rome")))
                .isEqualTo("{\"better\":\"tie\"}");
    }

    private static String ask(LocalModel model, String system, String message) {
        return model.answer(system, List.of(Turn.user(message)), 200).text();
    }

    private Source colours(RecordFormatId format) throws IOException {
        var lines = new ArrayList<String>();
        for (var i = 0; i < 30; i++) {
            for (var fruit : List.of("banana k1", "lemon k1", "cherry k2", "tomato k2")) {
                var parts = fruit.split(" ");
                var asked = "a " + parts[0] + " number " + i;
                lines.add(format == RecordFormatId.MESSAGES ? message(asked, parts[1]) : prompt(asked, parts[1]));
            }
        }
        return write(lines);
    }

    private Source write(List<String> lines) throws IOException {
        return Source.of(Files.write(folder.resolve("train.jsonl"), lines));
    }

    private static String message(String user, String assistant) {
        var record = JSON.createObjectNode();
        var messages = record.putArray("messages");
        messages.addObject().put("role", "user").put("content", user);
        messages.addObject().put("role", "assistant").put("content", assistant);
        return record.toString();
    }

    private static String prompt(String prompt, String completion) {
        return JSON.createObjectNode()
                .put("prompt", prompt)
                .put("completion", completion)
                .toString();
    }
}
