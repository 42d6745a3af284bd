package io.github.bedrockfinetuning.local.openings;

import java.util.Set;

/** What the templates show to be the account's own. */
final class OwnNames {
    private static final String HANDLERS = "io.github.bedrockfinetuning.steps.";

    private OwnNames() {}

    /** Adds a bucket's names, and the keys that a function of the workflow is told to use. */
    static void collect(StackResource resource, Set<String> buckets, Set<String> keys) {
        if (resource.type().equals("AWS::S3::Bucket")) {
            buckets.add(resource.ref());
            String given = resource.property("BucketName").asText();
            if (!given.isEmpty() && !Resolution.isUnresolved(given)) {
                buckets.add(given);
            }
        }
        if (resource.type().equals("AWS::Lambda::Function")
                && resource.property("Handler").asText().startsWith(HANDLERS)) {
            resource.property("Environment").path("Variables").properties().forEach(entry -> {
                if (entry.getKey().endsWith("_KEY_ARN")) {
                    keys.add(entry.getValue().asText());
                }
            });
        }
    }
}
