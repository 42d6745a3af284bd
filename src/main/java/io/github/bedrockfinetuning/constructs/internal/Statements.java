package io.github.bedrockfinetuning.constructs.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.StarPrincipal;

/** Builds policy statements in an order that is easy to read: actions, resources, conditions. */
public final class Statements {
    private Statements() {}

    public static PolicyStatement allow(
            String sid, List<String> actions, List<String> resources, Map<String, ? extends Object> conditions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.ALLOW)
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }

    public static PolicyStatement allow(String sid, List<String> actions, List<String> resources) {
        return allow(sid, actions, resources, Map.of());
    }

    /** Creates an Allow statement for a resource-based policy. */
    public static PolicyStatement allowPrincipal(
            @Nullable String sid,
            IPrincipal principal,
            List<String> actions,
            List<String> resources,
            Map<String, ? extends Object> conditions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.ALLOW)
                .principals(List.of(principal))
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }

    /** Creates a Deny statement for a resource-based policy that applies to all principals. */
    public static PolicyStatement deny(
            String sid, List<String> actions, List<String> resources, Map<String, ? extends Object> conditions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.DENY)
                .principals(List.of(new StarPrincipal()))
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }
}
