package io.github.bedrockfinetuning.dataset.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is done about card, account and national identity numbers in a dataset. */
public enum PersonalDataPolicy {
    /** The file is rejected. */
    REFUSE(Severity.ERROR),
    /** Each number is masked in everything that is staged, so that no model sees it: the default. */
    REDACT(Severity.WARNING),
    /** The numbers stay, for a task that needs them. */
    ALLOW(Severity.INFO);

    private final Severity severity;

    PersonalDataPolicy(Severity severity) {
        this.severity = severity;
    }

    /** How grave a finding of personal data is under this policy. */
    public Severity severity() {
        return severity;
    }

    /** The name in run.json and on the command line. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PersonalDataPolicy> find(String id) {
        return Arrays.stream(values()).filter(policy -> policy.id().equals(id)).findFirst();
    }

    /** The names there are, as a list to print. */
    public static String ids() {
        return Arrays.stream(values()).map(PersonalDataPolicy::id).collect(Collectors.joining(", "));
    }
}
