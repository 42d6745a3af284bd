package io.github.bedrockfinetuning.local.prove.experiments;

import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.prove.record.Recorder;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.RunId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.bedrock.model.BedrockException;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.Tag;

/**
 * Requests a fine-tuning job with the name of the aborted job and a different client token. StartTraining expects a
 * ConflictException.
 */
public final class TakenJobName implements Experiment {
    @Override
    public Optional<BigDecimal> cost(Bench bench) {
        return bench.smallest().cost();
    }

    @Override
    public boolean wasFree(Finding finding) {
        return finding.result() == Finding.Result.CONFIRMED;
    }

    @Override
    public Finding run(Bench bench) {
        Optional<RunId> earlier = bench.runOf(Question.ABORTED_TRAINING);
        Optional<GetModelCustomizationJobResponse> known = earlier.flatMap(id -> new FollowedRun(bench, id).job());
        if (known.isEmpty()) {
            return Finding.notTried("There is no aborted fine-tuning job whose name can be reused.");
        }
        GetModelCustomizationJobResponse job = known.get();
        try {
            create(bench, earlier.get(), job);
        } catch (BedrockException refused) {
            if (!Recorder.isAnswer(refused)) {
                throw refused;
            }
            return Finding.of(
                    refused instanceof ConflictException, "AWS rejected the name with " + Failures.code(refused) + ".");
        }
        return Finding.contradicted("AWS created a job with a name that had been used before.");
    }

    private static void create(Bench bench, RunId id, GetModelCustomizationJobResponse job) {
        List<Tag> tags = bench.tags(id);
        bench.platform()
                .aws()
                .bedrock()
                .createModelCustomizationJob(r -> r.jobName(job.jobName())
                        .customModelName(job.outputModelName())
                        .clientRequestToken(UUID.randomUUID().toString())
                        .roleArn(job.roleArn())
                        .baseModelIdentifier(job.baseModelArn())
                        .customizationType(job.customizationType())
                        .customModelKmsKeyId(job.outputModelKmsKeyArn())
                        .hyperParameters(job.hyperParameters())
                        .trainingDataConfig(job.trainingDataConfig())
                        .outputDataConfig(job.outputDataConfig())
                        .vpcConfig(job.vpcConfig())
                        .jobTags(tags)
                        .customModelTags(tags));
    }
}
