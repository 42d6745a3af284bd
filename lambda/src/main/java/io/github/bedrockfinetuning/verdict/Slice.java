package io.github.bedrockfinetuning.verdict;

/** The records whose field has a value. */
public record Slice(String field, String value) {
    /** As comparisons name it: {@code field=value}. */
    @Override
    public String toString() {
        return field + "=" + value;
    }
}
