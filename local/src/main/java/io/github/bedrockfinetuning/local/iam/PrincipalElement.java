package io.github.bedrockfinetuning.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The Principal element of a statement in a resource-based policy.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal
 *     element</a>
 */
final class PrincipalElement {
    /** Indicates how directly the element specifies a principal, from least to most direct. */
    enum Match {
        NONE,
        /** The element specifies the account, so the policies in the account determine the access. */
        ACCOUNT,
        /** The element specifies the role of the session. The permissions boundary of the role still applies. */
        ROLE,
        /** The element specifies the session, user, or service itself, or it specifies everyone. */
        ITSELF
    }

    private record Named(String kind, String value) {}

    private final List<Named> named;

    private PrincipalElement(List<Named> named) {
        this.named = named;
    }

    static PrincipalElement of(JsonNode element) {
        List<Named> named = new ArrayList<>();
        if (element.isTextual()) {
            named.add(new Named("AWS", element.textValue()));
        }
        element.properties()
                .forEach(kind ->
                        Texts.of(kind.getValue()).forEach(value -> named.add(new Named(kind.getKey(), value))));
        return new PrincipalElement(List.copyOf(named));
    }

    boolean namesEverybody() {
        return named.stream().anyMatch(one -> one.kind.equals("AWS") && one.value.equals("*"));
    }

    /** Returns the names of the principals, including services and accounts. */
    List<String> names() {
        return named.stream().map(Named::value).toList();
    }

    Match match(Principal principal) {
        Match best = Match.NONE;
        for (Named one : named) {
            Match match = match(one, principal);
            best = match.compareTo(best) > 0 ? match : best;
        }
        return best;
    }

    private static Match match(Named one, Principal principal) {
        if (!one.kind.equals("AWS")) {
            return one.value.equals(principal.arn()) ? Match.ITSELF : Match.NONE;
        }
        if (one.value.equals("*")) {
            return Match.ITSELF;
        }
        if (principal.account() == null) {
            return Match.NONE;
        }
        if (one.value.equals(principal.account()) || isRoot(one.value, principal.account())) {
            return Match.ACCOUNT;
        }
        if (one.value.equals(principal.roleArn())) {
            return Match.ROLE;
        }
        return one.value.equals(principal.arn()) ? Match.ITSELF : Match.NONE;
    }

    /** Returns whether the ARN is {@code arn:PARTITION:iam::ACCOUNT:root}. */
    private static boolean isRoot(String arn, String account) {
        return arn.endsWith(":iam::" + account + ":root")
                && arn.startsWith("arn:")
                && arn.indexOf(':', "arn:".length()) == arn.length() - (":iam::" + account + ":root").length();
    }
}
