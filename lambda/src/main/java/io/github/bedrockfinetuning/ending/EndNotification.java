package io.github.bedrockfinetuning.ending;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.RunEvent;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.run.Errands;
import io.github.bedrockfinetuning.run.EventSender;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Status;
import java.util.function.Consumer;

/**
 * Reports how a run ended. It first writes {@code runs/<runId>/status.json}, which is final unless the execution is
 * redriven, and then sends an event, if the stack uses it, and a message to the topic. What was accepted is recorded, so that only unreported ends are
 * reported later.
 */
public final class EndNotification {
    private static final String STATUS = FileNames.STATUS;

    private final Run run;
    private final Consumer<RunStatus> ended;

    /**
     * Creates the notification.
     *
     * @param ended receives a run's final status, once
     */
    public EndNotification(Run run, Consumer<RunStatus> ended) {
        this.run = run;
        this.ended = ended;
    }

    /**
     * Reports a status.
     *
     * @param status the status to report, unless an earlier report or a report of a later redrive exists
     * @return the status as recorded
     * @throws RuntimeException if the topic or the event bus does not accept its part; the status is stored nevertheless
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
        Errands event = new Errands();
        event.run(() -> send(written));
        if (!notified(run, written.redrives())) {
            new Notifications(run.platform())
                    .publish(Notifications.ended(
                            written, run.store().results(), run.platform().require(EnvironmentVariables.AWS_REGION)));
            run.writeOnce(mark("told", written.redrives()), now());
        }
        event.finish();
        return written;
    }

    /** Sends the event, unless it was already sent. */
    private void send(Status written) {
        EventSender events = new EventSender(run.platform());
        String mark = mark("sent", written.redrives());
        if (!events.isUsed() || run.find(mark).isPresent()) {
            return;
        }
        ObjectNode detail = Json.object().put(RunEvent.STATUS, written.status().name());
        if (written.end().verdict() != null) {
            detail.put(RunEvent.VERDICT, written.end().verdict().id());
        }
        events.send(RunEvent.ENDED, run.id(), written.dataset(), detail);
        run.writeOnce(mark, now());
    }

    private ObjectNode now() {
        return Json.object().put("at", run.platform().clock().instant().toString());
    }

    /**
     * Returns whether the topic and, if it is used, the event bus have accepted the report for this number of
     * redrives.
     */
    static boolean told(Run run, int redrives) {
        return notified(run, redrives)
                && (!new EventSender(run.platform()).isUsed()
                        || run.find(mark("sent", redrives)).isPresent());
    }

    private static boolean notified(Run run, int redrives) {
        return run.find(mark("told", redrives)).isPresent();
    }

    private static String mark(String name, int redrives) {
        return redrives == 0 ? name + ".json" : name + "-" + redrives + ".json";
    }
}
