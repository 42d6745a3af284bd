package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.local.prove.experiments.CleanUpJournal;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.prove.record.Recording;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.ProofStack;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates simulated accounts for experiments, and their recordings. */
final class Proofs {
    static final BigDecimal PLENTY = BigDecimal.valueOf(100);

    private static Recording plain;

    private Proofs() {}

    /** Returns an account with the user of the stack. */
    static Account account(DeployedStack stack) {
        return Twin.account(stack, "FineTuning", Stacks.REGION, environment(stack));
    }

    static Proof.Tried run(DeployedStack stack) {
        return new Proof(account(stack), new CleanUpJournal(Optional.empty()), PLENTY, (question, most) -> true).run();
    }

    static Proof.Tried run(DeployedStack stack, Set<Question> experiments) {
        return new Proof(
                        experiments,
                        account(stack),
                        new CleanUpJournal(Optional.empty()),
                        PLENTY,
                        (question, most) -> true)
                .run();
    }

    /** Returns the recording of the unchanged local simulation. */
    static synchronized Recording plain() throws IOException {
        if (plain == null) {
            try (DeployedStack stack = ProofStack.deploy()) {
                plain = run(stack).recording();
            }
        }
        return plain;
    }

    static Map<String, String> environment(DeployedStack stack) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ACCOUNT_ID", DeployedStack.ACCOUNT);
        environment.put("AWS_REGION", Stacks.REGION);
        environment.put("DATASETS_BUCKET", stack.output("DatasetsBucket"));
        environment.put("RESULTS_BUCKET", stack.output("ResultsBucket"));
        environment.put("STATE_MACHINE_ARN", stack.output("StateMachineArn"));
        environment.put("TOPIC_ARN", stack.output("TopicArn"));
        environment.put("FT_STACK", stack.output("StackTag"));
        environment.put("FT_DEFAULTS", stack.descriptor().defaults());
        return environment;
    }
}
