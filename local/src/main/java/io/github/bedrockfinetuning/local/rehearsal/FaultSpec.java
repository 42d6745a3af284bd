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
 * @param step a handler's name
 * @param operation an AWS operation it calls; empty for the first it calls
 * @param times how many matching calls are hit; {@link Integer#MAX_VALUE} for all
 */
public record FaultSpec(String step, Optional<String> operation, Kind kind, int times) {

    /** What goes wrong. */
    public enum Kind {
        /** The call fails before it takes effect. */
        NOT_EXECUTED,
        /** The call takes effect and its answer never comes. */
        LOST_ANSWER,
        /** The call takes effect twice. */
        DUPLICATE,
        /** The call takes effect after its caller has given up. */
        LATE,
        THROTTLED,
        /** Refused, now and on every retry. */
        ACCESS_DENIED,
        /** Refused because temporary credentials have ended. */
        EXPIRED,
        /** Refused because the function's clock is wrong. */
        SKEWED,
        /** Refused because AWS KMS is called too often. */
        KEY_THROTTLED,
        /** Refused because something else is being done to the resource. */
        CONFLICT,
        /** The call takes effect and its answer breaks off. */
        CUT_OFF,
        /** A model answers with each error of one that is not known everywhere yet. */
        UNREADY,
        /** A model's answer has no message. */
        NO_MESSAGE,
        /** The event of the execution's bad end is never delivered. */
        EVENT_LOST,
        /** The function's process dies. */
        CRASH,
        /** The function runs into its time limit. */
        TIME_OUT,
        OUT_OF_MEMORY,
        /** The user stops the execution when it gets there. */
        ABORT,
        /** The AWS resource that is waited for ends as Failed. */
        FAILS;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** How often it strikes unless told. */
        private int strikes() {
            return this == ACCESS_DENIED ? Integer.MAX_VALUE : this == UNREADY ? UNREADY_ERRORS : 1;
        }

        /** Whether it befalls the function itself and not one of its calls. */
        public boolean isOfFunction() {
            return this == CRASH || this == TIME_OUT || this == OUT_OF_MEMORY || this == ABORT;
        }
    }

    /** Each of the errors once. */
    private static final int UNREADY_ERRORS = 5;

    /** The clean-up after an execution's end is the handler of CleanUp. */
    private static final Set<String> STEPS = Arrays.stream(StepName.values())
            .filter(step -> step != StepName.CLEAN_UP_AFTER_END)
            .map(StepName::id)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> WAITERS = Set.of(StepName.CHECK_TRAINING.id(), StepName.CHECK_SERVING.id());
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z]+)(?:\\.([A-Za-z0-9]+))?:([a-z-]+)(?:\\*([1-9][0-9]{0,8})?)?");

    /** @throws IllegalArgumentException saying what is wrong and what is allowed */
    public static FaultSpec parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Fault \"" + text + "\" is not of the form STATE[.Operation]:KIND[*N].");
        }
        String step = matcher.group(1);
        if (!STEPS.contains(step)) {
            throw new IllegalArgumentException("Fault \"" + text + "\" names the state " + step + "; the states are "
                    + STEPS.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        Kind kind = Arrays.stream(Kind.values())
                .filter(k -> k.id().equals(matcher.group(3)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Fault \"" + text + "\" is of the kind "
                        + matcher.group(3) + "; the kinds are "
                        + Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(", ")) + "."));
        if (kind == Kind.FAILS && !WAITERS.contains(step)) {
            throw new IllegalArgumentException("Fault \"" + text
                    + "\": \"fails\" is for CheckTraining and CheckServing, which wait for an AWS resource.");
        }
        Optional<String> operation = Optional.ofNullable(matcher.group(2));
        if (kind == Kind.EVENT_LOST && !step.equals(StepName.CLEAN_UP.id())) {
            throw new IllegalArgumentException("Fault \"" + text
                    + "\": \"event-lost\" is for CleanUp, which is called by the event of a bad end.");
        }
        if (operation.isPresent() && (kind.isOfFunction() || kind == Kind.FAILS || kind == Kind.EVENT_LOST)) {
            throw new IllegalArgumentException(
                    "Fault \"" + text + "\": \"" + kind.id() + "\" does not befall a call; leave the operation out.");
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
