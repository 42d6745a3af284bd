package io.github.bedrockfinetuning.dataset.sensitive;

/** The format and the verification of a kind of personal number. */
interface NumberForm {
    /** Returns the kind of number, with its article. */
    String name();

    /** Returns whether such a number is only found if its name is in the text. */
    boolean named();

    /**
     * Returns the end of the number that begins at a position; -1 if there is none.
     *
     * @param plain a text as {@link NumberText} writes it
     */
    int end(String plain, int start);
}
