package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Accepted;
import java.util.List;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Has all runs ended before anything is deleted that could end them: CloudFormation deletes first what depends on other
 * things. So what starts runs goes, then this resource calls EndRuns, and then all that ends runs goes; or, if EndRuns cannot,
 * that stays, and the stack is in DELETE_FAILED, where it takes only another deletion. What neither starts nor ends runs
 * (alarms, the dashboard, the role of jobs) waits for nothing and goes at any time.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources-lambda.html">
 *     Custom resources</a>
 */
final class StackEnd extends Construct {
    /** The type of the resource. */
    public static final String TYPE = "Custom::FineTuningRuns";

    /** Somewhat longer than EndRuns lives. */
    private static final Duration PATIENCE = Duration.minutes(20);

    /**
     * @param guards what must stand until the runs have ended
     * @param intake what must be gone before, so that no new run begins
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
