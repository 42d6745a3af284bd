package io.github.bedrockfinetuning.contract;

/** The names of states that other modules use and that differ from the names of their steps. */
public final class StateNames {
    /** The Distributed Map in which the base and the reference model answer while training is in progress. */
    public static final String ANSWER_BASELINES = "AnswerBaselines";

    private StateNames() {}
}
