package io.github.bedrockfinetuning.answers;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One record of the test set. */
public final class TestRecord {
    private final String id;
    private final List<String> references;
    private final Map<String, String> fields;
    private final Supplier<String> prompt;

    /**
     * Creates a record.
     *
     * @param id the ID by which answers are matched
     * @param references the reference answers; the best match counts
     * @param fields the record's other fields, by which results can be sliced
     * @param prompt the question, as shown in the report; can be null
     */
    public TestRecord(String id, List<String> references, Map<String, String> fields, @Nullable String prompt) {
        this(id, references, fields, () -> prompt);
    }

    private TestRecord(String id, List<String> references, Map<String, String> fields, Supplier<String> prompt) {
        this.id = id;
        this.references = List.copyOf(references);
        this.fields = Map.copyOf(fields);
        this.prompt = prompt;
    }

    /** Creates a record whose prompt is read on access, because prompts are long and only a few are shown. */
    public static TestRecord reading(
            String id, List<String> references, Map<String, String> fields, Supplier<String> prompt) {
        return new TestRecord(id, references, fields, prompt);
    }

    public String id() {
        return id;
    }

    public List<String> references() {
        return references;
    }

    public Map<String, String> fields() {
        return fields;
    }

    /** Returns the prompt, or null if it is unknown. */
    public @Nullable String prompt() {
        return prompt.get();
    }
}
