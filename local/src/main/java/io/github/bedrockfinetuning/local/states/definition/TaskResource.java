package io.github.bedrockfinetuning.local.states.definition;

/**
 * The Resource field of a Task state: the ARN of a Lambda function, or lambda:invoke.waitForTaskToken.
 *
 * @param arn the text in the definition
 */
public record TaskResource(String arn) {
    private static final String INVOKE = ":states:::lambda:invoke.waitForTaskToken";

    /** @throws IllegalArgumentException if the text is neither of them */
    static TaskResource parse(String arn) {
        TaskResource resource = new TaskResource(arn);
        if (!resource.waitsForToken() && !arn.matches("arn:[^:]+:lambda:[^:]*:[^:]*:function:.+")) {
            throw new IllegalArgumentException(
                    "'" + arn + "' is not simulated; a task must invoke a Lambda function by its ARN or use"
                            + " arn:aws:states:::lambda:invoke.waitForTaskToken");
        }
        return resource;
    }

    /**
     * Returns whether this is the ARN of a function. Such a task has separate history events, and its result is used as
     * is.
     */
    public boolean isFunction() {
        return !waitsForToken();
    }

    public boolean waitsForToken() {
        return arn.startsWith("arn:") && arn.endsWith(INVOKE);
    }
}
