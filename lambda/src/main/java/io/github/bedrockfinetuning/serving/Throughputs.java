package io.github.bedrockfinetuning.serving;

import io.github.bedrockfinetuning.contract.BilledKind;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Tags;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.GetProvisionedModelThroughputResponse;
import software.amazon.awssdk.services.bedrock.model.ProvisionedModelStatus;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;

/**
 * A run's Provisioned Throughput: one no-commitment model unit, because Provisioned Throughput with a commitment cannot
 * be deleted early.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prov-throughput.html">Provisioned Throughput</a>
 */
final class Throughputs {
    private final Run run;

    Throughputs(Run run) {
        this.run = run;
    }

    String create(String modelArn) {
        String name = run.id().value();
        return bedrock()
                .createProvisionedModelThroughput(r -> r.provisionedModelName(name)
                        .modelId(modelArn)
                        .modelUnits(1)
                        .clientRequestToken(name)
                        .tags(Tags.bedrock(run.tags())))
                .provisionedModelArn();
    }

    Optional<Serving.Shown> find() {
        try {
            GetProvisionedModelThroughputResponse found = bedrock()
                    .getProvisionedModelThroughput(
                            r -> r.provisionedModelId(run.id().value()));
            return Optional.of(new Serving.Shown(
                    BilledKind.THROUGHPUT,
                    found.provisionedModelArn(),
                    found.modelArn(),
                    found.status() == ProvisionedModelStatus.IN_SERVICE,
                    found.status() == ProvisionedModelStatus.FAILED,
                    found.failureMessage()));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    void delete(String arn) {
        try {
            bedrock().deleteProvisionedModelThroughput(r -> r.provisionedModelId(arn));
        } catch (ResourceNotFoundException | ConflictException e) {
            // Already deleted, or still being created. The next check determines which.
            return;
        }
    }

    private BedrockClient bedrock() {
        return run.platform().aws().bedrock();
    }
}
