package io.github.bedrockfinetuning.local.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process of one command. When the process ends, its child processes end and its temporary folder is deleted. This
 * also applies to signals, and to output that is no longer read. A failure is reported in one line, with exit code 2.
 */
public final class CommandProcess {
    /** The exit code that a shell reports for a process that ended because of SIGPIPE. */
    private static final int NOBODY_READS = 141;
    /**
     * The time to wait for a signal after a failure. A signal from the terminal reaches child processes first.
     * Failures that the signal causes in them are not reported.
     */
    private static final long SIGNAL_MILLIS = 300;

    /** The exit code that a shell reports for a process that ended because of SIGHUP. */
    private static final int NOBODY_WAITS = 129;

    private static final long PARENT_MILLIS = 500;
    private static final long PATIENCE_MILLIS = 3_000;
    private static final AtomicBoolean SPEAKS_AFTER_SIGNALS = new AtomicBoolean();

    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicBoolean muted = new AtomicBoolean();
    private final Optional<TemporaryFolder> temporary;
    private final Terminal out;
    private final Terminal err;

    private CommandProcess(Optional<TemporaryFolder> temporary) {
        this.temporary = temporary;
        out = Terminal.on(new WatchedOutput(FileDescriptor.out, muted, this::writeFailed));
        err = Terminal.on(new WatchedOutput(FileDescriptor.err, muted, this::writeFailed));
    }

    /** Registers this JVM as the process of a command. */
    public static CommandProcess begin() throws IOException {
        CommandProcess process = new CommandProcess(TemporaryFolder.ofThisProcess());
        Runtime.getRuntime().addShutdownHook(new Thread(process::cleanUp, "clean-up"));
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> process.end(process.fail(failure)));
        System.setOut(process.out.stream());
        System.setErr(process.err.stream());
        if (process.temporary.isPresent()) {
            process.temporary.get().create();
        }
        return process;
    }

    /** Allows a command to print after a signal, because the command handles the cleanup itself. */
    public static void speaksAfterSignals() {
        SPEAKS_AFTER_SIGNALS.set(true);
    }

    public Terminal out() {
        return out;
    }

    public Terminal err() {
        return err;
    }

    /** Runs the command and returns the exit code. */
    public int run(Callable<Integer> command) {
        try {
            int code = command.call();
            out.flush();
            err.flush();
            return code;
        } catch (Throwable failure) {
            return fail(failure);
        }
    }

    public void end(int code) {
        if (ending.compareAndSet(false, true)) {
            System.exit(code);
        }
        // The JVM is already shutting down.
    }

    /** Reports a failure, unless a signal caused it, and returns the exit code. */
    public int fail(Throwable failure) {
        pause(SIGNAL_MILLIS);
        if (!muted.get()) {
            err.println("fine-tune: " + FailureText.of(failure));
            if (System.getenv("FINE_TUNE_TRACE") != null) {
                FailureText.trace(failure, err);
            }
            err.flush();
        }
        return 2;
    }

    /**
     * Ends this process when its parent process ends, for example when the user closes the terminal. Under nohup, the
     * launcher does not pass the ID of the parent process.
     */
    public void endWithParent() {
        Long parent = Long.getLong("fine-tune.parent");
        if (parent == null || parent <= 1) {
            return;
        }
        Thread watch = new Thread(
                () -> {
                    while (isParent(parent)) {
                        pause(PARENT_MILLIS);
                    }
                    end(NOBODY_WAITS);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static boolean isParent(long id) {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L) == id;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process from another thread. Otherwise, the shutdown could wait for the thread that writes. */
    private void writeFailed(boolean readerGone, IOException failure) {
        if (ending.compareAndSet(false, true)) {
            if (!readerGone) {
                say("fine-tune: the output cannot be written: " + failure.getMessage() + ".");
            }
            new Thread(() -> System.exit(readerGone ? NOBODY_READS : 2), "end").start();
        }
    }

    private void cleanUp() {
        if (ending.compareAndSet(false, true)) {
            say("fine-tune: interrupted.");
        }
        muted.set(!SPEAKS_AFTER_SIGNALS.get());
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        children.forEach(ProcessHandle::destroy);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        for (ProcessHandle child : children) {
            await(child, until - System.nanoTime());
        }
        temporary.ifPresent(TemporaryFolder::delete);
    }

    private static void await(ProcessHandle child, long nanos) {
        try {
            child.onExit().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (Exception e) {
            child.destroyForcibly();
        }
    }

    /** Prints a line without acquiring locks. The thread that holds a lock might never release it. */
    private static void say(String line) {
        try (FileOutputStream direct = new FileOutputStream(FileDescriptor.err)) {
            direct.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException nobodyReads) {
            // In this case, the message cannot be printed.
        }
    }
}
