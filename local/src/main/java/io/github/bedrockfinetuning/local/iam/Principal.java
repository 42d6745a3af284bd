package io.github.bedrockfinetuning.local.iam;

/**
 * The principal of a request.
 *
 * @param arn of the session for a role, of the user for a user, the name for a service; null for anonymous
 * @param roleArn the role whose session it is, or null
 * @param account null for services and anonymous
 */
public record Principal(Kind kind, String arn, String roleArn, String account) {
    /** What kind of identity asks. */
    public enum Kind {
        ROLE,
        USER,
        SERVICE,
        ANONYMOUS
    }

    public static final Principal ANONYMOUS = new Principal(Kind.ANONYMOUS, null, null, null);

    /** A session of a role, made by {@code sts:AssumeRole}. */
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

    /** @param name such as {@code events.amazonaws.com} */
    public static Principal service(String name) {
        return new Principal(Kind.SERVICE, name, null, null);
    }

    /** What {@code aws:PrincipalArn} holds: the role's own ARN for a session. */
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
