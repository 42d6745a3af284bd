package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.catalogue.Figure;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.ServingMode;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.prove.record.Recorder;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.RunId;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.bedrock.model.BedrockException;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.GetCustomModelResponse;

/** Creates no-commitment Provisioned Throughput with one model unit, and deletes it while it is being created. */
public final class DeletedThroughput implements Experiment {
    /** The maximum number of billed hours. Creation takes less than an hour, and each started hour is billed. */
    private static final BigDecimal HOURS = BigDecimal.valueOf(2);

    @Override
    public Optional<BigDecimal> cost(Bench bench) {
        return bench.smallest()
                .base()
                .filter(model -> model.servingModes().contains(ServingMode.PROVISIONED_THROUGHPUT))
                .map(Model::prices)
                .flatMap(Model.Prices::throughputPerUnitHour)
                .map(Figure::amount)
                .map(HOURS::multiply);
    }

    @Override
    public Finding run(Bench bench) {
        Optional<RunId> run = bench.runOf(Question.WHOLE_RUN);
        Optional<String> model = run.flatMap(bench::customModel).map(GetCustomModelResponse::modelArn);
        if (model.isEmpty()) {
            return Finding.notTried("There is no custom model for Provisioned Throughput.");
        }
        var tags = bench.tags(run.get());
        var bedrock = bench.platform().aws().bedrock();
        String arn = bedrock.createProvisionedModelThroughput(
                        r -> r.provisionedModelName(run.get().value())
                                .modelId(model.get())
                                .modelUnits(1)
                                .clientRequestToken(UUID.randomUUID().toString())
                                .tags(tags))
                .provisionedModelArn();
        try {
            bedrock.deleteProvisionedModelThroughput(r -> r.provisionedModelId(arn));
        } catch (BedrockException refused) {
            if (!Recorder.isAnswer(refused)) {
                throw refused;
            }
            return Finding.of(
                    refused instanceof ConflictException,
                    "AWS rejected the deletion during creation with " + Failures.code(refused)
                            + ". After the creation, the Provisioned Throughput was deleted.");
        }
        return Finding.contradicted("The Provisioned Throughput was deleted during its creation.");
    }
}
