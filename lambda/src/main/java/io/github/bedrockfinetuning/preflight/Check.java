package io.github.bedrockfinetuning.preflight;

/**
 * The result of a check that runs before any resource is created.
 *
 * @param name the name of the check, such as {@code model-lifecycle}
 * @param found the finding, in one or more sentences
 * @param remedy the action to take; empty if none is needed
 */
public record Check(String name, Result result, String found, String remedy) {
    /** The result of a check. */
    public enum Result {
        PASS,
        /** Indicates that a run can continue, but that the user should know about the finding. */
        WARN,
        /** Indicates that a run would fail. */
        FAIL,
        /** Indicates that AWS denied the request, so the result is unknown. Such a check never counts as passed. */
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
