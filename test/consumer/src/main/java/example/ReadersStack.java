package example;

import io.github.bedrockfinetuning.constructs.FineTuningWorkflow;
import io.github.bedrockfinetuning.constructs.IFineTuningWorkflow;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** A stack of another team, which knows a workflow only by the name of its descriptor. */
final class ReadersStack extends Stack {
    ReadersStack(Construct scope, String id, String descriptorName) {
        super(scope, id);
        IFineTuningWorkflow summaries = FineTuningWorkflow.fromDescriptor(this, "Summaries", descriptorName);
        summaries.grantReadReports(Role.Builder.create(this, "Readers")
                .assumedBy(new AccountRootPrincipal())
                .build());
    }
}
