package io.github.bedrockfinetuning.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** Rejections and answers of models that the local models do not return. */
final class SpoiltQuestions {
    private final List<Spoilt> plan = new ArrayList<>();

    private static final class Spoilt {
        private final Predicate<String> questions;
        private final RuntimeException refusal;
        private final ConverseResponse answer;
        private int left;

        private Spoilt(Predicate<String> questions, RuntimeException refusal, ConverseResponse answer, int left) {
            this.questions = questions;
            this.refusal = refusal;
            this.answer = answer;
            this.left = left;
        }
    }

    /** @param questions the questions to reject, by the text of their last turn */
    void refuse(Predicate<String> questions, RuntimeException refusal) {
        plan.add(new Spoilt(questions, refusal, null, Integer.MAX_VALUE));
    }

    /** Sets the response to the next requests that no other plan handles. */
    void answer(ConverseResponse answer, int times) {
        plan.add(new Spoilt(question -> true, null, answer, times));
    }

    BedrockRuntimeClient over(BedrockRuntimeClient client) {
        return plan.isEmpty() ? client : new Client(client);
    }

    private final class Client implements BedrockRuntimeClient {
        private final BedrockRuntimeClient whole;

        private Client(BedrockRuntimeClient whole) {
            this.whole = whole;
        }

        @Override
        public ConverseResponse converse(ConverseRequest request) {
            String question = request.messages()
                    .get(request.messages().size() - 1)
                    .content()
                    .get(0)
                    .text();
            for (Spoilt spoilt : plan) {
                if (spoilt.left > 0 && spoilt.questions.test(question)) {
                    spoilt.left--;
                    if (spoilt.refusal != null) {
                        throw spoilt.refusal;
                    }
                    return spoilt.answer;
                }
            }
            return whole.converse(request);
        }

        @Override
        public String serviceName() {
            return whole.serviceName();
        }

        @Override
        public void close() {
            whole.close();
        }
    }
}
