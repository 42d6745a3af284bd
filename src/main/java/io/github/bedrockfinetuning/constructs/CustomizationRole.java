package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Accepted;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** The role that Bedrock assumes for fine-tuning jobs. It can read staged files and write the job's output. */
final class CustomizationRole extends Construct {
    private final Role role;
    private final ManagedPolicy policy;
    private final @Nullable Network network;

    /**
     * Creates the role.
     *
     * @param network the network that jobs run in; null for Bedrock's own network
     */
    public CustomizationRole(Construct scope, String id, DataStore store, @Nullable Network network) {
        super(scope, id);
        this.network = network;
        Stack stack = Stack.of(this);
        StoreAccess data = new StoreAccess(store);
        role = Role.Builder.create(this, "Role")
                .description("Bedrock's fine-tuning jobs")
                .assumedBy(ServicePrincipal.Builder.create("bedrock.amazonaws.com")
                        .conditions(Map.of(
                                "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                                "ArnEquals",
                                        Map.of(
                                                "aws:SourceArn",
                                                stack.formatArn(ArnComponents.builder()
                                                        .service("bedrock")
                                                        .resource("model-customization-job")
                                                        .resourceName("*")
                                                        .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                                                        .build()))))
                        .build())
                .build();
        policy = ManagedPolicy.Builder.create(this, "Policy")
                .roles(List.of(role))
                .build();
        allow(data.read("Training", store.getDatasets(), Prefixes.STAGED + "*"));
        allow(data.list("ListTraining", store.getDatasets(), Prefixes.STAGED + "*"));
        allow(data.read("ReadOutput", store.getResults(), Prefixes.JOBS + "*"));
        allow(data.list("ListOutput", store.getResults(), Prefixes.JOBS + "*"));
        allow(data.write("Output", store.getResults(), Prefixes.JOBS + "*"));
        allow(data.encrypt());
        if (network != null) {
            NetworkAccess.ofJobs(network).forEach(this::allow);
        }
    }

    public Role role() {
        return role;
    }

    void allow(PolicyStatement statement) {
        policy.addStatements(statement);
        Accepted.wildcards(policy, List.of(statement));
        if (network != null) {
            network.letThrough(statement);
        }
    }
}
