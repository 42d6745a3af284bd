package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.local.account.RefusalInterceptor;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.preflight.Check.Result;
import io.github.bedrockfinetuning.run.Failures;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The subject of a check, and the possible results. */
record Subject(String name) {
    Check pass(String found) {
        return new Check(name, Result.PASS, found, "");
    }

    Check warn(String found, String remedy) {
        return new Check(name, Result.WARN, found, remedy);
    }

    Check fail(String found, String remedy) {
        return new Check(name, Result.FAIL, found, remedy);
    }

    Check unknown(String found, String remedy) {
        return new Check(name, Result.COULD_NOT_CHECK, found, remedy);
    }

    /** Runs a check. If AWS does not respond, the result is that the subject could not be checked. */
    Check ask(Supplier<Check> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            return unanswered(e).orElseThrow(() -> e);
        }
    }

    /**
     * Returns the result of a check without a response from AWS; empty if the exception has another
     * cause.
     */
    Optional<Check> unanswered(RuntimeException e) {
        Throwable said = e instanceof SdkException || e.getCause() == null ? e : e.getCause();
        if (said instanceof AwsServiceException service) {
            return Optional.of(RefusalInterceptor.action(service)
                    .map(this::notAllowed)
                    .orElseGet(() -> unknown(
                            "AWS answered " + Failures.code(service) + ": " + Failures.message(service),
                            "Run the command again.")));
        }
        return said instanceof SdkException
                ? Optional.of(unknown(
                        "Cannot reach AWS: " + Failures.quote(said.getMessage()),
                        "Make sure that this machine can reach the service, and run the command again."))
                : Optional.empty();
    }

    /**
     * Shortens the result of a step's check for a refused call, because here the caller is refused,
     * not the step.
     */
    static Check plain(Check check) {
        int quote = check.found().indexOf(": AWS ");
        if (check.result() != Result.COULD_NOT_CHECK || quote < 0) {
            return check;
        }
        return RefusalInterceptor.action(check.found())
                .map(action -> new Subject(check.name())
                        .unknown(
                                check.found().substring(0, quote) + ": these credentials are not allowed to call "
                                        + action + ".",
                                remedy(action)))
                .orElse(check);
    }

    /** @param action the action that the caller is not allowed to perform */
    Check notAllowed(String action) {
        return unknown("These credentials are not allowed to call " + action + ".", remedy(action));
    }

    private static String remedy(String action) {
        return "Allow " + action + ", or choose other credentials with AWS_PROFILE.";
    }
}
