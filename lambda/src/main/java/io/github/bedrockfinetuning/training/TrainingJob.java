package io.github.bedrockfinetuning.training;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.Tags;
import io.github.bedrockfinetuning.run.TransientFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.CreateModelCustomizationJobRequest;
import software.amazon.awssdk.services.bedrock.model.CustomizationType;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ModelCustomizationJobStatus;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.bedrock.model.ValidationException;
import software.amazon.awssdk.services.bedrock.model.Validator;

/**
 * A run's fine-tuning job. The run ID is its name and request token. Therefore, two requests create only one job, and a
 * job can be found by name if the response is lost.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateModelCustomizationJob.html">
 *     CreateModelCustomizationJob</a>
 */
public final class TrainingJob {
    /**
     * The maximum duration of a job. Jobs have been observed to wait three days for capacity. After this maximum,
     * another problem is likely.
     */
    public static final Duration BUDGET = Duration.ofDays(7);

    /**
     * Returns the time to wait before requesting one of the account's job slots again. It increases with the time
     * already waited.
     */
    public static Duration slotWait(Duration waited) {
        return Duration.ofMinutes(waited.toHours() < 6 ? 10 : 30);
    }

    /**
     * Returns the time to wait before the next check of a job. It increases with the job's age, because the size of an
     * execution history is limited.
     */
    public static Duration nextLook(Duration age) {
        return Duration.ofMinutes(age.toHours() < 2 ? 2 : age.toHours() < 24 ? 10 : 30);
    }

    private final Run run;

    public TrainingJob(Run run) {
        this.run = run;
    }

    /**
     * Starts the job, or finds the job that an earlier call started.
     *
     * @return empty if the job runs; otherwise, Bedrock's message about the exceeded quota, which is usually the quota
     *     of concurrent jobs
     * @throws PermanentFailure if Bedrock rejects the job, or another job has its name
     */
    public Optional<String> start(RunRecord record) {
        try {
            bedrock().createModelCustomizationJob(request(record));
            return Optional.empty();
        } catch (ServiceQuotaExceededException e) {
            return Optional.of(Failures.message(e));
        } catch (ConflictException e) {
            adopt(e);
            return Optional.empty();
        } catch (ValidationException e) {
            if (Failures.message(e).contains("Could not assume")) {
                throw new TransientFailure("Bedrock cannot assume the service role yet: " + Failures.message(e), e);
            }
            throw e;
        }
    }

    private CreateModelCustomizationJobRequest request(RunRecord record) {
        String name = run.id().value();
        Model base = record.settings().base();
        List<Tag> tags = Tags.bedrock(run.tags());
        String staged = "s3://" + run.store().datasets() + "/";
        CreateModelCustomizationJobRequest.Builder request = CreateModelCustomizationJobRequest.builder()
                .jobName(name)
                .customModelName(name)
                .clientRequestToken(name)
                .roleArn(run.platform().require(EnvironmentVariables.CUSTOMIZATION_ROLE_ARN))
                .baseModelIdentifier(base.id())
                .customizationType(CustomizationType.FINE_TUNING)
                .trainingDataConfig(t -> t.s3Uri(staged + run.staged(FileNames.TRAIN)))
                .outputDataConfig(o -> o.s3Uri(output()))
                .customModelKmsKeyId(run.platform().require(EnvironmentVariables.MODEL_KEY_ARN))
                .jobTags(tags)
                .customModelTags(tags);
        // The VPC configuration is only set if the stack uses a VPC.
        run.platform()
                .variable(EnvironmentVariables.JOB_SUBNETS)
                .ifPresent(subnets -> request.vpcConfig(v -> v.subnetIds(subnets.split(","))
                        .securityGroupIds(run.platform()
                                .require(EnvironmentVariables.JOB_SECURITY_GROUPS)
                                .split(","))));
        if (!record.settings().hyperparameters().isEmpty()) {
            request.hyperParameters(record.settings().hyperparameters());
        }
        if (base.validationData() && record.count("validation") > 0) {
            Validator validator = Validator.builder()
                    .s3Uri(staged + run.staged(FileNames.VALIDATION))
                    .build();
            request.validationDataConfig(v -> v.validators(validator));
        }
        return request.build();
    }

    private void adopt(ConflictException conflict) {
        if (find().filter(this::ours).isEmpty()) {
            throw new PermanentFailure(
                    "Bedrock already has a job or a model named " + run.id() + " that this run did not create: "
                            + Failures.message(conflict)
                            + ". It was not changed. Upload the dataset again to start a run with a different name.",
                    conflict);
        }
    }

    /**
     * Checks whether a job with the run's name belongs to the run. A job that the run did not create has a different
     * token. Bedrock might not return the token, but only the run's own job has an output path under the run's prefix.
     */
    private boolean ours(GetModelCustomizationJobResponse job) {
        return job.clientRequestToken() != null
                ? job.clientRequestToken().equals(run.id().value())
                : job.outputDataConfig() != null
                        && output().equals(job.outputDataConfig().s3Uri());
    }

    private String output() {
        return "s3://" + run.store().results() + "/" + run.job();
    }

    /** Returns the job, or an empty Optional if there is none. */
    public Optional<GetModelCustomizationJobResponse> find() {
        try {
            return Optional.of(bedrock()
                    .getModelCustomizationJob(r -> r.jobIdentifier(run.id().value())));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Stops the job. A job with the same name that does not belong to the run is not changed.
     *
     * @return whether the job is still in progress or stopping
     */
    public boolean stop() {
        Optional<GetModelCustomizationJobResponse> job = find().filter(this::ours);
        if (job.isEmpty() || !going(job.get())) {
            return false;
        }
        if (job.get().status() == ModelCustomizationJobStatus.IN_PROGRESS) {
            try {
                bedrock()
                        .stopModelCustomizationJob(
                                r -> r.jobIdentifier(job.get().jobArn()));
            } catch (ConflictException | ResourceNotFoundException e) {
                return true; // It ended meanwhile, or is on its way; the next look tells.
            }
        }
        return true;
    }

    /** Checks whether the run's own job has not yet ended. */
    public boolean going() {
        return find().filter(this::ours).filter(TrainingJob::going).isPresent();
    }

    static boolean going(GetModelCustomizationJobResponse job) {
        return job.status() == ModelCustomizationJobStatus.IN_PROGRESS
                || job.status() == ModelCustomizationJobStatus.STOPPING;
    }

    private BedrockClient bedrock() {
        return run.platform().aws().bedrock();
    }
}
