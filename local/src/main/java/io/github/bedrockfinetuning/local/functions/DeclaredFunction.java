package io.github.bedrockfinetuning.local.functions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One function as the template declares it.
 *
 * @param name the name of its role, which also names the caller in the record of calls
 * @param memoryMiB what it may use in all
 * @param code the zip it is deployed from
 */
public record DeclaredFunction(
        String name,
        String arn,
        String handler,
        Duration timeout,
        int memoryMiB,
        Map<String, String> environment,
        Path code) {

    /** The handler's class name without its package: the step's name. */
    public String step() {
        return className().substring(className().lastIndexOf('.') + 1);
    }

    String className() {
        int method = handler.indexOf("::");
        return method < 0 ? handler : handler.substring(0, method);
    }
}
