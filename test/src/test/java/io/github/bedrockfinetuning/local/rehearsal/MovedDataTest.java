package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.local.aws.s3.Bucket;
import org.junit.jupiter.api.Test;

/** Tests objects that are copied from the results bucket of one stack to that of another. */
class MovedDataTest {
    @Test
    void aNewStackReusesCopiedAnswers() {
        try (StruckRun old = StruckRun.of(FaultScenario.PLAIN)) {
            assertThat(questionsToFoundationModels(old)).isPositive();
            try (StruckRun moved = StruckRun.setup(FaultScenario.PLAIN)
                    .before(stack -> copyAnswers(old.stack(), stack))
                    .run()) {
                moved.assertEnded("SUCCEEDED");
                assertThat(questionsToFoundationModels(moved)).isZero();
            }
        }
    }

    private static void copyAnswers(DeployedStack from, DeployedStack to) {
        Bucket answers = from.aws().s3().bucket(from.results());
        for (String key : answers.keys()) {
            if (key.startsWith(Prefixes.ANSWERS)) {
                to.aws()
                        .s3()
                        .put(
                                to.results(),
                                key,
                                answers.current(key).orElseThrow().content());
            }
        }
    }

    private static long questionsToFoundationModels(StruckRun run) {
        return run.attempts("Converse").stream()
                .filter(call -> run.stack().stepOf(call.role()).equals("AnswerBatch"))
                .filter(call -> !call.input().path("modelId").asText().contains("custom-model-deployment"))
                .count();
    }
}
