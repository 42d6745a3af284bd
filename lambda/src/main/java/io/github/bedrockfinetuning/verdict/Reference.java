package io.github.bedrockfinetuning.verdict;

import java.util.List;
import java.util.Map;

/**
 * One record of the test set.
 *
 * @param id what answers are joined by
 * @param references the right answers; the best match counts
 * @param fields the record's further fields, by which results can be sliced
 * @param prompt what was asked, as the report shows it; may be null
 */
public record Reference(String id, List<String> references, Map<String, String> fields, String prompt) {
    public Reference {
        references = List.copyOf(references);
        fields = Map.copyOf(fields);
    }
}
