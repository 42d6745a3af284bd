package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.functions.DeclaredFunction;
import io.github.bedrockfinetuning.local.functions.FunctionRunner;
import io.github.bedrockfinetuning.local.functions.Mishap;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills handler processes with SIGKILL during an invocation. The retry of Lambda must find the effects of the first
 * attempt. Nothing is paid twice, except one question that was in progress. {@code -Dkills=50} kills fifty processes.
 */
class KilledHandlersTest {
    private static final int KILLS = Integer.getInteger("kills", 2);
    /** The maximum duration of a handler in a running process and in a process that must be started first. */
    private static final int[] LONGEST_MILLIS = {200, 2_000};

    @TempDir
    private Path folder;

    private final Random random = new Random(KILLS);
    private final Map<String, Integer> kills = new TreeMap<>();

    @BeforeEach
    void onLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "AWS's runtime client is for Linux");
    }

    @Test
    void aRunWhoseHandlersAreKilledEndsTheSameAndPaysNothingTwice() throws Exception {
        Path dataset = Colours.write(folder.resolve("colours"), 40, "{}");
        try (DeployedStack unharmed = rehearse(dataset, Wiring.loopback(Stacks.REGION))) {
            while (killed() < KILLS) {
                int before = killed("AnswerBatch");
                try (DeployedStack stack = rehearse(dataset, killing())) {
                    assertSame(stack, unharmed, killed("AnswerBatch") - before);
                }
            }
        }
        System.out.println("Killed " + killed() + " handlers' processes: " + kills);
    }

    private static void assertSame(DeployedStack stack, DeployedStack unharmed, int killedAsking) throws IOException {
        assertThat(stack.executions()).hasSize(1);
        for (String field : List.of("status", "verdict")) {
            assertThat(Stacks.status(stack).path(field))
                    .as(Stacks.status(stack).toString())
                    .isEqualTo(Stacks.status(unharmed).path(field));
        }
        for (String system : List.of("base", "tuned", "reference")) {
            for (String field : List.of("n", "answered", "failed", "metrics")) {
                assertThat(report(stack).path("systems").path(system).path(field))
                        .as(system + " " + field)
                        .isEqualTo(report(unharmed).path("systems").path(system).path(field));
            }
        }
        assertThat(stack.aws().meter().stillBilling()).isEmpty();
        assertThat(stack.aws().meter().stored()).hasSize(1);
        assertThat(stack.aws().meter().billed().get(Meter.TRAINING))
                .isEqualTo(unharmed.aws().meter().billed().get(Meter.TRAINING));
        assertThat(answered(stack) - answered(unharmed)).as("asked again").isBetween(0L, (long) killedAsking);
    }

    private static JsonNode report(DeployedStack stack) throws IOException {
        return stack.result("reports/" + stack.executions().get(0).name() + "/report.json")
                .orElseThrow();
    }

    private static long answered(DeployedStack stack) {
        return stack.calls().stream()
                .filter(call -> call.operation().equals("Converse"))
                .filter(CallRecord::executed)
                .count();
    }

    private static DeployedStack rehearse(Path dataset, Wiring wiring) throws IOException {
        DeployedStack stack = DeployedStack.deploy(Stacks.assembly(), Stacks.REGION, List.of(), Listener.NONE, wiring);
        Upload.of(Optional.of(dataset), Optional.empty()).into(stack);
        stack.settle();
        return stack;
    }

    private Wiring killing() {
        Wiring unharmed = Wiring.processes(Stacks.REGION);
        return new Wiring(
                unharmed.models(),
                (clock, aws, log) -> new Killing(unharmed.runners().of(clock, aws, log)),
                unharmed.policies());
    }

    private int killed() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int killed(String step) {
        return kills.getOrDefault(step, 0);
    }

    /** Kills a process of the invoked function at a random time, except a process that retries after a kill. */
    private final class Killing implements FunctionRunner {
        private final FunctionRunner processes;
        private final Set<String> struck = new HashSet<>();

        Killing(FunctionRunner processes) {
            this.processes = processes;
        }

        @Override
        public JsonNode run(DeclaredFunction function, JsonNode payload, Mishap mishap) throws TaskFailed {
            boolean strike = killed() < KILLS && random.nextInt(3) == 0 && struck.add(function.arn() + payload);
            int delay = random.nextInt(LONGEST_MILLIS[random.nextInt(2)]);
            CompletableFuture<Void> kill = strike
                    ? CompletableFuture.runAsync(
                            () -> kill(function), CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS))
                    : CompletableFuture.completedFuture(null);
            try {
                return processes.run(function, payload, mishap);
            } catch (TaskFailed failed) {
                if (strike && failed.error().equals("Runtime.ExitError")) {
                    kills.merge(function.step(), 1, Integer::sum);
                }
                throw failed;
            } finally {
                kill.cancel(false);
            }
        }

        @Override
        public void close() {
            processes.close();
        }

        private void kill(DeclaredFunction function) {
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").endsWith(function.handler()))
                    .findAny()
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
