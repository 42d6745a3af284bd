package io.github.bedrockfinetuning.dataset.sensitive;

/** How a kind of number that stands for a person is written, and proven. */
interface NumberForm {
    /** What it is, with its article. */
    String name();

    /** Whether the text must name such a number for one to be found. */
    boolean named();

    /**
     * The end of the number that begins at a place, or -1 if none does.
     *
     * @param plain a text as {@link NumberText} writes it
     */
    int end(String plain, int start);
}
