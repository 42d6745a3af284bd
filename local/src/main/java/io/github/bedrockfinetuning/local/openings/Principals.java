package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Determines the principals of a statement in a resource-based policy.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">AWS JSON
 *     policy elements: Principal</a>
 */
final class Principals {
    /** The kinds of principals. */
    enum Kind {
        /** An identity in the account. */
        OWN,
        /** An identity or account outside this account, or a group of them. */
        FOREIGN,
        /** Everyone. */
        EVERYBODY,
        SERVICE,
        /** Every user of an identity provider. */
        FEDERATED,
        /** A principal that the template does not identify. */
        UNKNOWN
    }

    /** A principal in a statement. */
    record Named(Kind kind, String text) {}

    private final OwnAccount account;

    Principals(OwnAccount account) {
        this.account = account;
    }

    List<Named> of(Clause clause) {
        if (clause.has("notprincipal")) {
            return List.of(new Named(Kind.EVERYBODY, "everybody but " + clause.element("notprincipal")));
        }
        JsonNode principal = clause.element("principal");
        List<Named> named = new ArrayList<>();
        if (principal.isObject()) {
            principal
                    .properties()
                    .forEach(entry -> Clause.textsOf(entry.getValue())
                            .forEach(text -> named.add(named(entry.getKey().toLowerCase(Locale.ROOT), text))));
        } else {
            Clause.textsOf(principal).forEach(text -> named.add(named("aws", text)));
        }
        return named;
    }

    private Named named(String type, String text) {
        if (Unresolved.isIn(text)) {
            return new Named(Kind.UNKNOWN, text);
        }
        return switch (type) {
            case "aws" -> new Named(aws(text), text.equals("*") ? "everybody" : text);
            case "service" -> new Named(text.contains("*") ? Kind.EVERYBODY : Kind.SERVICE, text);
            case "federated" -> new Named(Kind.FEDERATED, "all users of the identity provider " + text);
            case "canonicaluser" -> new Named(Kind.FOREIGN, "the account with the canonical user ID " + text);
            default -> new Named(Kind.UNKNOWN, type + " " + text);
        };
    }

    /**
     * Returns the kind of an AWS principal. Unique IDs, such as {@code AROA...}, do not contain the account, so they
     * count as outside the account.
     */
    Kind aws(String text) {
        if (account.isOwn(text)) {
            return Kind.OWN;
        }
        String of = OwnAccount.accountOf(text);
        if (of != null && account.isOwn(of)) {
            return Kind.OWN;
        }
        return text.contains("*") ? Kind.EVERYBODY : Kind.FOREIGN;
    }
}
