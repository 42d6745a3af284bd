package io.github.bedrockfinetuning.local.cli.console;

import io.github.bedrockfinetuning.text.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ParameterException;

/** Describes a failure in one line: the cause and what to do. */
public final class FailureText {
    /** The maximum length of a message, in UTF-16 code units. */
    private static final int LONGEST = 4_000;

    private FailureText() {}

    public static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return "The input needs more memory than the "
                        + Runtime.getRuntime().maxMemory() / (1 << 20)
                        + " MiB that this command may use. Allow more, for example with FINE_TUNE_HEAP=2g,"
                        + " or use smaller files.";
            }
            if (cause instanceof StackOverflowError) {
                return "The input is nested too deeply to be read. Flatten it.";
            }
        }
        if (failure instanceof LinkageError) {
            return "The program is incomplete or was replaced while it ran (" + named(failure)
                    + "). Run the command again. If it fails again, delete local/target and build again.";
        }
        if (failure instanceof Error || isUnexpected(failure)) {
            return "The command failed unexpectedly (" + named(failure)
                    + "). Run it again with FINE_TUNE_TRACE=1 and report the output.";
        }
        if (failure instanceof FileSystemException file) {
            return file(file);
        }
        return oneLine(failure);
    }

    /** Prints the stack trace of a failure line by line, for FINE_TUNE_TRACE. */
    static void trace(Throwable failure, PrintWriter err) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        trace.toString().lines().forEach(line -> err.println(line.replace("\t", "    ")));
    }

    /**
     * Returns the message, shortened. Line breaks in library messages are replaced with spaces;
     * other line breaks are part of names and are not changed.
     */
    public static String oneLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        boolean ours = failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof IOException
                || failure instanceof ParameterException;
        return Visible.text(ours ? message : message.replaceAll("\\R+", " "), LONGEST);
    }

    private static boolean isUnexpected(Throwable failure) {
        return failure instanceof NullPointerException
                || failure instanceof ClassCastException
                || failure instanceof IndexOutOfBoundsException
                || failure.getMessage() == null;
    }

    private static String named(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + oneLine(failure));
    }

    private static String file(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return "File not found: " + failure.getMessage() + ".";
        }
        if (failure instanceof AccessDeniedException) {
            return "No permission to use " + file + ". Change its permissions, or name another file.";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return file + " already exists. Name another file, or remove it.";
        }
        return file + " cannot be used: " + (failure.getReason() == null ? named(failure) : failure.getReason()) + ".";
    }
}
