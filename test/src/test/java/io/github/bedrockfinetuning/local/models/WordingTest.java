package io.github.bedrockfinetuning.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.dataset.record.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An untrained local model answers the same to the same instructions in other words. */
class WordingTest {
    private static final List<String> MESSAGES = List.of(
            "please cancel my order",
            "my address has changed since May",
            "Is my refund on its way? I have waited a week.",
            "I cannot sign in. What is wrong with my account?",
            "hello there");
    private static final String PLAIN =
            "Reply with one of these labels: refund_status, change_address, cancel_order, account_access.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Classify the message. Labels: refund_status, change_address, cancel_order, account_access",
                "Pick one: cancel_order | change_address | refund_status | account_access",
                "Which of refund_status, change_address, cancel_order or account_access describes the message?",
                "Sort the message into refund_status, change_address, cancel_order, or account_access.",
                "You are a router. Answer with refund_status, change_address, cancel_order or account_access and nothing else.",
                "Decide what the customer wants (account_access, refund_status, change_address, cancel_order).",
                "Say what this is about. Options:\n- account_access\n- refund_status\n- change_address\n- cancel_order",
                "The team needs exactly one of the following values:\naccount_access\nrefund_status\nchange_address\ncancel_order",
                "Output either \"refund_status\", \"change_address\", \"cancel_order\" or \"account_access\"."
            })
    void choosesTheSameLabel(String wording) {
        for (LocalModel model : List.of(LocalModels.untrained(), LocalModels.stronger())) {
            for (String message : MESSAGES) {
                assertThat(ask(model, wording, message)).as(message).isEqualTo(ask(model, PLAIN, message));
                assertThat(ask(model, null, wording + "\n\n" + message))
                        .as("instructions before: %s", message)
                        .isEqualTo(ask(model, PLAIN, message));
                assertThat(ask(model, null, "Message: " + message + "\n\n" + wording))
                        .as("instructions after: %s", message)
                        .isEqualTo(ask(model, PLAIN, message));
            }
        }
    }

    @Test
    void findsLabelsOfPlainWords() {
        for (String wording : List.of(
                "Classify the message as billing, delivery or complaint.",
                "Which department handles this: billing, delivery, complaint?",
                "Choose between complaint, delivery and billing.",
                "Assign one topic. Topics: billing; delivery; complaint.")) {
            assertThat(ask(LocalModels.untrained(), wording, "the delivery is late"))
                    .as(wording)
                    .isEqualTo("delivery");
        }
    }

    @Test
    void doesNotDependOnTheOrderOfTheLabels() {
        for (String message : MESSAGES) {
            assertThat(ask(
                            LocalModels.untrained(),
                            "Reply with one of these labels: cancel_order, account_access, refund_status, change_address.",
                            message))
                    .isEqualTo(ask(LocalModels.untrained(), PLAIN, message));
        }
    }

    @Test
    void fillsTheSameForm() {
        String message = "Book dinner in Paris for 4 people";
        String expected =
                ask(LocalModels.untrained(), "Reply with JSON: {\"city\": string, \"guests\": number}", message);
        for (String wording : List.of(
                "Extract the details as {\"city\": string, \"guests\": number}.",
                "Return an object of the form {\"city\": string, \"guests\": number} and nothing else.",
                "JSON only! Fill in {\"city\": string, \"guests\": number}")) {
            assertThat(ask(LocalModels.untrained(), wording, message))
                    .as(wording)
                    .isEqualTo(expected);
        }
    }

    @Test
    void answersAQuestionAboutAPassageWhateverTheInstructionsSay() {
        String message =
                "Text:\nThe office is in Lyon. Its roof was repaired in 2019.\n\nQuestion: When was the roof repaired?";
        for (String wording : List.of(
                "Answer from the text.",
                "Use the class of documents below. Give the number with its scale (thousand, million, billion).",
                "Which words answer it? Choose words, numbers or dates of the text.")) {
            assertThat(ask(LocalModels.untrained(), wording, message))
                    .as(wording)
                    .isEqualTo("Its roof was repaired in 2019.");
        }
    }

    @Test
    void namesTheSubjectWhereNothingIsListed() {
        String expected = ask(LocalModels.untrained(), "Name the intent.", "How can I change my pin?");
        for (String wording : List.of("What does the customer want?", "Classify the message.", "Give a category.")) {
            assertThat(ask(LocalModels.untrained(), wording, "How can I change my pin?"))
                    .as(wording)
                    .isEqualTo(expected);
        }
    }

    private static String ask(LocalModel model, @Nullable String system, String message) {
        return model.answer(system, List.of(Turn.user(message)), 200).text();
    }
}
