package io.github.bedrockfinetuning.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A handler that follows the instructions in its input and returns what it observes. */
public final class ProbeHandler implements RequestHandler<Map<String, String>, Map<String, Object>> {
    private int calls;

    @Override
    public Map<String, Object> handleRequest(Map<String, String> input, Context context) {
        calls++;
        switch (input.getOrDefault("do", "")) {
            case "throw" -> throw new IllegalStateException("thrown as told");
            case "exit" -> Runtime.getRuntime().halt(7);
            case "fill" -> {
                List<byte[]> filled = new ArrayList<>();
                while (filled.size() < 10_000) {
                    filled.add(new byte[1 << 20]);
                }
            }
            case "sleep" -> sleep(Long.parseLong(input.get("millis")));
            default -> {}
        }
        Map<String, Object> seen = new TreeMap<>();
        seen.put("calls", calls);
        seen.put("now", Clock.systemUTC().instant().toString());
        seen.put("left", context.getRemainingTimeInMillis());
        seen.put("memory", context.getMemoryLimitInMB());
        seen.put("heap", Runtime.getRuntime().maxMemory());
        seen.put("environment", System.getenv());
        seen.put("process", ProcessHandle.current().pid());
        return seen;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
