package io.github.bedrockfinetuning.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The format of a record, which is one line of a fine-tuning dataset.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-prepare.html">Prepare the
 *     training datasets</a>
 */
public enum RecordFormatId {
    /** The format {@code {"system","messages":[{"role","content"}]}} with plain strings, which Claude 3 Haiku uses. */
    @JsonProperty("messages")
    MESSAGES("messages"),

    /**
     * The format {@code {"schemaVersion","system":[{"text"}],"messages":[{"role","content":[{"text"}]}]}}, which Nova
     * and Llama 3.3 use.
     */
    @JsonProperty("bedrock-conversation-2024")
    CONVERSATION("bedrock-conversation-2024"),

    /** The format {@code {"prompt","completion"}}, which Llama 3.1 uses. */
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
