package io.github.bedrockfinetuning.local.states;

/** A request that Step Functions refuses, with the error code of its API. */
public final class StatesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code the API's error code, such as ExecutionAlreadyExists */
    public StatesException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
