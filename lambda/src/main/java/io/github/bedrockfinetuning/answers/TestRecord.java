package io.github.bedrockfinetuning.answers;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One record of the test set. */
public final class TestRecord {
    private final String id;
    private final List<String> references;
    private final Map<String, String> fields;
    private final Supplier<String> prompt;

    /**
     * @param id what answers are joined by
     * @param references the right answers; the best match counts
     * @param fields the record's further fields, by which results can be sliced
     * @param prompt what was asked, as the report shows it; may be null
     */
    public TestRecord(String id, List<String> references, Map<String, String> fields, String prompt) {
        this(id, references, fields, () -> prompt);
    }

    private TestRecord(String id, List<String> references, Map<String, String> fields, Supplier<String> prompt) {
        this.id = id;
        this.references = List.copyOf(references);
        this.fields = Map.copyOf(fields);
        this.prompt = prompt;
    }

    /** The same, of which the prompt is read when it is asked for: prompts are long, and few are shown. */
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

    /** Null if it is not known. */
    public String prompt() {
        return prompt.get();
    }
}
