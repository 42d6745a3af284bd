package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Status;
import java.time.Duration;

/**
 * Says how the run ended: first in {@code runs/<runId>/status.json}, which is written once and is final, then to
 * whoever listens to the topic. A topic that does not answer changes nothing about how the run ended.
 *
 * <p>Calls s3:GetObject and s3:PutObject on runs/, s3:GetObject on reports/, sns:Publish.
 */
public final class Tell extends Step {
    private static final int ATTEMPTS = 3;

    public Tell() {
        this(Platform.ofLambda());
    }

    public Tell(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode state, Context context) throws InterruptedException {
        Run run = Run.of(platform(), state);
        Status status = Endings.ofState(run, state);
        boolean first = run.writeOnce("status.json", status);
        if (first) {
            ended(status.status());
        }
        boolean ours = first || Endings.written(run).filter(status::sameEnd).isPresent();
        state.put("status", status.status());
        return ours ? state.put("told", told(Messages.ended(status, run.store().results()))) : state;
    }

    private boolean told(Messages.Message message) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                new Messages(platform()).publish(message);
                return true;
            } catch (RuntimeException e) {
                platform().sleep().sleep(Duration.ofSeconds(2L * attempt));
            }
        }
        return false;
    }
}
