package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.local.prove.record.Question;
import java.util.Optional;

/** Reports the results of the earlier runs if the stack has a VPC. */
public final class IsolatedNetwork implements Experiment {
    @Override
    public Finding run(Bench bench) {
        boolean isolated = bench.account().resources().stream()
                .anyMatch(resource -> resource.resourceType().equals("AWS::EC2::VPCEndpoint"));
        if (!isolated) {
            return Finding.notTried(
                    "The stack has no isolated network. To test one, deploy a stack with -c network=isolated"
                            + " and specify it with --stack.");
        }
        Optional<Finding> whole = bench.finding(Question.WHOLE_RUN);
        return whole.filter(found -> found.result() != Finding.Result.NOT_TRIED)
                .map(found -> new Finding(found.result(), "In the VPC of the stack: " + found.seen()))
                .orElse(Finding.notTried("The complete run was not tested."));
    }
}
