package io.github.bedrockfinetuning.dataset.format;

import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.record.Record;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats by their ids. */
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

    /** The format that an object counts for when a file's format is told from its first records. */
    static Optional<RecordFormatId> recognize(Tape tape) {
        return ALL.stream()
                .filter(format -> format.recognizes(tape))
                .map(RecordFormat::id)
                .findFirst();
    }

    /**
     * A record that is read line by line.
     *
     * @param id the format that it should have
     * @param charactersPerToken what the model's token limit is counted by
     */
    public static Record record(RecordFormatId id, int charactersPerToken) {
        return new Record(of(id), ALL, charactersPerToken);
    }
}
