package io.github.bedrockfinetuning.preflight;

/**
 * One fact that was looked up before anything is created.
 *
 * @param name which fact, such as {@code model-lifecycle}
 * @param found what was found, in one or more sentences
 * @param remedy what to do; empty if nothing needs doing
 */
public record Check(String name, Result result, String found, String remedy) {
    /** How a check ended. */
    public enum Result {
        PASS,
        /** A run can go on, but somebody should know. */
        WARN,
        /** A run would fail. */
        FAIL,
        /** AWS refused to answer, so nothing is known. Never a pass. */
        COULD_NOT_CHECK
    }

    static Check pass(String name, String found) {
        return new Check(name, Result.PASS, found, "");
    }

    static Check warn(String name, String found, String remedy) {
        return new Check(name, Result.WARN, found, remedy);
    }

    static Check fail(String name, String found, String remedy) {
        return new Check(name, Result.FAIL, found, remedy);
    }

    static Check couldNotCheck(String name, String found, String remedy) {
        return new Check(name, Result.COULD_NOT_CHECK, found, remedy);
    }
}
