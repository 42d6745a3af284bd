package io.github.bedrockfinetuning.serving;

import io.github.bedrockfinetuning.contract.BilledKind;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Tags;
import io.github.bedrockfinetuning.run.Throttled;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.CustomModelDeploymentStatus;
import software.amazon.awssdk.services.bedrock.model.GetCustomModelDeploymentResponse;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;

/**
 * A run's on-demand deployment.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html">Deploy a
 *     custom model for on-demand inference</a>
 */
final class Deployments {
    private final Run run;

    Deployments(Run run) {
        this.run = run;
    }

    String create(String modelArn) {
        String name = run.id().value();
        try {
            return bedrock()
                    .createCustomModelDeployment(r -> r.modelDeploymentName(name)
                            .modelArn(modelArn)
                            .clientRequestToken(name)
                            .tags(Tags.bedrock(run.tags())))
                    .customModelDeploymentArn();
        } catch (ServiceQuotaExceededException e) {
            // Only a few deployments can be in progress at the same time. They finish without further action.
            throw new Throttled("No deployment can be created at the moment: " + Failures.message(e), e);
        }
    }

    Optional<Serving.Shown> find() {
        try {
            GetCustomModelDeploymentResponse found = bedrock()
                    .getCustomModelDeployment(
                            r -> r.customModelDeploymentIdentifier(run.id().value()));
            return Optional.of(new Serving.Shown(
                    BilledKind.DEPLOYMENT,
                    found.customModelDeploymentArn(),
                    found.modelArn(),
                    found.status() == CustomModelDeploymentStatus.ACTIVE,
                    found.status() == CustomModelDeploymentStatus.FAILED,
                    found.failureMessage()));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    void delete(String arn) {
        try {
            bedrock().deleteCustomModelDeployment(r -> r.customModelDeploymentIdentifier(arn));
        } catch (ResourceNotFoundException | ConflictException e) {
            // Already deleted, or cannot be deleted yet. The next check determines which.
            return;
        }
    }

    private BedrockClient bedrock() {
        return run.platform().aws().bedrock();
    }
}
