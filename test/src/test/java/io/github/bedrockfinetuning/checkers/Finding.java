package io.github.bedrockfinetuning.checkers;

/**
 * What a checker has against a resource.
 *
 * @param where the construct's path, or the logical id where none is known
 * @param reason why it stands; null if nobody has said
 */
record Finding(String rule, String where, String reason) {
    @Override
    public String toString() {
        return rule + " " + where;
    }
}
