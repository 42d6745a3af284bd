package io.github.bedrockfinetuning.local.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Enforces the maximum payload size between states. */
public final class Payload {
    /**
     * The maximum size, in UTF-8 bytes, of the input and the output of a state, a task, or an execution.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
     */
    public static final int LIMIT = 262_144;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Payload() {}

    public static int size(JsonNode node) {
        Counter counter = new Counter();
        try {
            JSON.writeValue(counter, node);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return counter.bytes;
    }

    /**
     * Returns the payload if it is not too large.
     *
     * @param what the state or the task, for messages
     * @throws StateFailure States.DataLimitExceeded if the payload is too large
     */
    public static JsonNode checked(JsonNode node, String what) {
        if (size(node) > LIMIT) {
            throw new StateFailure(
                    StateFailure.DATA_LIMIT_EXCEEDED,
                    "The " + what
                            + " returned a result with a size exceeding the maximum number of bytes service limit.");
        }
        return node;
    }

    private static final class Counter extends OutputStream {
        private int bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes += length;
        }
    }
}
