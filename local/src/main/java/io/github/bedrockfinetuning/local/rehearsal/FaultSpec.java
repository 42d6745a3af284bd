package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.contract.StepName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fault to inject, in the format {@code STATE[.Operation]:KIND[*N]}.
 *
 * @param step the name of a handler
 * @param operation an AWS operation that the handler uses; empty for its first operation
 * @param times the number of affected requests; {@link Integer#MAX_VALUE} for all
 */
public record FaultSpec(String step, Optional<String> operation, Kind kind, int times) {

    /** The kinds of faults. */
    public enum Kind {
        /** The request fails before it takes effect. */
        NOT_EXECUTED,
        /** The request takes effect, but its response is lost. */
        LOST_ANSWER,
        /** The request takes effect twice. */
        DUPLICATE,
        /** The request takes effect after the caller has timed out. */
        LATE,
        THROTTLED,
        /** Access is denied on every attempt. */
        ACCESS_DENIED,
        /** The request is rejected because the temporary credentials have expired. */
        EXPIRED,
        /** The request is rejected because the clock of the function is wrong. */
        SKEWED,
        /** The request is rejected because AWS KMS throttles it. */
        KEY_THROTTLED,
        /** The request is rejected because another operation on the resource is in progress. */
        CONFLICT,
        /** The request takes effect, but its response is truncated. */
        CUT_OFF,
        /** A model successively returns the errors of a model that is not available everywhere yet. */
        UNREADY,
        /** The response of a model contains no message. */
        NO_MESSAGE,
        /** The event about a failed, aborted, or timed-out execution is never delivered. */
        EVENT_LOST,
        /** The process of the function ends. */
        CRASH,
        /** The function exceeds its timeout. */
        TIME_OUT,
        OUT_OF_MEMORY,
        /** The user stops the execution at this state. */
        ABORT,
        /** The AWS resource that the step is waiting for fails. */
        FAILS;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns the default number of injections. */
        private int strikes() {
            return this == ACCESS_DENIED ? Integer.MAX_VALUE : this == UNREADY ? UNREADY_ERRORS : 1;
        }

        /** Returns whether the fault affects the function itself instead of a request. */
        public boolean isOfFunction() {
            return this == CRASH || this == TIME_OUT || this == OUT_OF_MEMORY || this == ABORT;
        }
    }

    /** The number of errors that a model returns before it is available everywhere. */
    private static final int UNREADY_ERRORS = 5;

    /** The names of all steps except the cleanup after an execution, which has the same handler as CleanUp. */
    private static final Set<String> STEPS = Arrays.stream(StepName.values())
            .filter(step -> step != StepName.CLEAN_UP_AFTER_END)
            .map(StepName::id)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> WAITERS = Set.of(StepName.CHECK_TRAINING.id(), StepName.CHECK_SERVING.id());
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z]+)(?:\\.([A-Za-z0-9]+))?:([a-z-]+)(?:\\*([1-9][0-9]{0,8})?)?");

    /**
     * @throws IllegalArgumentException if the text is not valid; the message contains the error and
     *     the allowed values
     */
    public static FaultSpec parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Fault \"" + text + "\" does not have the format STATE[.Operation]:KIND[*N].");
        }
        String step = matcher.group(1);
        if (!STEPS.contains(step)) {
            throw new IllegalArgumentException("Fault \"" + text + "\" contains the unknown state " + step
                    + ". Valid states: " + STEPS.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        Kind kind = Arrays.stream(Kind.values())
                .filter(k -> k.id().equals(matcher.group(3)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Fault \"" + text + "\" contains the unknown kind " + matcher.group(3) + ". Valid kinds: "
                                + Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(", ")) + "."));
        if (kind == Kind.FAILS && !WAITERS.contains(step)) {
            throw new IllegalArgumentException("Fault \"" + text
                    + "\": the kind \"fails\" applies only to CheckTraining and CheckServing, which wait for"
                    + " an AWS resource.");
        }
        Optional<String> operation = Optional.ofNullable(matcher.group(2));
        if (kind == Kind.EVENT_LOST && !step.equals(StepName.CLEAN_UP.id())) {
            throw new IllegalArgumentException("Fault \"" + text
                    + "\": the kind \"event-lost\" applies only to CleanUp, which is invoked by the event about "
                    + "a failed, aborted, or timed-out execution.");
        }
        if (operation.isPresent() && (kind.isOfFunction() || kind == Kind.FAILS || kind == Kind.EVENT_LOST)) {
            throw new IllegalArgumentException("Fault \"" + text + "\": the kind \"" + kind.id()
                    + "\" does not affect a request. Remove the operation.");
        }
        int times = matcher.group(4) != null
                ? Integer.parseInt(matcher.group(4))
                : text.endsWith("*") ? Integer.MAX_VALUE : kind.strikes();
        return new FaultSpec(step, operation, kind, times);
    }

    @Override
    public String toString() {
        return step + operation.map(o -> "." + o).orElse("") + ":" + kind.id()
                + (times == kind.strikes() ? "" : times == Integer.MAX_VALUE ? "*" : "*" + times);
    }
}
