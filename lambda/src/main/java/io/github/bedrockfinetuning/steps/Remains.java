package io.github.bedrockfinetuning.steps;

import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Status;
import io.github.bedrockfinetuning.serving.Serving;
import io.github.bedrockfinetuning.training.TrainingJob;
import java.util.ArrayList;
import java.util.List;

/** What an ended run may have left in Bedrock. All of it has the run's name, so nothing needs remembering. */
final class Remains {
    private final Run run;

    Remains(Run run) {
        this.run = run;
    }

    /**
     * Stops the job and removes what serves the model, except an endpoint that applications may have been pointed at.
     *
     * @return what was there, and must be looked at again
     */
    List<Status.Billing> remove() {
        List<Status.Billing> there = new ArrayList<>();
        if (new TrainingJob(run).stop()) {
            there.add(billing("job"));
        }
        Promotion promotion = new Promotion(run);
        Serving serving = new Serving(run);
        (promotion.promoted() ? serving.removeThroughput() : serving.remove())
                .forEach(kind -> there.add(billing(kind)));
        return there;
    }

    private Status.Billing billing(String kind) {
        return new Status.Billing(run.id().value(), kind, "its run has ended; it is being removed");
    }
}
