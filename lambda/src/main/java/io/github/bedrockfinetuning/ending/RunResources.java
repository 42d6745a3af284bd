package io.github.bedrockfinetuning.ending;

import io.github.bedrockfinetuning.contract.BilledKind;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.promotion.Promotion;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Errands;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.serving.Serving;
import io.github.bedrockfinetuning.training.TrainingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an ended run may have left in Bedrock. All of it has the run's name, so nothing needs remembering. */
public final class RunResources {
    /** The time between two looks. */
    public static final Duration LOOK = Duration.ofSeconds(60);

    /** After this many looks in a row that found nothing, nothing is left. Longer than any step that creates something can live. */
    public static final int QUIET_LOOKS = 4;

    private final Run run;

    public RunResources(Run run) {
        this.run = run;
    }

    /**
     * Stops the job and removes what serves the model, except what a run that succeeded was asked to keep, and an
     * endpoint that applications may have been pointed at.
     *
     * @return what was there, and must be looked at again
     * @throws RuntimeException if something could not be removed; all else is
     */
    public List<BilledResource> remove() {
        return remove(true);
    }

    /**
     * The same without what a step that is still at work may be about to give to somebody: a deployment, which Promote
     * names and which costs nothing while it is idle, and an endpoint that Tell says is kept.
     */
    List<BilledResource> removeUnclaimed() {
        return remove(false);
    }

    private List<BilledResource> remove(boolean claimed) {
        List<BilledResource> there = new ArrayList<>();
        Errands errands = new Errands();
        errands.run(() -> {
            if (new TrainingJob(run).stop()) {
                there.add(billing(BilledKind.JOB));
            }
        });
        errands.run(() -> {
            if (claimed ? !kept() : !keeps()) {
                Serving serving = new Serving(run);
                (claimed && !new Promotion(run).promoted() ? serving.remove() : serving.removeThroughput())
                        .forEach(kind -> there.add(billing(kind)));
            }
        });
        errands.finish();
        return there;
    }

    /** What {@link #remove} would find. */
    List<BilledResource> look() {
        List<BilledResource> there = new ArrayList<>();
        if (!kept()) {
            if (new TrainingJob(run).going()) {
                there.add(billing(BilledKind.JOB));
            }
            boolean promoted = new Promotion(run).promoted();
            new Serving(run)
                    .there().stream()
                            .filter(kind -> !promoted || kind == BilledKind.THROUGHPUT)
                            .forEach(kind -> there.add(billing(kind)));
        }
        return there;
    }

    private boolean kept() {
        return FinalStatus.written(run)
                        .filter(status -> status.status() == RunStatus.SUCCEEDED)
                        .isPresent()
                && keeps();
    }

    /** Whether the run was asked to keep its endpoint, should it succeed. */
    private boolean keeps() {
        return run.findRecord()
                .filter(record -> record.settings().keepEndpoint())
                .isPresent();
    }

    private BilledResource billing(BilledKind kind) {
        return new BilledResources(run).removing(kind);
    }
}
