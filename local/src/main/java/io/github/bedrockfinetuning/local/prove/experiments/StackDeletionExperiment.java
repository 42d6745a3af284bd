package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.local.prove.record.Question;

/** Would delete the stack, so it is never tried. */
public final class StackDeletionExperiment implements Experiment {
    @Override
    public Question question() {
        return Question.STACK_DELETION;
    }

    @Override
    public Finding run(Bench bench) {
        return Finding.notTried(
                "It would delete the stack. Run cdk destroy on a stack of your own while a run trains, and"
                        + " look whether the job ends.");
    }
}
