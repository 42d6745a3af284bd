package io.github.bedrockfinetuning.local.states;

/**
 * A Task state's Resource.
 *
 * @param arn as written
 * @param type the service, as history events name it: lambda, aws-sdk:s3, …
 * @param action what it does, as history events name it: invoke, invoke.waitForTaskToken, putObject, …
 */
record Resource(String arn, String type, String action) {
    private static final String INTEGRATION = ":states:::";
    private static final String CALLBACK = ".waitForTaskToken";

    /** @throws IllegalArgumentException if it is not one, with a message for the definition's author */
    static Resource parse(String arn) {
        if (!arn.startsWith("arn:")) {
            throw new IllegalArgumentException(
                    "'" + arn + "' is not an ARN: name a Lambda function's, or an integration's"
                            + " such as arn:aws:states:::lambda:invoke");
        }
        if (arn.contains(":activity:")) {
            throw new IllegalArgumentException(
                    "'" + arn + "' is an activity, and activities are not supported here: use"
                            + " arn:aws:states:::lambda:invoke" + CALLBACK);
        }
        int at = arn.indexOf(INTEGRATION);
        String rest = at < 0 ? arn : arn.substring(at + INTEGRATION.length());
        int last = rest.lastIndexOf(':');
        if (at < 0 && !arn.contains(":lambda:") || last < 1 || last == rest.length() - 1) {
            throw new IllegalArgumentException("'" + arn + "' is neither a Lambda function's ARN nor an integration's");
        }
        return at < 0
                ? new Resource(arn, "lambda", arn)
                : new Resource(arn, rest.substring(0, last), rest.substring(last + 1));
    }

    /** A function's own ARN: its result is the output as it is, and its history events are Lambda's own. */
    boolean isFunction() {
        return action.equals(arn);
    }

    boolean waitsForToken() {
        return arn.endsWith(CALLBACK);
    }
}
