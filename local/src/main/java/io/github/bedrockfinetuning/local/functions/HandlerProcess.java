package io.github.bedrockfinetuning.local.functions;

import io.github.bedrockfinetuning.local.aws.LoopbackServer;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** A simulated execution environment. The process handles one invocation after another. */
final class HandlerProcess implements RuntimeApi.Process, AutoCloseable {
    /** The result of an invocation. */
    sealed interface Answer {
        record Succeeded(byte[] output) implements Answer {}

        /** @param error the JSON that the runtime client reports */
        record Failed(byte[] error) implements Answer {}

        record Exited(int status) implements Answer {}

        record TimedOut() implements Answer {}
    }

    private static final Path PROCESSES = Path.of("/proc");

    private final RuntimeApi api;
    private final LoopbackServer aws;
    private final Process process;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private volatile CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile long peakKib;

    /**
     * Starts the process.
     *
     * @param aws the server that receives the AWS requests of the process
     * @param credentials the credentials that sign these requests
     * @param log receives the output of the process, line by line
     */
    HandlerProcess(
            VirtualClock clock,
            Launch launch,
            LoopbackServer aws,
            AwsCredentials credentials,
            ExecutorService threads,
            Consumer<String> log)
            throws IOException {
        this.aws = aws;
        api = new RuntimeApi(clock, this, threads);
        process = launch.start(api.address(), aws.endpoint(), credentials);
        threads.execute(() -> {
            try (BufferedReader lines = process.inputReader()) {
                lines.lines().forEach(log);
            } catch (IOException | java.io.UncheckedIOException gone) {
                // The process was killed.
            }
        });
        process.onExit().thenAccept(gone -> {
            exit.complete(gone.exitValue());
            answer.complete(new Answer.Exited(gone.exitValue()));
            ready.complete(null);
        });
    }

    /** Runs an invocation and waits for it in real time. Virtual time advances only while the handler sleeps. */
    Answer invoke(RuntimeApi.Invocation invocation, Duration atMost) {
        try {
            answer = new CompletableFuture<>();
            if (exit.isDone()) {
                return new Answer.Exited(exit.join());
            }
            CompletableFuture.anyOf(ready, exit).get();
            ready = new CompletableFuture<>();
            if (!exit.isDone()) {
                api.give(invocation);
            }
            Answer came = (Answer) CompletableFuture.anyOf(answer, exit.thenApply(Answer.Exited::new))
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (came instanceof Answer.Succeeded || came instanceof Answer.Failed) {
                // The process is ready, or it has ended. After some errors, the runtime client ends the process.
                CompletableFuture.anyOf(ready, exit).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            }
            measure();
            return came;
        } catch (TimeoutException late) {
            return new Answer.TimedOut();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Could not wait for a handler process.", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the peak memory use in KiB. */
    long peakKib() {
        return peakKib;
    }

    /** Kills the process. When this method returns, its AWS requests in progress are complete. */
    @Override
    public void close() {
        measure();
        process.destroyForcibly();
        exit.join();
        aws.close();
        api.close();
    }

    @Override
    public void ready() {
        ready.complete(null);
    }

    @Override
    public void succeeded(byte[] output) {
        answer.complete(new Answer.Succeeded(output));
    }

    @Override
    public void failed(byte[] error) {
        answer.complete(new Answer.Failed(error));
    }

    @Override
    public void timedOut() {
        answer.complete(new Answer.TimedOut());
    }

    private void measure() {
        try {
            Files.readAllLines(PROCESSES.resolve(Long.toString(process.pid())).resolve("status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .forEach(line -> peakKib = Long.parseLong(line.replaceAll("\\D", "")));
        } catch (NoSuchFileException gone) {
            // If the process has ended, the last value remains.
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
