package io.github.bedrockfinetuning.local.models.reading;

import io.github.bedrockfinetuning.local.models.learning.Features;

/**
 * A possible answer to a question about a passage.
 *
 * @param kind the method that found the answer; candidates are ranked within their kind, and kinds are ranked by the
 *     question
 */
record Candidate(String text, Kind kind, Features features) {
    enum Kind {
        CELL,
        LABEL,
        CELLS,
        HEADINGS,
        SENTENCE,
        SPAN,
        AMOUNT,
        CHANGE,
        PERCENT_CHANGE,
        AVERAGE,
        SUM,
        RATIO,
        ROWS_DIFFERENCE,
        ROWS_SUM,
        ROWS_PERCENT
    }
}
