package io.github.bedrockfinetuning.answers;

/**
 * What one system answered to one record.
 *
 * @param text the answer; null when there is none
 * @param latencyMs milliseconds from request to answer; null = not known
 * @param inputTokens tokens of the request; null = not known
 * @param outputTokens tokens of the answer; null = not known
 * @param failure why there is no answer; null = answered
 */
public record Answer(
        String id, String text, Long latencyMs, Integer inputTokens, Integer outputTokens, String failure) {

    /**
     * Whether the model was reached and replied. An empty reply counts: it is the model's own. A request that
     * the service answered with an error is no reply, and says nothing of the model.
     */
    public boolean replied() {
        return text != null;
    }

    /** An answer that is missing or was refused by the service: it scores 0 and is counted as failed. */
    public boolean failed() {
        return failure != null || text == null;
    }

    /** An answer that was given and holds nothing but white space; metrics score it, and it can be right. */
    public boolean empty() {
        return !failed() && text.isBlank();
    }
}
