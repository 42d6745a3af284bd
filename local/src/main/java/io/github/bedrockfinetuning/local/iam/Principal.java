package io.github.bedrockfinetuning.local.iam;

import org.jspecify.annotations.Nullable;

/**
 * The principal of a request.
 *
 * @param arn the ARN of the role session or user, or the name of the service; null for an anonymous caller
 * @param roleArn the ARN of the role of a role session; null for other principals
 * @param account the account of the principal; null for services and anonymous callers
 */
public record Principal(
        Kind kind,
        @Nullable String arn,
        @Nullable String roleArn,
        @Nullable String account) {
    /** The kinds of principals. */
    public enum Kind {
        ROLE,
        USER,
        SERVICE,
        ANONYMOUS
    }

    public static final Principal ANONYMOUS = new Principal(Kind.ANONYMOUS, null, null, null);

    /** Creates a role session, as {@code sts:AssumeRole} does. */
    public static Principal role(String roleArn, String session) {
        String[] parts = parts(roleArn, "role/");
        String name = parts[5].substring(parts[5].lastIndexOf('/') + 1);
        return new Principal(
                Kind.ROLE,
                "arn:" + parts[1] + ":sts::" + parts[4] + ":assumed-role/" + name + "/" + session,
                roleArn,
                parts[4]);
    }

    public static Principal user(String userArn) {
        return new Principal(Kind.USER, userArn, null, parts(userArn, "user/")[4]);
    }

    /** @param name the service principal, such as {@code events.amazonaws.com} */
    public static Principal service(String name) {
        return new Principal(Kind.SERVICE, name, null, null);
    }

    /**
     * Returns the value of {@code aws:PrincipalArn}. For a role session, this is the ARN of the role; for an anonymous
     * caller, it is null.
     */
    @Nullable
    String principalArn() {
        return roleArn != null ? roleArn : arn;
    }

    private static String[] parts(String arn, String type) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[2].equals("iam") || !parts[5].startsWith(type)) {
            throw new IllegalArgumentException("\"" + arn + "\" is not the ARN of an IAM "
                    + type.substring(0, type.length() - 1) + " (arn:PARTITION:iam::ACCOUNT:" + type + "NAME).");
        }
        return parts;
    }
}
