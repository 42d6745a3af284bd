package io.github.bedrockfinetuning.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The format of a record, which is one line of a fine-tuning dataset.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html">Prepare the
 *     training datasets</a>
 */
public enum RecordFormatId {
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

    RecordFormatId(String id) {
        this.id = id;
    }

    /** Returns the name used in the catalog, in messages, and in reports. */
    public String id() {
        return id;
    }
}
