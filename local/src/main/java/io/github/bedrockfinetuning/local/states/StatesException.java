package io.github.bedrockfinetuning.local.states;

/** Indicates that Step Functions rejected a request. Contains the error code of the API. */
public final class StatesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code the error code of the API, such as ExecutionAlreadyExists */
    public StatesException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
