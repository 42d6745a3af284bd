package io.github.bedrockfinetuning.local.access;

/** Creates readable names. */
final class Labels {
    private Labels() {}

    /** Returns a logical ID without the hash that the CDK appends. */
    static String of(String logicalId) {
        return logicalId.replaceFirst("(?<=.)[0-9A-F]{8}$", "");
    }
}
