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
                return "The input requires more memory than the limit of "
                        + Runtime.getRuntime().maxMemory() / (1 << 20)
                        + " MiB. Increase the limit, for example with FINE_TUNE_HEAP=2g, or use smaller files.";
            }
            if (cause instanceof StackOverflowError) {
                return "The input is nested too deeply. Reduce the nesting.";
            }
        }
        if (failure instanceof LinkageError) {
            return "The program is incomplete, or it was replaced while it was running (" + named(failure)
                    + "). Run this command again. If it fails again, delete local/target and build the project "
                    + "again.";
        }
        if (failure instanceof Error || isUnexpected(failure)) {
            return "The command failed unexpectedly (" + named(failure)
                    + "). Run it again with FINE_TUNE_TRACE=1, and report the output.";
        }
        if (failure instanceof FileSystemException file) {
            return file(file);
        }
        return oneLine(failure);
    }

    /** Prints the stack trace of a failure line by line if FINE_TUNE_TRACE is set. */
    static void trace(Throwable failure, PrintWriter err) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        trace.toString().lines().forEach(line -> err.println(line.replace("\t", "    ")));
    }

    /**
     * Returns the shortened message. Replaces line breaks in messages of libraries with spaces. Other line breaks are
     * part of file names and remain unchanged.
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
            return "You do not have permission to access " + file
                    + ". Change its permissions, or specify a different file.";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return file + " already exists. Specify a different file, or delete the existing one.";
        }
        return file + " cannot be used: " + (failure.getReason() == null ? named(failure) : failure.getReason()) + ".";
    }
}
