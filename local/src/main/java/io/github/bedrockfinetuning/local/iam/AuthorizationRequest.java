package io.github.bedrockfinetuning.local.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request: principal, action, resource, and context.
 *
 * @param action the action, such as {@code s3:GetObject}
 * @param resource an ARN, or {@code *} for actions without resource types
 * @param account the account that owns the resource
 * @param context the values of the condition keys by name; names are not case-sensitive
 */
public record AuthorizationRequest(
        Principal principal, String action, String resource, String account, Map<String, List<String>> context) {

    public AuthorizationRequest {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(context);
        context = copy;
    }

    /**
     * Creates a request with the condition keys that AWS sets: the principal, the owner of the resource, and TLS.
     *
     * @param given additional keys with one value each; they override the keys that AWS sets
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global
     *     condition context keys</a>
     */
    public static AuthorizationRequest of(
            Principal principal, String action, String resource, String account, Map<String, String> given) {
        Map<String, String> keys = new LinkedHashMap<>();
        boolean service = principal.kind() == Principal.Kind.SERVICE;
        keys.put("aws:PrincipalIsAWSService", Boolean.toString(service));
        keys.put("aws:PrincipalType", type(principal));
        if (service) {
            keys.put("aws:PrincipalServiceName", principal.arn());
        } else if (principal.kind() != Principal.Kind.ANONYMOUS) {
            keys.put("aws:PrincipalArn", principal.principalArn());
            keys.put("aws:PrincipalAccount", principal.account());
        }
        keys.put("aws:ResourceAccount", account);
        keys.put("aws:SecureTransport", "true");
        if (action.startsWith("s3:")) {
            keys.put("s3:TlsVersion", "1.3");
        }
        keys.putAll(given);
        Map<String, List<String>> context = new LinkedHashMap<>();
        keys.forEach((key, value) -> context.put(key, List.of(value)));
        return new AuthorizationRequest(principal, action, resource, account, context);
    }

    /** Returns the values of a condition key, or null if the request does not contain the key. */
    @Nullable
    List<String> values(String key) {
        return context.get(key);
    }

    boolean sameAccount() {
        return principal.account() != null && principal.account().equals(account);
    }

    String service() {
        return action.substring(0, Math.max(0, action.indexOf(':'))).toLowerCase(Locale.ROOT);
    }

    private static String type(Principal principal) {
        return switch (principal.kind()) {
            case ROLE -> "AssumedRole";
            case USER -> "User";
            case SERVICE -> "Service";
            case ANONYMOUS -> "Anonymous";
        };
    }
}
