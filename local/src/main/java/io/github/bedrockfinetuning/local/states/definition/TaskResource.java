package io.github.bedrockfinetuning.local.states.definition;

/**
 * What a Task state calls: a Lambda function, or one that is handed a task token.
 *
 * @param arn as written
 */
public record TaskResource(String arn) {
    private static final String INVOKE = ":states:::lambda:invoke.waitForTaskToken";

    /** @throws IllegalArgumentException if it is neither */
    static TaskResource parse(String arn) {
        TaskResource resource = new TaskResource(arn);
        if (!resource.waitsForToken() && !arn.matches("arn:[^:]+:lambda:[^:]*:[^:]*:function:.+")) {
            throw new IllegalArgumentException("'" + arn + "' is not simulated; a task calls a Lambda function by its"
                    + " ARN, or arn:aws:states:::lambda:invoke.waitForTaskToken");
        }
        return resource;
    }

    /** A function's own ARN: its result is the output as it is, and its history events are Lambda's own. */
    public boolean isFunction() {
        return !waitsForToken();
    }

    public boolean waitsForToken() {
        return arn.startsWith("arn:") && arn.endsWith(INVOKE);
    }
}
