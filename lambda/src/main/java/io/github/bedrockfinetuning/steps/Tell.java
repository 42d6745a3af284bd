package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.ending.EndNotification;
import io.github.bedrockfinetuning.ending.FinalStatus;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunState;
import io.github.bedrockfinetuning.run.Status;

/**
 * Reports the end of the run. The input contains the state and the number of redrives of the execution. If the topic
 * does not accept the message, the state retries and finally fails. In this case, the cleanup after the execution's
 * end sends the report.
 *
 * <p>Calls s3:GetObject and s3:PutObject on runs/, s3:GetObject on reports/, sns:Publish, and events:PutEvents if the stack uses the event.
 */
public final class Tell extends Step {
    public Tell() {
        this(Platform.ofLambda());
    }

    public Tell(Platform platform) {
        super(platform);
    }

    @Override
    protected JsonNode run(ObjectNode input, Context context) {
        Run run = Run.of(platform(), input);
        RunState state = new RunState((ObjectNode) input.path(StateFields.STATE));
        Status ending = FinalStatus.ofState(run, state)
                .after(input.path(StateFields.REDRIVES).asInt());
        Status status = new EndNotification(run, this::ended).tell(ending);
        return state.status(status.status()).json();
    }
}
