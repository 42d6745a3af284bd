package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.states.Listener;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Deploys stacks for experiments without sockets, in which jobs take minutes. */
public final class ProofStack {
    private static final FaultLane LANE = new FaultLane();

    private ProofStack() {}

    public static DeployedStack deploy() throws IOException {
        return deploy(UnaryOperator.identity());
    }

    /** @param policies changes the policies of the template */
    public static DeployedStack deploy(UnaryOperator<StackPolicies> policies) throws IOException {
        DeployedStack stack = DeployedStack.deploy(
                Stacks.blueprint(Stacks.REGION),
                List.of(),
                Listener.NONE,
                LANE.wiring(Stacks.REGION).under(policies));
        stack.aws().bedrock().durations(FaultRun.QUICK);
        return stack;
    }
}
