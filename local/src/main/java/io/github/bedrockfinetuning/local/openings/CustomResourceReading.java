package io.github.bedrockfinetuning.local.openings;

/**
 * Custom resources that are known: those of the constructs and those that the CDK brings along. What any other does, its
 * template does not tell.
 */
final class CustomResourceReading {
    private CustomResourceReading() {}

    /** Its provider must be a function of the same stack. */
    static void provided(StackResource at, Reading.Surroundings surroundings) {
        String token = at.property("ServiceToken").asText();
        boolean own = surroundings.resources().stream()
                .anyMatch(resource -> resource.type().equals("AWS::Lambda::Function")
                        && resource.arn().equals(token));
        if (!own) {
            surroundings.findings().unread(at, "its provider " + token + " is not in the stack");
        }
    }
}
