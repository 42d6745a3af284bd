package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.BedrockAccess;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.Prefixes;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** The permissions that a workflow's users can be granted. */
final class WorkflowGrants {
    private final DataStore store;
    private final BedrockAccess bedrock;
    private final String parameters;

    public WorkflowGrants(DataStore store, BedrockAccess bedrock, String parameters) {
        this.store = store;
        this.bedrock = bedrock;
        this.parameters = parameters;
    }

    /**
     * The run's approval object contains the task token, so anyone who can read it and report the end of the task can
     * approve.
     */
    public Grant approve(IGrantable grantee, StateMachine machine) {
        return new StoreAccess(store)
                .grantRead(grantee, store.getResults(), List.of(Prefixes.RUNS + "*/" + FileNames.APPROVAL))
                .combine(machine.grantTaskResponse(grantee));
    }

    public Grant invokePromoted(IGrantable grantee) {
        Stack stack = Stack.of(store);
        return grant(grantee, List.of("ssm:GetParameter"), List.of(StepAccess.parameters(stack, parameters)), Map.of())
                .combine(grant(grantee, bedrock.invokeServed()))
                .combine(grant(
                        grantee,
                        StepAccess.INVOKE_MODELS,
                        List.of(store.getModelKey().getKeyArn()),
                        StepAccess.through(stack, "bedrock")));
    }

    @SuppressWarnings("unchecked")
    private static Grant grant(IGrantable grantee, PolicyStatement statement) {
        return grant(grantee, statement.getActions(), statement.getResources(), (Map<String, Map<String, String>>)
                statement.getConditions());
    }

    private static Grant grant(
            IGrantable grantee,
            List<String> actions,
            List<String> resources,
            Map<String, Map<String, String>> conditions) {
        return Grant.addToPrincipal(GrantOnPrincipalOptions.builder()
                .grantee(grantee)
                .actions(actions)
                .resourceArns(resources)
                .conditions(conditions)
                .build());
    }
}
