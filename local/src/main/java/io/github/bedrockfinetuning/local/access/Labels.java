package io.github.bedrockfinetuning.local.access;

/** Names for people. */
final class Labels {
    private Labels() {}

    /** A logical id without the hash that the CDK puts at its end. */
    static String of(String logicalId) {
        return logicalId.replaceFirst("(?<=.)[0-9A-F]{8}$", "");
    }
}
