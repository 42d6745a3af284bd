package io.github.bedrockfinetuning.local.openings;

import java.util.Set;

/** Where policies of identities stand, as opposed to policies on resources. */
final class IdentityTypes {
    private static final Set<String> TYPES = Set.of(
            "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::RolePolicy",
            "AWS::IAM::UserPolicy",
            "AWS::IAM::GroupPolicy",
            "AWS::IAM::User",
            "AWS::IAM::Group",
            "AWS::SSO::PermissionSet");

    private IdentityTypes() {}

    static boolean hold(String type, String path) {
        return TYPES.contains(type) || type.equals("AWS::IAM::Role") && path.startsWith("Policies");
    }
}
