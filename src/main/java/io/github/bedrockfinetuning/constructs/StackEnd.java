package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Accepted;
import java.util.List;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Ends all runs before the resources that can end them are deleted. CloudFormation deletes resources before the
 * resources on which they depend. First, it deletes the resources that start runs. Then this resource calls EndRuns.
 * Finally, it deletes the resources that end runs. If EndRuns fails, those resources remain, and the stack is in the
 * state DELETE_FAILED, in which only another deletion is possible. Resources that neither start nor end runs (alarms,
 * the dashboard, the role of jobs) can be deleted at any time.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources-lambda.html">
 *     Custom resources</a>
 */
final class StackEnd extends Construct {
    /** The type of the custom resource. */
    public static final String TYPE = "Custom::FineTuningRuns";

    /** The timeout of the custom resource, which is slightly longer than the timeout of EndRuns. */
    private static final Duration PATIENCE = Duration.minutes(20);

    /**
     * Creates the custom resource.
     *
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
