package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.dataset.sensitive.Exemptions;
import java.util.Locale;

/** Reports the number of values that each exemption allows. */
public final class ExemptedValue implements Rule {
    public static final String ID = "ALLOWED_VALUE";

    private static final About ABOUT = new About(
            ID,
            Severity.INFO,
            "Check that the reason applies to all of them. Otherwise, remove the entry from allowSensitive.",
            Sources.BEDROCK_DATA);

    @Override
    public About about() {
        return ABOUT;
    }

    /** Returns the name of the setting's entry, which is used as the field of the finding. */
    public static String field(String key) {
        return "allowSensitive." + key;
    }

    /** Returns the message for the finding about values of one kind that an entry allows. */
    public static String message(long count, String kind, String key, Exemptions exemptions) {
        return String.format(
                Locale.ROOT,
                "%,d %s %s allowed as: %s. Reason: %s",
                count,
                count == 1 ? "value" : "values",
                count == 1 ? "is" : "are",
                kind,
                exemptions.reason(key));
    }
}
