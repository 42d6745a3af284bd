package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.functions.DeclaredFunction;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the handlers did in earlier plans. A handler observes only its environment, its payload, the time and the
 * responses to its requests, so it does the same whenever it observes the same.
 */
final class HandlerMemory {
    /** The header with which the SDK marks each call at random. */
    private static final String RANDOM_HEADER = "amz-sdk-invocation-id";
    /** The maximum size of the remembered requests and results, in bytes. */
    private static final long CAPACITY = 300L << 20;

    private static final int BYTES_PER_NODE = 300;
    /** One in this number of remembered invocations is run again and must do the same. */
    private static final int CHECKED = 50;

    private final int checked;

    /** The start of an invocation. */
    private record Start(DeclaredFunction function, String payload, Instant time) {}

    /** What a handler does next. */
    sealed interface Act {}

    /** @param hash identifies the content of the request */
    record Request(AwsRequest request, String hash) implements Act {
        @Override
        public boolean equals(Object other) {
            return other instanceof Request same && same.hash.equals(hash);
        }

        @Override
        public int hashCode() {
            return hash.hashCode();
        }
    }

    record Sleep(Duration duration) implements Act {}

    /**
     * The end of an invocation.
     *
     * @param error the failure; null if the handler returned a result
     */
    record End(JsonNode result, String error, String cause, List<String> log) implements Act {
        JsonNode returned() throws TaskFailed {
            if (error != null) {
                throw new TaskFailed(error, cause);
            }
            return result;
        }
    }

    /**
     * What a handler observes after a request or a sleep.
     *
     * @param response the hash of the response; empty after a sleep
     * @param elapsed the time since the start of the invocation
     */
    record Seen(String response, Duration elapsed) {}

    /** A point in an invocation, and what the handler does there. */
    static final class Node {
        private volatile Act act;
        private final Map<Seen, Node> next = new ConcurrentHashMap<>(2);

        /** Returns what the handler does at this point; null if no handler was at this point yet. */
        Act act() {
            return act;
        }

        /** Returns the point after an observation; null if no handler was there yet. */
        Node after(Seen seen) {
            return next.get(seen);
        }
    }

    private final Map<DeclaredFunction, DeclaredFunction> functions = new ConcurrentHashMap<>();
    private final Map<Start, Node> starts = new ConcurrentHashMap<>();
    private final Map<String, Request> requests = new ConcurrentHashMap<>();
    private final Queue<String> differences = new ConcurrentLinkedQueue<>();
    private final AtomicLong size = new AtomicLong();
    private final AtomicLong known = new AtomicLong();
    private final AtomicLong run = new AtomicLong();

    HandlerMemory() {
        this(CHECKED);
    }

    /** @param checked one in this number of remembered invocations is run again */
    HandlerMemory(int checked) {
        this.checked = checked;
    }

    /** Returns the start of an invocation. */
    Node start(DeclaredFunction function, String payload, Instant time) {
        DeclaredFunction once = functions.computeIfAbsent(function, same -> same);
        return starts.computeIfAbsent(new Start(once, payload, time), absent -> {
            size.addAndGet(BYTES_PER_NODE + payload.length());
            return new Node();
        });
    }

    /** Returns the point after an observation, which is added if there is space; null if there is none. */
    Node add(Node node, Seen seen) {
        Node known = node.next.get(seen);
        if (known != null || size.get() > CAPACITY) {
            return known;
        }
        size.addAndGet(BYTES_PER_NODE);
        return node.next.computeIfAbsent(seen, absent -> new Node());
    }

    /** Remembers what a handler does at a point. If another act is remembered, the handler is not deterministic. */
    void remember(Node node, Act act, String handler) {
        synchronized (node) {
            if (node.act == null) {
                node.act = act;
                if (act instanceof End end) {
                    size.addAndGet(String.valueOf(end.result()).length()
                            + String.valueOf(end.log()).length());
                }
                return;
            }
        }
        require(node.act, act, handler);
    }

    /** Notes and throws an error if a handler does something else than an earlier one that observed the same. */
    void require(Act before, Act act, String handler) {
        if (!before.equals(act)) {
            String difference = handler + " observed the same and did " + shown(act) + " instead of " + shown(before);
            differences.add(difference);
            throw new AssertionError(difference);
        }
    }

    private static String shown(Act act) {
        return act instanceof Request request
                ? request.request().method() + " " + request.request().path() + " "
                        + request.request().headers() + " "
                        + request.request().body().text()
                : String.valueOf(act);
    }

    /** Returns the differences between invocations that observed the same; empty if there are none. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** Returns whether a remembered invocation is to be run again. */
    boolean isChecked() {
        return known.incrementAndGet() % checked == 0;
    }

    /** Counts an invocation in which the code of the handler ran. */
    void ran() {
        run.incrementAndGet();
    }

    /** Returns the number of remembered invocations, including those that were run again. */
    long known() {
        return known.get();
    }

    /** Returns the number of invocations in which the code of the handler ran. */
    long run() {
        return run.get();
    }

    /** Returns a request with its hash. Equal requests are stored once. */
    Request request(AwsRequest request) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.remove(RANDOM_HEADER);
        byte[] body = request.body().bytes();
        String hash = hash(request.method() + " " + request.path() + " " + request.query() + " " + headers, body);
        return requests.computeIfAbsent(hash, absent -> {
            size.addAndGet(body.length + 2L * request.headers().toString().length());
            return new Request(
                    new AwsRequest(
                            request.method(), request.path(), request.query(), request.headers(), Content.of(body)),
                    hash);
        });
    }

    /** Returns the hash of everything that a handler observes of a response. */
    static String hash(AwsResponse response) {
        return hash(
                response.status() + " " + new TreeMap<>(response.headers()),
                response.body().bytes());
    }

    private static String hash(String head, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return Base64.getEncoder().encodeToString(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
