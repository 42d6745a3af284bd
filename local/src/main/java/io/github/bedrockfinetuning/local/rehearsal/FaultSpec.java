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
 * A fault to inject, written {@code STATE[.Operation]:KIND[*N]}.
 *
 * @param step the name of a handler
 * @param operation an AWS operation that it calls; empty for the first one
 * @param times the number of matching calls that are affected; {@link Integer#MAX_VALUE} for all
 */
public record FaultSpec(String step, Optional<String> operation, Kind kind, int times) {

    /** The kinds of faults. */
    public enum Kind {
        /** The call fails before it takes effect. */
        NOT_EXECUTED,
        /** The call takes effect, but its response is lost. */
        LOST_ANSWER,
        /** The call takes effect twice. */
        DUPLICATE,
        /** The call takes effect after its caller timed out. */
        LATE,
        THROTTLED,
        /** Refused on every attempt. */
        ACCESS_DENIED,
        /** Refused because temporary credentials have expired. */
        EXPIRED,
        /** Refused because the function's clock is wrong. */
        SKEWED,
        /** Refused because AWS KMS throttles the calls. */
        KEY_THROTTLED,
        /** Refused because of another operation on the resource. */
        CONFLICT,
        /** The call takes effect, but its response is cut off. */
        CUT_OFF,
        /**
         * A model returns, one after another, the errors of a model that is not available
         * everywhere yet.
         */
        UNREADY,
        /** The response of a model has no message. */
        NO_MESSAGE,
        /** The event about the failed, aborted or timed-out execution is never delivered. */
        EVENT_LOST,
        /** The process of the function ends. */
        CRASH,
        /** The function exceeds its time limit. */
        TIME_OUT,
        OUT_OF_MEMORY,
        /** The user stops the execution at this state. */
        ABORT,
        /** The AWS resource that the step waits for fails. */
        FAILS;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns the default number of injections. */
        private int strikes() {
            return this == ACCESS_DENIED ? Integer.MAX_VALUE : this == UNREADY ? UNREADY_ERRORS : 1;
        }

        /** Returns whether the fault affects the function itself and not one of its calls. */
        public boolean isOfFunction() {
            return this == CRASH || this == TIME_OUT || this == OUT_OF_MEMORY || this == ABORT;
        }
    }

    /** The number of errors of an unavailable model. */
    private static final int UNREADY_ERRORS = 5;

    /**
     * The names of all steps, except the clean-up after the end of an execution, which has the same
     * handler as CleanUp.
     */
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
            throw new IllegalArgumentException("Fault \"" + text + "\" has the unknown state " + step
                    + "; the states are " + STEPS.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        Kind kind = Arrays.stream(Kind.values())
                .filter(k -> k.id().equals(matcher.group(3)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Fault \"" + text + "\" has the unknown kind "
                        + matcher.group(3) + "; the kinds are "
                        + Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(", ")) + "."));
        if (kind == Kind.FAILS && !WAITERS.contains(step)) {
            throw new IllegalArgumentException("Fault \"" + text
                    + "\": \"fails\" is for CheckTraining and CheckServing, which wait for an AWS resource.");
        }
        Optional<String> operation = Optional.ofNullable(matcher.group(2));
        if (kind == Kind.EVENT_LOST && !step.equals(StepName.CLEAN_UP.id())) {
            throw new IllegalArgumentException("Fault \"" + text
                    + "\": \"event-lost\" is for CleanUp, which the event of a failed, aborted or timed-out"
                    + " execution invokes.");
        }
        if (operation.isPresent() && (kind.isOfFunction() || kind == Kind.FAILS || kind == Kind.EVENT_LOST)) {
            throw new IllegalArgumentException(
                    "Fault \"" + text + "\": \"" + kind.id() + "\" does not affect a call; remove the operation.");
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
