package io.github.bedrockfinetuning.preflight;

import io.github.bedrockfinetuning.run.Failure;
import io.github.bedrockfinetuning.run.Failures;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells a refusal to answer from an answer. */
final class Lookup {
    private Lookup() {}

    /** What a call answers; nothing if AWS refuses it for good. */
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
     * The checks that rest on one call to AWS. If AWS refuses the call for good, for instance because a permission is
     * missing, one check says so.
     *
     * @param what the fact, as the start of a sentence
     * @param action the IAM action that the call takes
     * @throws RuntimeException classified by {@link Failures}, if AWS cannot be asked just now
     */
    static List<Check> checks(String name, String what, String action, Supplier<List<Check>> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            Failure failure = Failures.of(e);
            if (failure.mayPass()) {
                throw failure;
            }
            return List.of(Check.couldNotCheck(
                    name,
                    what + " could not be checked: " + failure.getMessage(),
                    "Allow " + action + " to whoever runs this check, and see that no policy of the organization"
                            + " denies it."));
        }
    }
}
