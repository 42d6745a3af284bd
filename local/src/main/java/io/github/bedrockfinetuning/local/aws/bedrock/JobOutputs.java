package io.github.bedrockfinetuning.local.aws.bedrock;

import io.github.bedrockfinetuning.local.aws.s3.S3;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.models.learning.EpochLoss;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Writes the metrics files of a completed job. In the AWS examples, the location of the validation file depends on the
 * model.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-analyze.html">Analyze the
 *     results of a customization job</a>
 */
final class JobOutputs {
    private final S3 s3;

    JobOutputs(S3 s3) {
        this.s3 = s3;
    }

    void write(CustomizationJob job, List<EpochLoss> losses) {
        if (losses.isEmpty()) {
            return;
        }
        write(
                job,
                "training_artifacts/step_wise_training_metrics.csv",
                "training_loss",
                losses,
                EpochLoss::trainingLoss);
        if (losses.get(0).validationLoss() != null) {
            write(job, validationFile(job.base().provider()), "validation_loss", losses, EpochLoss::validationLoss);
        }
    }

    private void write(
            CustomizationJob job,
            String file,
            String column,
            List<EpochLoss> losses,
            ToDoubleFunction<EpochLoss> loss) {
        StringBuilder csv = new StringBuilder("step_number,epoch_number," + column + ",perplexity\n");
        for (EpochLoss epoch : losses) {
            double value = loss.applyAsDouble(epoch);
            csv.append(String.format(
                    Locale.ROOT, "%d,%d,%.6f,%.6f\n", epoch.steps() - 1, epoch.epoch() - 1, value, Math.exp(value)));
        }
        S3Uri at = S3Uri.of(job.request().path("outputDataConfig").path("s3Uri").textValue());
        s3.put(at.bucket(), at.below("model-customization-job-" + job.id() + "/" + file), Content.of(csv.toString()));
    }

    private static String validationFile(String provider) {
        return switch (provider) {
            case "Amazon" -> "validation_artifacts/post_fine_tuning_validation/validation/validation_metrics.csv";
            case "Meta" -> "validation_artifacts/validation_metrics.csv";
            default -> "validation_artifacts/post_fine_tuning_validation/validation_metrics.csv";
        };
    }
}
