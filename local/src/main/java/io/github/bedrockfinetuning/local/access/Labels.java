package io.github.bedrockfinetuning.local.access;

/** Readable names. */
final class Labels {
    private Labels() {}

    /** Returns a logical id without the hash that the CDK appends. */
    static String of(String logicalId) {
        return logicalId.replaceFirst("(?<=.)[0-9A-F]{8}$", "");
    }
}
