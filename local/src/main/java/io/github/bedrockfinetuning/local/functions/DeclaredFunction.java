package io.github.bedrockfinetuning.local.functions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A Lambda function in the template.
 *
 * @param name the name of the function's role, which also identifies the caller in recorded requests
 * @param memoryMiB the memory size of the function
 * @param code the zip file with the code of the function
 */
public record DeclaredFunction(
        String name,
        String arn,
        String handler,
        Duration timeout,
        int memoryMiB,
        Map<String, String> environment,
        Path code) {

    /** Returns the name of the step, which is the class name of the handler without its package. */
    public String step() {
        return className().substring(className().lastIndexOf('.') + 1);
    }

    String className() {
        int method = handler.indexOf("::");
        return method < 0 ? handler : handler.substring(0, method);
    }
}
