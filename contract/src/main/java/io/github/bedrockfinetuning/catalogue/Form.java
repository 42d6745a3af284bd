package io.github.bedrockfinetuning.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How one line of a fine-tuning dataset is written.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html">Prepare the
 *     training datasets</a>
 */
public enum Form {
    /** {@code {"system","messages":[{"role","content"}]}} with plain strings: Claude 3 Haiku. */
    @JsonProperty("messages")
    MESSAGES("messages"),

    /** {@code {"schemaVersion","system":[{"text"}],"messages":[{"role","content":[{"text"}]}]}}: Nova, Llama 3.3. */
    @JsonProperty("bedrock-conversation-2024")
    CONVERSATION("bedrock-conversation-2024"),

    /** {@code {"prompt","completion"}}: Llama 3.1. */
    @JsonProperty("prompt-completion")
    PROMPT_COMPLETION("prompt-completion");

    private final String id;

    Form(String id) {
        this.id = id;
    }

    /** The name that the catalogue, messages and reports use. */
    public String id() {
        return id;
    }
}
