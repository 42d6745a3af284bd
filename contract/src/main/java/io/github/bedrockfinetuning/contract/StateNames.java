package io.github.bedrockfinetuning.contract;

/** States of the definition that other rooms know by name and that are not named after their step. */
public final class StateNames {
    /** The Distributed Map in which the base and the reference model answer while training is in progress. */
    public static final String ANSWER_BASELINES = "AnswerBaselines";

    private StateNames() {}
}
