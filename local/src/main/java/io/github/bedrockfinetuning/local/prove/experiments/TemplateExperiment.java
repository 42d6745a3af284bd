package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.local.prove.record.Account;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * Evaluates the deployed template with a change set that is never executed. The change set contains no changes, so
 * CloudFormation reports its creation as failed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">CreateChangeSet</a>
 */
public final class TemplateExperiment implements Experiment {
    private static final Set<String> UNDER_WAY = Set.of("CREATE_PENDING", "CREATE_IN_PROGRESS");

    @Override
    public Finding run(Bench bench) throws InterruptedException {
        Account account = bench.account();
        String name = "prove-" + UUID.randomUUID();
        List<Parameter> same = account
                .cloudFormation()
                .describeStacks(r -> r.stackName(account.stack()))
                .stacks()
                .get(0)
                .parameters()
                .stream()
                .map(parameter -> Parameter.builder()
                        .parameterKey(parameter.parameterKey())
                        .usePreviousValue(true)
                        .build())
                .toList();
        bench.journal().add(CleanUpJournal.CHANGE_SET, name, bench.now());
        account.cloudFormation()
                .createChangeSet(r -> r.stackName(account.stack())
                        .changeSetName(name)
                        .usePreviousTemplate(true)
                        .parameters(same)
                        .clientToken(name)
                        .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_NAMED_IAM));
        DescribeChangeSetResponse[] seen = new DescribeChangeSetResponse[1];
        boolean ended = bench.await(Duration.ofMinutes(10), Duration.ofSeconds(10), () -> {
            seen[0] = account.cloudFormation()
                    .describeChangeSet(r -> r.stackName(account.stack()).changeSetName(name));
            return !UNDER_WAY.contains(seen[0].statusAsString());
        });
        if (!ended) {
            return Finding.contradicted("After 10 minutes, CloudFormation was still creating the change set.");
        }
        String reason = seen[0].statusReason() == null ? "" : seen[0].statusReason();
        boolean unchanged =
                reason.contains("didn't contain changes") || reason.contains("No updates are to be performed");
        boolean valid = seen[0].statusAsString().equals("CREATE_COMPLETE") || unchanged;
        return Finding.of(
                valid,
                unchanged
                        ? "CloudFormation evaluated the template and its rules. There are no changes."
                        : "The change set ended with status " + seen[0].statusAsString() + ". " + reason);
    }
}
