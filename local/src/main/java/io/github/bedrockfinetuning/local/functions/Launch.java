package io.github.bedrockfinetuning.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * How a function's processes are started: AWS's runtime client over the unpacked code, with the environment that Lambda
 * sets and the template's own, and nothing of this process's.
 *
 * @param code the unpacked zip
 * @param agent the jar of {@link io.github.bedrockfinetuning.local.functions.agent.TimeAgent}
 * @param temporary a directory for the process's files
 * @param heapMiB the JVM's largest heap
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Environment variables</a>
 */
record Launch(DeclaredFunction function, Path code, Path agent, Path temporary, int heapMiB) {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** What stands in /var/runtime/lib on Lambda: its runtime client and what that needs. */
    private static final String RUNTIME = Stream.of(
                    AWSLambda.class, PojoSerializer.class, Context.class, SdkInternalThreadLocal.class)
            .map(Launch::jar)
            .collect(Collectors.joining(File.pathSeparator));

    /**
     * Starts a process.
     *
     * @param runtimeApi as AWS_LAMBDA_RUNTIME_API has it
     * @param credentials what the process signs requests with, told by its environment alone, which other users cannot
     *     read
     */
    Process start(String runtimeApi, URI aws, AwsCredentials credentials) throws IOException {
        // Read before JAVA_TOOL_OPTIONS, which therefore win, as on Lambda.
        Path flags = Files.write(
                temporary.resolve("flags"),
                List.of("MaxHeapSize=" + heapMiB + "m", "+UseSerialGC", "TieredStopAtLevel=1"));
        ProcessBuilder builder = new ProcessBuilder(
                JAVA,
                "-XX:Flags=" + flags,
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + temporary,
                "-javaagent:" + agent,
                "-cp",
                RUNTIME,
                AWSLambda.class.getName(),
                function.handler());
        builder.directory(code.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(runtimeApi, aws, credentials));
        return builder.start();
    }

    private Map<String, String> environment(String runtimeApi, URI aws, AwsCredentials credentials) {
        Map<String, String> environment = new TreeMap<>(function.environment());
        environment.putAll(Map.of(
                "_HANDLER",
                function.handler(),
                "AWS_LAMBDA_FUNCTION_NAME",
                function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(function.memoryMiB()),
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/" + function.name(),
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "rehearsal",
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                "on-demand",
                "AWS_LAMBDA_RUNTIME_API",
                runtimeApi,
                "LAMBDA_TASK_ROOT",
                code.toString()));
        environment.putAll(Map.of(
                "AWS_ACCESS_KEY_ID",
                credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                credentials.secretAccessKey(),
                "AWS_SESSION_TOKEN",
                "rehearsal",
                "AWS_ENDPOINT_URL",
                aws.toString(),
                "AWS_DEFAULT_REGION",
                function.environment().get(EnvironmentVariables.AWS_REGION),
                "LANG",
                "en_US.UTF-8",
                "TZ",
                ":UTC",
                "PATH",
                "/usr/local/bin:/usr/bin:/bin"));
        return environment;
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
