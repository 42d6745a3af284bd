package io.github.bedrockfinetuning.training;

import io.github.bedrockfinetuning.run.Run;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the loss values that a job wrote during training. AWS documentation and examples use three different paths.
 * Therefore, files are identified by name anywhere under the job's prefix, and columns by their headers.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-analyze.html">Analyze the
 *     results of a model customization job</a>
 */
final class LossCurve {
    private static final int MOST_POINTS = 500;

    private final Run run;

    LossCurve(Run run) {
        this.run = run;
    }

    List<LossPoint> read() {
        TreeMap<Integer, LossPoint> points = new TreeMap<>();
        for (String key : run.store().keys(run.store().results(), run.job())) {
            if (key.endsWith("/step_wise_training_metrics.csv")) {
                merge(points, key, "training_loss");
            } else if (key.endsWith("/validation_metrics.csv")) {
                merge(points, key, "validation_loss");
            }
        }
        return thinned(new ArrayList<>(points.values()));
    }

    private void merge(TreeMap<Integer, LossPoint> points, String key, String lossColumn) {
        byte[] bytes = run.store().read(run.store().results(), key);
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty()) {
            return;
        }
        List<String> header = columns(lines.get(0));
        int step = header.indexOf("step_number");
        int epoch = header.indexOf("epoch_number");
        int loss = header.indexOf(lossColumn);
        if (step < 0 || loss < 0) {
            return;
        }
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = columns(line);
            Double at = number(cells, step);
            Double value = number(cells, loss);
            if (at != null && value != null) {
                boolean training = lossColumn.startsWith("training");
                Double inEpoch = number(cells, epoch);
                points.merge(
                        at.intValue(),
                        new LossPoint(
                                at.intValue(),
                                inEpoch == null ? 0 : inEpoch,
                                training ? value : null,
                                training ? null : value),
                        (one, other) -> new LossPoint(
                                one.step(),
                                one.epoch(),
                                one.training() == null ? other.training() : one.training(),
                                one.validation() == null ? other.validation() : one.validation()));
            }
        }
    }

    private static List<LossPoint> thinned(List<LossPoint> points) {
        if (points.size() <= MOST_POINTS) {
            return points;
        }
        int every = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<LossPoint> thin = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (i % every == 0 || i == points.size() - 1 || points.get(i).validation() != null) {
                thin.add(points.get(i));
            }
        }
        return thin;
    }

    private static List<String> columns(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }

    private static @Nullable Double number(List<String> cells, int column) {
        if (column < 0 || column >= cells.size()) {
            return null;
        }
        try {
            double value = Double.parseDouble(cells.get(column));
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
