package io.github.bedrockfinetuning.ending;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Status;
import java.util.function.Consumer;

/**
 * Reports how a run ended. It first writes {@code runs/<runId>/status.json}, which is final unless the execution is
 * redriven, and then sends a message to the topic. A delivered message is recorded, so that only unreported ends are
 * reported later.
 */
public final class EndNotification {
    private static final String STATUS = FileNames.STATUS;

    private final Run run;
    private final Consumer<RunStatus> ended;

    /** @param ended receives a run's final status, once */
    public EndNotification(Run run, Consumer<RunStatus> ended) {
        this.run = run;
        this.ended = ended;
    }

    /**
     * @param status the status to report, unless an earlier report or one of a later redrive exists
     * @return the status as recorded
     * @throws RuntimeException if the topic does not accept the message; the status is stored nevertheless
     */
    public Status tell(Status status) {
        if (run.writeOnce(STATUS, status)) {
            ended.accept(status.status());
        } else if (FinalStatus.written(run)
                .filter(end -> end.redrives() < status.redrives())
                .isPresent()) {
            run.replace(STATUS, status);
            ended.accept(status.status());
        }
        Status written = FinalStatus.written(run).orElse(status);
        if (!told(run, written.redrives())) {
            new Notifications(run.platform())
                    .publish(Notifications.ended(
                            written, run.store().results(), run.platform().require(EnvironmentVariables.AWS_REGION)));
            run.writeOnce(
                    mark(written.redrives()),
                    Json.object().put("at", run.platform().clock().instant().toString()));
        }
        return written;
    }

    /** Returns whether the topic has accepted the report for this number of redrives. */
    static boolean told(Run run, int redrives) {
        return run.find(mark(redrives)).isPresent();
    }

    private static String mark(int redrives) {
        return redrives == 0 ? "told.json" : "told-" + redrives + ".json";
    }
}
