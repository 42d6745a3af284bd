package io.github.bedrockfinetuning.dataset.format;

import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks up formats by their IDs. */
public final class RecordFormats {
    private static final RecordFormat MESSAGES = new MessagesFormat();
    private static final RecordFormat CONVERSATION = new ConversationFormat();
    private static final RecordFormat PROMPT_COMPLETION = new PromptCompletionFormat();

    private static final List<RecordFormat> ALL =
            Stream.of(RecordFormatId.values()).map(RecordFormats::of).toList();

    private RecordFormats() {}

    public static RecordFormat of(RecordFormatId id) {
        return switch (id) {
            case MESSAGES -> MESSAGES;
            case CONVERSATION -> CONVERSATION;
            case PROMPT_COMPLETION -> PROMPT_COMPLETION;
        };
    }

    public static List<RecordFormat> all() {
        return ALL;
    }

    /** Returns the format of an object, to determine the format of a file from its first records. */
    static Optional<RecordFormatId> recognize(Tape tape) {
        return ALL.stream()
                .filter(format -> format.recognizes(tape))
                .map(RecordFormat::id)
                .findFirst();
    }

    /**
     * Returns a record object into which lines can be read.
     *
     * @param id the format that each line should have
     * @param charactersPerToken the number of characters that count as one token toward the model's token limit
     */
    public static Record record(RecordFormatId id, int charactersPerToken) {
        return new Record(of(id), ALL, charactersPerToken);
    }
}
