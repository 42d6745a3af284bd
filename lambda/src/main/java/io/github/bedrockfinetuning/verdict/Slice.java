package io.github.bedrockfinetuning.verdict;

/** The records in which a field has a specific value. */
public record Slice(String field, String value) {
    /** Returns the name used in comparisons: {@code field=value}. */
    @Override
    public String toString() {
        return field + "=" + value;
    }
}
