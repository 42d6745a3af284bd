package io.github.bedrockfinetuning.local.models.learning;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.LabelObjective;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.la.SparseVector;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.util.VectorNormalizer;

/**
 * Records the losses during training with Tribuo. Tribuo only logs them, so this class wraps the optimizer and the
 * objective to record every value.
 */
final class LossRecorder implements StochasticGradientOptimiser {
    /** A validation record as a Tribuo vector with a label ID. */
    record Held(SparseVector features, int label) {}

    private static final double TRIFLE = 0.01;

    private final StochasticGradientOptimiser inner;
    private final LabelObjective objective = new Measured();
    private final Schedule schedule;
    private final int records;
    private final List<Held> validation;
    private final List<EpochLoss> losses = new ArrayList<>();
    /** The parameters during training, or null before training starts. */
    private @Nullable LinearParameters parameters;

    private double sum;
    private long seen;
    private long steps;

    LossRecorder(StochasticGradientOptimiser inner, Schedule schedule, int records, List<Held> validation) {
        this.inner = inner;
        this.schedule = schedule;
        this.records = records;
        this.validation = validation;
    }

    static List<Held> vectors(
            List<? extends Example<Label>> examples, ImmutableFeatureMap features, ImmutableOutputInfo<Label> labels) {
        var vectors = new ArrayList<Held>();
        for (var example : examples) {
            try {
                var vector = SparseVector.createSparseVector(example, features, true);
                vectors.add(new Held(vector, labels.getID(example.getOutput())));
            } catch (IllegalArgumentException noKnownFeature) {
                // Tribuo cannot create a vector for an example without known features, so it is not measured.
            }
        }
        return vectors;
    }

    LabelObjective objective() {
        return objective;
    }

    List<EpochLoss> losses() {
        return List.copyOf(losses);
    }

    @Override
    public void initialise(Parameters parameters) {
        this.parameters = (LinearParameters) parameters;
        inner.initialise(parameters);
    }

    @Override
    public Tensor[] step(Tensor[] updates, double weight) {
        steps++;
        return inner.step(updates, weight);
    }

    @Override
    public void finalise() {
        inner.finalise();
        closeEpoch();
    }

    @Override
    public void reset() {
        inner.reset();
    }

    /** Returns this object. Tribuo trains with a copy of the optimizer, which must report to the same recorder. */
    @Override
    public StochasticGradientOptimiser copy() {
        return this;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return inner.getProvenance();
    }

    private void measured(double loss) {
        // This is the first record after a complete epoch. The last step of the epoch is complete only now.
        if (seen == (long) records * Schedule.PASSES_PER_EPOCH) {
            closeEpoch();
        }
        sum += loss;
        seen++;
    }

    private void closeEpoch() {
        if (seen == 0) {
            return;
        }
        losses.add(new EpochLoss(losses.size() + 1, steps, sum / seen, validationLoss()));
        sum = 0;
        seen = 0;
    }

    /** Returns the mean loss over the validation records, or null if there are none. */
    private @Nullable Double validationLoss() {
        if (validation.isEmpty()) {
            return null;
        }
        var total = 0.0;
        var plain = new LogMulticlass();
        for (var held : validation) {
            total += loss(plain.lossAndGradient(held.label(), parameters.predict(held.features())));
        }
        return total / validation.size();
    }

    /** Returns the loss. Tribuo maximizes its objective, so its value is the log likelihood. */
    private static double loss(Pair<Double, SGDVector> valueAndGradient) {
        return -valueAndGradient.getA();
    }

    /**
     * Removes tiny gradients. Most labels become very unlikely early in the training; without this, tiny updates of
     * their weights would take most of the time.
     */
    private static SGDVector withoutTrifles(SGDVector gradient) {
        var indices = IntStream.range(0, gradient.size())
                .filter(i -> Math.abs(gradient.get(i)) > TRIFLE)
                .toArray();
        var values = IntStream.of(indices).mapToDouble(gradient::get).toArray();
        return SparseVector.createSparseVector(gradient.size(), indices, values);
    }

    private final class Measured implements LabelObjective {
        private final LogMulticlass plain = new LogMulticlass();

        @Override
        @Deprecated
        public Pair<Double, SGDVector> valueAndGradient(int truth, SGDVector prediction) {
            return lossAndGradient(truth, prediction);
        }

        @Override
        public Pair<Double, SGDVector> lossAndGradient(Integer truth, SGDVector prediction) {
            var result = plain.lossAndGradient(truth, prediction);
            measured(loss(result));
            return new Pair<>(result.getA(), withoutTrifles(result.getB()));
        }

        @Override
        public VectorNormalizer getNormalizer() {
            return plain.getNormalizer();
        }

        @Override
        public boolean isProbabilistic() {
            return true;
        }

        @Override
        public ConfiguredObjectProvenance getProvenance() {
            return plain.getProvenance();
        }
    }
}
