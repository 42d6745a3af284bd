package io.github.bedrockfinetuning.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.steps.Rig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossCurveTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private void file(String path, String text) {
        rig.run()
                .store()
                .put(
                        Rig.RESULTS,
                        rig.run().job() + "model-customization-job-abc/" + path,
                        text.getBytes(StandardCharsets.UTF_8),
                        "text/csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validation_artifacts/post_fine_tuning_validation/validation_metrics.csv",
                "validation_artifacts/post_fine_tuning_validation/validation/validation_metrics.csv",
                "validation_artifacts/validation_metrics.csv"
            })
    void findsTheValidationLossUnderEveryPathThatAwsNames(String path) {
        file(
                "training_artifacts/step_wise_training_metrics.csv",
                "step_number,epoch_number,training_loss,perplexity\n0,0,2.5,12\n1,0,2.0,7\n");
        file(path, "step_number,epoch_number,validation_loss,perplexity\n1,0,2.2,9\n");
        assertThat(new LossCurve(rig.run()).read())
                .containsExactly(new LossPoint(0, 0, 2.5, null), new LossPoint(1, 0, 2.0, 2.2));
    }

    @Test
    void tellsColumnsByTheirHeader() {
        file("step_wise_training_metrics.csv", "training_loss , step_number\r\n1.5,3\r\n");
        assertThat(new LossCurve(rig.run()).read()).containsExactly(new LossPoint(3, 0, 1.5, null));
    }

    @Test
    void takesNothingFromWhatIsNoCurve() {
        file("step_wise_training_metrics.csv", "a,b\nNaN,x\n");
        file("validation_metrics.csv", "");
        file("manifest.csv", "step_number,training_loss\n1,1\n");
        assertThat(new LossCurve(rig.run()).read()).isEmpty();
    }

    @Test
    void keepsALongCurveShort() {
        StringBuilder csv = new StringBuilder("step_number,epoch_number,training_loss\n");
        for (int i = 0; i < 20_000; i++) {
            csv.append(i).append(",0,").append(1.0 / (i + 1)).append('\n');
        }
        file("step_wise_training_metrics.csv", csv.toString());
        assertThat(new LossCurve(rig.run()).read())
                .hasSizeBetween(250, 501)
                .last()
                .extracting(LossPoint::step)
                .isEqualTo(19_999);
    }

    @Test
    void givesTheEpochOfAStepAndNoneWhereTheFileDoesNotNumberThem() {
        file("step_wise_training_metrics.csv", "step_number,training_loss,epoch_number\n1,2.0,0.5\n2,1.5,\n3,1.0\n");
        assertThat(new LossCurve(rig.run()).read())
                .containsExactly(
                        new LossPoint(1, 0.5, 2.0, null),
                        new LossPoint(2, 0, 1.5, null),
                        new LossPoint(3, 0, 1.0, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n/a,1", "1,n/a", "1,NaN", "1,Infinity", "1", ""})
    void leavesOutALineWithoutANumberInEitherColumn(String line) {
        file("step_wise_training_metrics.csv", "step_number,training_loss\n" + line + "\n7,1.5\n");
        assertThat(new LossCurve(rig.run()).read()).containsExactly(new LossPoint(7, 0, 1.5, null));
    }

    @ParameterizedTest
    @CsvSource({"499, 499", "500, 500", "501, 251", "1000, 501", "1001, 335"})
    void showsEveryPointUpToFiveHundredAndThenEqualStepsAndTheLast(int steps, int points) {
        StringBuilder csv = new StringBuilder("step_number,training_loss\n");
        for (int i = 0; i < steps; i++) {
            csv.append(i).append(",1\n");
        }
        file("step_wise_training_metrics.csv", csv.toString());
        List<LossPoint> curve = new LossCurve(rig.run()).read();
        assertThat(curve).hasSize(points);
        assertThat(curve.get(curve.size() - 1).step()).isEqualTo(steps - 1);
    }

    @Test
    void keepsEveryValidationLossOfALongCurve() {
        StringBuilder csv = new StringBuilder("step_number,training_loss\n");
        for (int i = 0; i < 1_000; i++) {
            csv.append(i).append(",1\n");
        }
        file("step_wise_training_metrics.csv", csv.toString());
        file("validation_metrics.csv", "step_number,validation_loss\n333,2\n");
        assertThat(new LossCurve(rig.run()).read()).contains(new LossPoint(333, 0, 1.0, 2.0));
    }
}
