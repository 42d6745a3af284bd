package io.github.bedrockfinetuning.checkers;

/**
 * A finding of a checker.
 *
 * @param where the path of the construct, or the logical ID if the path is unknown
 * @param reason the reason why the finding is accepted; null if there is none
 */
record Finding(String rule, String where, String reason) {
    @Override
    public String toString() {
        return rule + " " + where;
    }
}
