package io.github.bedrockfinetuning.preflight;

/** What a run uses a model for. */
public enum Role {
    /** It is fine-tuned, and compared against. */
    BASE("baseModel"),
    /** It answers the test set. */
    REFERENCE("referenceModel"),
    /** It compares answers. */
    JUDGE("judge.model");

    private final String setting;

    Role(String setting) {
        this.setting = setting;
    }

    /** The setting of run.json that names the model. */
    public String setting() {
        return setting;
    }
}
