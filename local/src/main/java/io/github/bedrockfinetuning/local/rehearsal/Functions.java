package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.functions.DeclaredFunction;
import io.github.bedrockfinetuning.local.functions.FunctionRunner;
import io.github.bedrockfinetuning.local.functions.MemoryUse;
import io.github.bedrockfinetuning.local.functions.Mishap;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The deployed functions, keyed by ARN, with their faults. */
final class Functions implements AutoCloseable {
    private final FunctionRunner runner;
    private final FunctionFaults faults;
    private final ServiceAccess access;
    private final Map<String, DeclaredFunction> declared = new LinkedHashMap<>();
    private final Map<String, DeclaredFunction> versions = new LinkedHashMap<>();
    private final Map<String, String> stepsByRole = new HashMap<>();

    Functions(FunctionRunner runner, FunctionFaults faults, ServiceAccess access) {
        this.runner = runner;
        this.faults = faults;
        this.access = access;
    }

    /** Creates a function, or replaces its unpublished version. */
    void declare(DeclaredFunction function) {
        declared.put(function.arn(), function);
        stepsByRole.put(function.name(), function.step());
    }

    /**
     * Publishes the code and the configuration of a function as a version, unless this version exists.
     *
     * @param versionArn the ARN of the function with the number of the version
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html">PublishVersion</a>
     */
    void publish(String versionArn) {
        versions.putIfAbsent(versionArn, function(unqualified(versionArn)));
    }

    /** Removes a version of a function. */
    void removeVersion(String versionArn) {
        versions.remove(versionArn);
    }

    /** Removes a function with all its versions. */
    void remove(String arn) {
        declared.remove(arn);
        versions.keySet().removeIf(version -> unqualified(version).equals(arn));
    }

    /** Returns the step of a function or a version; an empty string if it does not exist. */
    String step(String arn) {
        return exists(arn) ? function(arn).step() : "";
    }

    private boolean exists(String arn) {
        return declared.containsKey(arn) || versions.containsKey(arn);
    }

    private static String unqualified(String arn) {
        return arn.replaceFirst("^((?:[^:]*:){6}[^:]+):.*$", "$1");
    }

    /** Returns whether any function has the specified value for an environment variable. */
    boolean have(String variable, String value) {
        return declared.values().stream()
                .anyMatch(function -> value.equals(function.environment().get(variable)));
    }

    /** Returns a function by its ARN or by the ARN of a version. */
    DeclaredFunction function(String arn) {
        DeclaredFunction found = declared.getOrDefault(arn, versions.get(arn));
        if (found == null) {
            throw new IllegalArgumentException("No function " + arn + " was deployed.");
        }
        return found;
    }

    /** Returns the step whose function has the role, or an empty string if there is none. */
    String stepOf(String role) {
        return stepsByRole.getOrDefault(role, "");
    }

    /**
     * Invokes a function and waits for its response.
     *
     * @throws TaskFailed if the function fails, with the error that Lambda reports
     */
    JsonNode invoke(String arn, JsonNode payload) throws TaskFailed {
        if (!exists(arn)) {
            throw new TaskFailed("Lambda.ResourceNotFoundException", "Function not found: " + arn);
        }
        DeclaredFunction function = function(arn);
        Optional<String> refusal = access.refusalToRun(access.function(arn));
        if (refusal.isPresent()) {
            throw new TaskFailed(
                    "Lambda.AWSLambdaException",
                    "The role defined for the function cannot be assumed by Lambda. " + refusal.get());
        }
        Optional<String> encrypted = access.refusalOfEnvironment(access.function(arn));
        if (encrypted.isPresent()) {
            throw new TaskFailed(
                    "Lambda.KMSAccessDeniedException",
                    "Lambda was unable to decrypt the environment variables because KMS access was denied. Please check"
                            + " the function's AWS KMS key settings. " + encrypted.get());
        }
        Mishap mishap = faults.strike(function.step())
                .map(kind -> Mishap.valueOf(kind.name()))
                .orElse(Mishap.NONE);
        return runner.run(function, payload, mishap);
    }

    /** Returns the memory use of the function processes, or an empty list if the handlers run in this process. */
    List<MemoryUse> memory() {
        return runner.memory();
    }

    @Override
    public void close() {
        runner.close();
    }
}
