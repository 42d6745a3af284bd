package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.Listener;
import java.time.Duration;

/** The user who uploaded the dataset. The user approves the run one hour after the approval request. */
final class FaultUser implements Listener {
    private static final int MOST_LOOKS = 12;

    private DeployedStack stack;

    void watch(DeployedStack deployed) {
        stack = deployed;
    }

    @Override
    public void stateEntered(Execution execution, String state, JsonNode input) {
        if (state.equals("AskApproval")) {
            look(execution, MOST_LOOKS);
        }
    }

    private void look(Execution execution, int looks) {
        stack.clock().after(Duration.ofHours(1), () -> {
            if (execution.status() != Execution.Status.RUNNING || looks == 0) {
                return;
            }
            if (!stack.approve(execution.name())) {
                look(execution, looks - 1);
            }
        });
    }
}
