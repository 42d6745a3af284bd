package io.github.bedrockfinetuning.steps;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.PermanentFailure;
import org.junit.jupiter.api.Test;

class StepFailureTest {
    /**
     * Without this, Lambda would pass a thousand lines of a stack overflow to the state of the workflow, and retry.
     */
    @Test
    void aStackThatRanOverIsAFailureLikeOthers() {
        try (Rig rig = new Rig()) {
            Step endless = new Step(rig.platform()) {
                @Override
                protected JsonNode run(ObjectNode state, Context context) {
                    return run(state, context).path("deeper");
                }
            };
            assertThatThrownBy(() -> rig.call(endless, rig.state()))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("nested too deeply")
                    .hasNoCause();
        }
    }
}
