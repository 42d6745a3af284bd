package io.github.bedrockfinetuning.preflight;

/** The role of a model in a run. */
public enum Role {
    /** The model that is fine-tuned and that the custom model is compared with. */
    BASE("baseModel"),
    /** The model that also answers the questions in the test set, for comparison. */
    REFERENCE("referenceModel"),
    /** The model that compares answers. */
    JUDGE("judge.model");

    private final String setting;

    Role(String setting) {
        this.setting = setting;
    }

    /** Returns the run.json setting that specifies the model. */
    public String setting() {
        return setting;
    }
}
