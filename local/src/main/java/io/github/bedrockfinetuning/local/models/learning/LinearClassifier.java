package io.github.bedrockfinetuning.local.models.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A multinomial logistic regression classifier that is trained with stochastic gradient descent from Tribuo. Only the
 * weights remain in memory.
 *
 * @see <a href="https://tribuo.org/">Tribuo</a>
 */
public final class LinearClassifier {
    /** A training example with features and a label. */
    public record Observation(Features features, String label) {}

    /** A classifier and its losses per epoch. */
    public record Fit(LinearClassifier classifier, List<EpochLoss> losses) {}

    /**
     * The logger of Tribuo, which logs every training process at the INFO level. This reference prevents garbage
     * collection of the logger and its level.
     */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    private static final int NO_LOG = -1;
    private static final int ONE_BY_ONE = 1;

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    private final List<String> labels;
    private final Map<String, float[]> weights;
    private final float[] bias;

    private LinearClassifier(List<String> labels, Map<String, float[]> weights, float[] bias) {
        this.labels = labels;
        this.weights = weights;
        this.bias = bias;
    }

    /** Trains a classifier with {@code training}. Ignores features that occur fewer than {@code leastSeen} times. */
    public static Fit train(
            List<Observation> training, List<Observation> validation, Schedule schedule, int leastSeen) {
        var kept = frequent(training, leastSeen);
        var factory = new LabelFactory();
        var source = new SimpleDataSourceProvenance("training records", factory);
        var data = new MutableDataset<>(source, factory);
        for (var observation : training) {
            data.add(example(observation, kept));
        }
        var labels = List.copyOf(
                new TreeSet<>(training.stream().map(Observation::label).toList()));
        if (labels.size() == 1) {
            return new Fit(new LinearClassifier(labels, Map.of(), new float[1]), List.of());
        }
        var features = data.getFeatureIDMap();
        var outputs = data.getOutputIDInfo();
        var measured = new LossRecorder(
                new AdaGrad(schedule.learningRate(), 0.1),
                schedule,
                training.size(),
                LossRecorder.vectors(
                        validation.stream()
                                .filter(observation -> labels.contains(observation.label()))
                                .map(observation -> example(observation, kept))
                                .toList(),
                        features,
                        outputs));
        var trainer = new LinearSGDTrainer(
                measured.objective(), measured, schedule.passes(), NO_LOG, ONE_BY_ONE, schedule.seed());
        var model = trainer.train(data);

        var matrix = model.getWeightsCopy();
        var ids = labels.stream()
                .mapToInt(label -> outputs.getID(new Label(label)))
                .toArray();
        var weights = new HashMap<String, float[]>(features.size() * 2);
        for (var feature : features) {
            weights.put(feature.getName(), column(matrix::get, ids, features.getID(feature.getName())));
        }
        var bias = column(matrix::get, ids, features.size());
        return new Fit(new LinearClassifier(labels, weights, bias), measured.losses());
    }

    public List<String> labels() {
        return labels;
    }

    /** Returns the unnormalized scores of all labels, in the order of {@link #labels}. */
    public double[] scores(Features features) {
        var scores = new double[labels.size()];
        for (var i = 0; i < scores.length; i++) {
            scores[i] = bias[i];
        }
        features.values().forEach((name, value) -> add(scores, weights.get(name), value));
        return scores;
    }

    /** Returns the weights of a feature for all labels, or null if the feature did not occur in training. */
    public float @Nullable [] weights(String feature) {
        return weights.get(feature);
    }

    /**
     * Returns the most likely label. If several labels are equally likely, returns the first one in alphabetical order.
     */
    public String best(Features features) {
        var scores = scores(features);
        return labels.get(IntStream.range(0, scores.length)
                .boxed()
                .max(Comparator.<Integer>comparingDouble(i -> scores[i]).thenComparing(Comparator.reverseOrder()))
                .orElseThrow());
    }

    /** Returns the natural logarithm of the probability of each label. */
    public Map<String, Double> logProbabilities(Features features) {
        var scores = scores(features);
        var normaliser = logSumOfExponentials(scores);
        var probabilities = new HashMap<String, Double>();
        for (var i = 0; i < scores.length; i++) {
            probabilities.put(labels.get(i), scores[i] - normaliser);
        }
        return probabilities;
    }

    static double logSumOfExponentials(double[] scores) {
        var max = IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i])
                .max()
                .orElse(0);
        var sum = 0.0;
        for (var score : scores) {
            sum += Math.exp(score - max);
        }
        return max + Math.log(sum);
    }

    private static void add(double[] scores, float @Nullable [] weights, double value) {
        if (weights != null) {
            for (var i = 0; i < scores.length; i++) {
                scores[i] += weights[i] * value;
            }
        }
    }

    private interface Matrix {
        double get(int row, int column);
    }

    private static float[] column(Matrix matrix, int[] rows, int column) {
        var values = new float[rows.length];
        for (var i = 0; i < rows.length; i++) {
            values[i] = (float) matrix.get(rows[i], column);
        }
        return values;
    }

    private static Map<String, Integer> frequent(List<Observation> observations, int leastSeen) {
        var counts = new HashMap<String, Integer>();
        for (var observation : observations) {
            observation.features().values().keySet().forEach(name -> counts.merge(name, 1, Integer::sum));
        }
        counts.values().removeIf(count -> count < leastSeen);
        return counts;
    }

    private static ArrayExample<Label> example(Observation observation, Map<String, Integer> kept) {
        var names = new ArrayList<String>();
        var values = new ArrayList<Double>();
        observation.features().values().forEach((name, value) -> {
            if (kept.containsKey(name)) {
                names.add(name);
                values.add(value);
            }
        });
        // Tribuo rejects examples without features.
        if (names.isEmpty()) {
            names.add("nothing known");
            values.add(1.0);
        }
        return new ArrayExample<>(
                new Label(observation.label()),
                names.toArray(String[]::new),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
