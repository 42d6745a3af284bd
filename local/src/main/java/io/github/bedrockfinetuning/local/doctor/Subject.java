package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.local.account.RefusalInterceptor;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.preflight.Check.Result;
import io.github.bedrockfinetuning.run.Failures;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The subject of a check. Creates the possible results. */
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

    /** Runs a check. If AWS does not respond, the result states that the check could not be made. */
    Check ask(Supplier<Check> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            return unanswered(e).orElseThrow(() -> e);
        }
    }

    /**
     * Returns the result for a missing response from AWS, or an empty {@code Optional} if the exception has a
     * different cause.
     */
    Optional<Check> unanswered(RuntimeException e) {
        Throwable said = e instanceof SdkException || e.getCause() == null ? e : e.getCause();
        if (said instanceof AwsServiceException service) {
            return Optional.of(RefusalInterceptor.action(service)
                    .map(this::notAllowed)
                    .orElseGet(() -> unknown(
                            "AWS answered " + Failures.code(service) + ": " + Failures.message(service),
                            "Run this command again.")));
        }
        return said instanceof SdkException
                ? Optional.of(unknown(
                        "Cannot reach AWS: " + Failures.quote(said.getMessage()),
                        "Make sure that this computer can reach the service, and run this command again."))
                : Optional.empty();
    }

    /**
     * Shortens the result of a check that doctor shares with the steps. Its text for denied requests names the role
     * of a step, but here the user's credentials were denied.
     */
    static Check plain(Check check) {
        int quote = check.found().indexOf(": AWS ");
        if (check.result() != Result.COULD_NOT_CHECK || quote < 0) {
            return check;
        }
        return RefusalInterceptor.action(check.found())
                .map(action -> new Subject(check.name())
                        .unknown(
                                check.found().substring(0, quote) + ": these credentials do not have permission for "
                                        + action + ".",
                                remedy(action)))
                .orElse(check);
    }

    /** @param action the action that the user has no permission for */
    Check notAllowed(String action) {
        return unknown("These credentials do not have permission for " + action + ".", remedy(action));
    }

    private static String remedy(String action) {
        return "Allow " + action + ", or select other credentials with AWS_PROFILE.";
    }
}
