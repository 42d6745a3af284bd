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

/**
 * Finds and removes the Bedrock resources of a run that has ended. All of them have the run's name, so no list of
 * them is stored.
 */
public final class RunResources {
    /** The time between two checks. */
    public static final Duration LOOK = Duration.ofSeconds(60);

    /**
     * The number of consecutive checks that must find nothing before the cleanup is complete. Together they take
     * longer than any step that creates a resource can run.
     */
    public static final int QUIET_LOOKS = 4;

    private final Run run;

    public RunResources(Run run) {
        this.run = run;
    }

    /**
     * Stops the job and removes the serving resources. Keeps the serving resources that a successful run was configured
     * to keep, and an endpoint that applications might use through the stable name.
     *
     * @return the resources that existed, which must be checked again
     * @throws RuntimeException if a resource could not be removed; the others are removed nevertheless
     */
    public List<BilledResource> remove() {
        return remove(true);
    }

    /**
     * Removes the same resources as {@link #remove}, except those that a running step might be about to hand over: a
     * deployment to which Promote points the stable name, which is free while idle, and an endpoint that Tell reports
     * as kept.
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

    /** Returns the resources that {@link #remove} would find. */
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

    /** Returns whether the run was configured to keep its endpoint if it succeeds. */
    private boolean keeps() {
        return run.findRecord()
                .filter(record -> record.settings().keepEndpoint())
                .isPresent();
    }

    private BilledResource billing(BilledKind kind) {
        return new BilledResources(run).removing(kind);
    }
}
