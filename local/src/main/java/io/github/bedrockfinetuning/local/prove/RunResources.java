package io.github.bedrockfinetuning.local.prove;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.RunId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.CustomModelDeploymentStatus;
import software.amazon.awssdk.services.bedrock.model.ModelCustomizationJobStatus;
import software.amazon.awssdk.services.bedrock.model.ProvisionedModelStatus;

/** The Bedrock resources of a run: fine-tuning jobs, deployments, Provisioned Throughput, and the custom model. */
final class RunResources {
    /**
     * A resource that incurs charges as long as it exists.
     *
     * @param kind training-job, custom-model-deployment, provisioned-throughput or custom-model
     * @param perHour the price per hour in US dollars; empty if the price is unknown, or if the resource is not billed
     *     per hour
     */
    record Billed(String kind, Optional<BigDecimal> perHour) {}

    private static final BigDecimal HOURS_A_MONTH = BigDecimal.valueOf(730);

    private final BedrockClient bedrock;

    RunResources(Platform platform) {
        bedrock = platform.aws().bedrock();
    }

    /**
     * Stops or deletes all resources that can currently be stopped or deleted. Call this method again for resources
     * that are being created or stopped.
     *
     * @return the resources that were found
     */
    List<Billed> remove(RunId id) {
        List<Billed> found = new ArrayList<>();
        String name = id.value();
        for (var job : bedrock.listModelCustomizationJobsPaginator(r -> r.nameContains(name))
                .modelCustomizationJobSummaries()) {
            if (job.status() == ModelCustomizationJobStatus.IN_PROGRESS) {
                found.add(new Billed("training-job", Optional.empty()));
                bedrock.stopModelCustomizationJob(r -> r.jobIdentifier(job.jobArn()));
            } else if (job.status() == ModelCustomizationJobStatus.STOPPING) {
                found.add(new Billed("training-job", Optional.empty()));
            }
        }
        for (var deployment : bedrock.listCustomModelDeploymentsPaginator(r -> r.nameContains(name))
                .modelDeploymentSummaries()) {
            found.add(new Billed("custom-model-deployment", Optional.of(BigDecimal.ZERO)));
            if (deployment.status() != CustomModelDeploymentStatus.CREATING) {
                bedrock.deleteCustomModelDeployment(
                        r -> r.customModelDeploymentIdentifier(deployment.customModelDeploymentArn()));
            }
        }
        for (var throughput : bedrock.listProvisionedModelThroughputsPaginator(r -> r.nameContains(name))
                .provisionedModelSummaries()) {
            found.add(new Billed("provisioned-throughput", unitHour(throughput.foundationModelArn())));
            if (throughput.status() != ProvisionedModelStatus.CREATING) {
                bedrock.deleteProvisionedModelThroughput(r -> r.provisionedModelId(throughput.provisionedModelArn()));
            }
        }
        boolean served = found.stream()
                .anyMatch(one -> one.kind().equals("custom-model-deployment")
                        || one.kind().equals("provisioned-throughput"));
        for (var model :
                bedrock.listCustomModelsPaginator(r -> r.nameContains(name)).modelSummaries()) {
            found.add(new Billed("custom-model", storage(model.baseModelArn())));
            if (!served) {
                bedrock.deleteCustomModel(r -> r.modelIdentifier(model.modelArn()));
            }
        }
        return found;
    }

    private static Optional<BigDecimal> unitHour(String baseArn) {
        return base(baseArn)
                .flatMap(model -> model.prices().throughputPerUnitHour())
                .map(Figure::amount);
    }

    private static Optional<BigDecimal> storage(String baseArn) {
        return base(baseArn)
                .flatMap(model -> model.prices().storagePerMonth())
                .map(price -> price.amount().divide(HOURS_A_MONTH, 5, RoundingMode.HALF_UP));
    }

    private static Optional<Model> base(String arn) {
        return Optional.ofNullable(arn)
                .flatMap(known -> Catalogue.load().find(known.substring(known.lastIndexOf('/') + 1)));
    }
}
