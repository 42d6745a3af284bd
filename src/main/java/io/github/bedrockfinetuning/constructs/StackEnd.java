package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Accepted;
import java.util.List;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Ends all runs before the resources that can end them are deleted. CloudFormation first deletes the resources that
 * depend on others. It deletes the resources that start runs; then this resource calls EndRuns; then it deletes the
 * resources that end runs. If EndRuns fails, those resources remain and the stack is in DELETE_FAILED, where it accepts
 * only another deletion. Resources that neither start nor end runs (alarms, the dashboard, the role of jobs) do not
 * wait and can be deleted at any time.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources-lambda.html">
 *     Custom resources</a>
 */
final class StackEnd extends Construct {
    /** The type of the resource. */
    public static final String TYPE = "Custom::FineTuningRuns";

    /** Slightly longer than the timeout of EndRuns. */
    private static final Duration PATIENCE = Duration.minutes(20);

    /**
     * @param guards the resources that must exist until the runs have ended
     * @param intake the resources that must be deleted first, so that no new run starts
     */
    public StackEnd(Construct scope, String id, StepFunction endRuns, List<IConstruct> guards, Intake intake) {
        super(scope, id);
        Accepted.awaited(endRuns.getFunction());
        CustomResource runs = CustomResource.Builder.create(this, "Runs")
                .resourceType(TYPE)
                .serviceToken(endRuns.getFunction().getFunctionArn())
                .serviceTimeout(PATIENCE)
                .build();
        runs.getNode().addDependency(endRuns);
        guards.forEach(runs.getNode()::addDependency);
        intake.endsBefore(runs);
    }
}
