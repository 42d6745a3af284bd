package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.preparing.RunPreparation;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.RunState;
import java.io.IOException;
import java.util.Optional;

/**
 * Pins the versions of the uploaded files, checks and stages the files, estimates the price of the run, and decides
 * whether the run can start.
 *
 * <p>Calls s3:GetObject, s3:GetObjectVersion and s3:ListBucket on inbox/, s3:GetObject and s3:PutObject on staged/,
 * runs/ and reports/, bedrock:GetFoundationModel, bedrock:GetFoundationModelAvailability, bedrock:ListCustomModels,
 * bedrock:ListCustomModelDeployments, bedrock:ListProvisionedModelThroughputs,
 * bedrock:GetModelInvocationLoggingConfiguration, bedrock:GetAccountDataRetention, servicequotas:ListServiceQuotas,
 * ssm:GetParameter under the stack's prefix.
 */
public final class PrepareDataset extends RunStep {
    public PrepareDataset() {
        this(Platform.ofLambda());
    }

    public PrepareDataset(Platform platform) {
        super(platform);
    }

    @Override
    protected RunState advance(RunState state, Context context) throws IOException {
        Run run = state.run(platform());
        Optional<RunRecord> record = run.findRecord(); // A retry of a call whose response was lost.
        if (record.isEmpty()) {
            try (Workspace workspace = new Workspace()) {
                record = new RunPreparation(run, workspace).prepare();
                record.map(made -> made.estimate().path("total").path("high"))
                        .filter(JsonNode::isNumber)
                        .ifPresent(high -> measure(RunMetric.ESTIMATED_DOLLARS, high.asDouble()));
            }
        }
        if (record.isEmpty()) {
            return state.status(StepStatus.REJECTED);
        }
        return state.status(record.get().outcome())
                .concurrency(record.get().concurrency())
                .judge(record.get().settings().judged());
    }
}
