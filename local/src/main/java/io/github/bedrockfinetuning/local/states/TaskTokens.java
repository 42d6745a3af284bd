package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.states.data.Payload;
import io.github.bedrockfinetuning.local.time.Promise;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The task tokens that were issued, and the tasks that wait for them. */
final class TaskTokens {
    private static final int LONGEST = 2048;

    private final Chance chance;
    private final Map<String, Pending> issued = new HashMap<>();

    TaskTokens(Chance chance) {
        this.chance = chance;
    }

    synchronized Pending issue(String machineArn, Promise<TaskResult> result) {
        String text = chance.uuid() + chance.uuid();
        String token =
                "AQCk" + Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        Pending pending = new Pending(token, machineArn, result);
        issued.put(token, pending);
        return pending;
    }

    /**
     * Returns the ARN of the state machine whose execution issued a token, or an empty {@code Optional} if the token
     * is unknown.
     */
    synchronized Optional<String> machineArn(String token) {
        return Optional.ofNullable(issued.get(token)).map(pending -> pending.machineArn);
    }

    void succeed(@Nullable String token, JsonNode output) {
        if (Payload.size(output) > Payload.LIMIT) {
            throw new StatesException("InvalidOutput", "The output is larger than " + Payload.LIMIT + " bytes.");
        }
        open(token).result.complete(new TaskResult(output, null, null));
    }

    private synchronized Pending open(@Nullable String token) {
        if (token == null || token.isEmpty() || token.length() > LONGEST) {
            throw new StatesException("InvalidToken", "Invalid Token: '" + token + "'");
        }
        Pending pending = issued.get(token);
        if (pending == null) {
            throw new StatesException("TaskDoesNotExist", "Task does not exist: no task is waiting for this token.");
        }
        if (pending.closed || pending.result.isComplete()) {
            throw new StatesException("TaskTimedOut", "Task Timed Out: Provided task does not exist anymore");
        }
        return pending;
    }

    /** A task that is waiting for its token. */
    static final class Pending {
        private final String token;
        private final String machineArn;
        private final Promise<TaskResult> result;
        private volatile boolean closed;

        private Pending(String token, String machineArn, Promise<TaskResult> result) {
            this.token = token;
            this.machineArn = machineArn;
            this.result = result;
        }

        String token() {
            return token;
        }

        void close() {
            closed = true;
        }
    }
}
