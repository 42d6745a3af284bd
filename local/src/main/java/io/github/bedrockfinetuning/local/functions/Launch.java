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
 * Starts processes for a function, which run the AWS Lambda runtime interface client with the unpacked code. The
 * environment contains only the variables of Lambda and of the template. The process inherits no variables from this
 * process.
 *
 * @param code the folder with the unpacked zip file
 * @param agent the JAR file of {@link io.github.bedrockfinetuning.local.functions.agent.TimeAgent}
 * @param temporary a folder for the files of the process
 * @param heapMiB the maximum heap size of the JVM
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Environment variables</a>
 */
record Launch(DeclaredFunction function, Path code, Path agent, Path temporary, int heapMiB) {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** The class path of /var/runtime/lib on Lambda: the runtime interface client and its dependencies. */
    private static final String RUNTIME = Stream.of(
                    AWSLambda.class, PojoSerializer.class, Context.class, SdkInternalThreadLocal.class)
            .map(Launch::jar)
            .collect(Collectors.joining(File.pathSeparator));

    /**
     * Starts a process.
     *
     * @param runtimeApi the value of AWS_LAMBDA_RUNTIME_API
     * @param credentials the credentials of the process; they are passed only in its environment, because other users
     *     cannot read it
     */
    Process start(String runtimeApi, URI aws, AwsCredentials credentials) throws IOException {
        // The JVM reads this file before JAVA_TOOL_OPTIONS, whose options take precedence, as in Lambda.
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
