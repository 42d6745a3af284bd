package io.github.bedrockfinetuning.dataset.sensitive;

/** The format of a kind of personal identification number, and the checks that verify it. */
interface NumberForm {
    /** Returns the kind of number, with its article. */
    String name();

    /** Returns whether such a number can begin with the specified digit or capital letter. */
    boolean mayBeginWith(char first);

    /**
     * Returns the end of the number that begins at a position, or -1 if there is none.
     *
     * @param plain a text as {@link NumberText} writes it
     */
    int end(String plain, int start);
}
