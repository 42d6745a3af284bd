package io.github.bedrockfinetuning.dataset.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The handling of payment card, account, and national identity numbers in a dataset. */
public enum PersonalDataPolicy {
    /** The file is rejected. */
    REFUSE(Severity.ERROR),
    /** Each number is masked in the staged files, so no model receives it. This is the default. */
    REDACT(Severity.WARNING),
    /** The numbers are kept, for a task that requires them. */
    ALLOW(Severity.INFO);

    private final Severity severity;

    PersonalDataPolicy(Severity severity) {
        this.severity = severity;
    }

    /** Returns the severity of a personal data finding under this policy. */
    public Severity severity() {
        return severity;
    }

    /** Returns the name used in run.json and on the command line. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PersonalDataPolicy> find(String id) {
        return Arrays.stream(values()).filter(policy -> policy.id().equals(id)).findFirst();
    }

    /** Returns all names, as a list for messages. */
    public static String ids() {
        return Arrays.stream(values()).map(PersonalDataPolicy::id).collect(Collectors.joining(", "));
    }
}
