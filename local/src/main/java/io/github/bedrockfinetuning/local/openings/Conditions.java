package io.github.bedrockfinetuning.local.openings;

import io.github.bedrockfinetuning.local.openings.Clause.Term;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether callers outside the account can meet the conditions of a statement. Only condition keys that AWS
 * derives from the identity of the caller can exclude these callers. All other conditions (time, address, network,
 * headers, tags, organization, encryption context, intermediate service, absence of a key) count as attainable.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS global
 *     condition context keys</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM
 *     JSON policy elements: Condition operators</a>
 */
final class Conditions {
    /** The kinds of callers outside the account. */
    enum Outsider {
        /** An identity in another account. */
        IDENTITY,
        /** A caller without credentials. */
        ANONYMOUS,
        /** An AWS service that acts on behalf of another account. */
        SERVICE
    }

    /** The result of a condition for a caller outside the account. */
    private enum Truth {
        /** The condition is always true. */
        TRUE,
        /** The condition cannot be true: AWS sets the key, and no caller outside the account has a matching value. */
        FALSE,
        /** The condition can be true: the caller chooses the key, or the value is unknown. */
        ATTAINABLE
    }

    private static final Set<String> CALLER_ACCOUNT = Set.of("aws:principalaccount", "kms:calleraccount");
    private static final String CALLER_ARN = "aws:principalarn";
    private static final Set<String> SOURCE_ACCOUNT = Set.of("aws:sourceaccount", "aws:sourceowner");
    private static final String SOURCE_ARN = "aws:sourcearn";
    private static final String IS_SERVICE = "aws:principalisawsservice";
    private static final String SERVICE_NAME = "aws:principalservicename";
    private static final String ENCRYPTION_CONTEXT = "kms:encryptioncontext:";
    private static final Set<String> OPERATORS = Set.of(
            "stringequals",
            "stringnotequals",
            "stringequalsignorecase",
            "stringnotequalsignorecase",
            "stringlike",
            "stringnotlike",
            "arnequals",
            "arnlike",
            "arnnotequals",
            "arnnotlike",
            "bool",
            "null");

    private final OwnAccount account;

    Conditions(OwnAccount account) {
        this.account = account;
    }

    /** Returns whether a caller outside the account can meet all conditions of a statement. */
    boolean attainable(List<Term> terms, Outsider outsider) {
        return terms.stream().noneMatch(term -> truth(term, outsider) == Truth.FALSE);
    }

    private Truth truth(Term term, Outsider outsider) {
        String operator = term.operator().toLowerCase(Locale.ROOT);
        boolean forAll = operator.startsWith("forallvalues:");
        operator = operator.replaceFirst("^for(all|any)values?:", "");
        boolean ifExists = operator.endsWith("ifexists");
        operator = operator.replaceFirst("ifexists$", "");
        String key = term.key().toLowerCase(Locale.ROOT);
        if (!OPERATORS.contains(operator)) {
            return Truth.ATTAINABLE;
        }
        Boolean present = presence(key, outsider, term.values());
        if (present == null) {
            return Truth.ATTAINABLE;
        }
        if (operator.equals("null")) {
            boolean holds =
                    term.values().stream().anyMatch(value -> value.equalsIgnoreCase(Boolean.toString(!present)));
            // Services do not always send the key, so the result is uncertain.
            return outsider == Outsider.SERVICE && !holds ? Truth.ATTAINABLE : of(holds);
        }
        boolean negated = operator.contains("not");
        if (!present) {
            // Amazon SNS previously set aws:SourceOwner to the account of the caller.
            boolean ofOthers =
                    SOURCE_ACCOUNT.contains(key) && !term.values().stream().allMatch(account::isOwn);
            if (outsider == Outsider.IDENTITY && !negated && ofOthers) {
                return Truth.ATTAINABLE;
            }
            return of(ifExists || forAll || negated);
        }
        if (outsider == Outsider.SERVICE && (ifExists || forAll) && !key.equals(IS_SERVICE)) {
            return Truth.ATTAINABLE;
        }
        boolean some = term.values().stream().anyMatch(value -> canBe(key, value, outsider));
        if (negated) {
            return some ? Truth.ATTAINABLE : Truth.TRUE;
        }
        return some ? Truth.ATTAINABLE : Truth.FALSE;
    }

    private static Truth of(boolean holds) {
        return holds ? Truth.TRUE : Truth.FALSE;
    }

    /** Returns whether AWS sets a key for a caller, or null for keys that the caller can influence. */
    private @Nullable Boolean presence(String key, Outsider outsider, List<String> values) {
        if (CALLER_ACCOUNT.contains(key) || key.equals(CALLER_ARN)) {
            return outsider == Outsider.IDENTITY;
        }
        if (SOURCE_ACCOUNT.contains(key) || key.equals(SOURCE_ARN)) {
            return outsider == Outsider.SERVICE;
        }
        if (key.equals(IS_SERVICE)) {
            return true;
        }
        if (key.equals(SERVICE_NAME)) {
            return outsider == Outsider.SERVICE;
        }
        // Services set the encryption context themselves. A context with resources of this account therefore restricts
        // a service.
        boolean context = key.startsWith(ENCRYPTION_CONTEXT)
                && outsider == Outsider.SERVICE
                && values.stream().allMatch(account::holds);
        return context ? true : null;
    }

    /** Returns whether a caller outside the account can have a matching value. */
    private boolean canBe(String key, String value, Outsider outsider) {
        if (key.equals(IS_SERVICE)) {
            return value.equalsIgnoreCase(Boolean.toString(outsider == Outsider.SERVICE));
        }
        if (CALLER_ACCOUNT.contains(key) || SOURCE_ACCOUNT.contains(key)) {
            return !account.isOwn(value);
        }
        return !account.holds(value);
    }
}
