package io.github.bedrockfinetuning.ending;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Status;
import java.util.function.Consumer;

/**
 * Says how a run ended: first in {@code runs/<runId>/status.json}, which is written once and is final unless somebody
 * redrives the execution, then to whoever listens to the topic. That the topic took it is marked, so that whoever comes
 * later tells only what nobody has told.
 */
public final class EndNotification {
    private static final String STATUS = FileNames.STATUS;

    private final Run run;
    private final Consumer<RunStatus> ended;

    /** @param ended is told a run's final status, once */
    public EndNotification(Run run, Consumer<RunStatus> ended) {
        this.run = run;
        this.ended = ended;
    }

    /**
     * @param status how the run ended, unless somebody wrote that before, or how a later redrive of it ended
     * @return how it ended
     * @throws RuntimeException if the topic does not take the message; the status stands all the same
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

    /** Whether the topic has taken how the run ended, after so many redrives. */
    static boolean told(Run run, int redrives) {
        return run.find(mark(redrives)).isPresent();
    }

    private static String mark(int redrives) {
        return redrives == 0 ? "told.json" : "told-" + redrives + ".json";
    }
}
