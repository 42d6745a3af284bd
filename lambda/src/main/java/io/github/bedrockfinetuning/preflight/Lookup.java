package io.github.bedrockfinetuning.preflight;

import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Handles requests that AWS denies. */
final class Lookup {
    private Lookup() {}

    /** Returns the result of a call, or empty if AWS denies it permanently. */
    static <T> Optional<T> permitted(Supplier<Optional<T>> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            Failure failure = Failures.of(e);
            if (failure.mayPass()) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    /**
     * Returns the checks that are based on one AWS call. If AWS denies the call permanently, for example because a
     * permission is missing, returns a single check that reports it.
     *
     * @param what the subject of the checks, as the start of a sentence
     * @param action the IAM action that the call requires
     * @throws RuntimeException classified by {@link Failures}, if the call fails temporarily
     */
    static List<Check> checks(String name, String what, String action, Supplier<List<Check>> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            Failure failure = Failures.of(e);
            if (failure.mayPass()) {
                throw failure;
            }
            return List.of(
                    Check.couldNotCheck(
                            name,
                            what + " could not be checked: " + failure.getMessage(),
                            "Allow " + action
                                    + " for the principal that runs this check, and make sure that no policy of the organization denies it."));
        }
    }
}
