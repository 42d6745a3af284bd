package io.github.bedrockfinetuning.local.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A standard stream of the process. Reports the first failed write and then ignores all output. */
final class WatchedOutput extends OutputStream {
    /** Handles the first failed write. */
    interface Failed {
        /** @param readerGone whether the process that reads the stream has ended, for example after {@code | head} */
        void tell(boolean readerGone, IOException failure);
    }

    private final FileOutputStream stream;
    private final Path name;
    private final AtomicBoolean muted;
    private final Failed failed;
    private volatile boolean broken;

    /** @param muted whether to discard all output */
    WatchedOutput(FileDescriptor descriptor, AtomicBoolean muted, Failed failed) {
        stream = new FileOutputStream(descriptor);
        name = Path.of(descriptor == FileDescriptor.out ? "/dev/fd/1" : "/dev/fd/2");
        this.muted = muted;
        this.failed = failed;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (broken || muted.get()) {
            return;
        }
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            broken = true;
            failed.tell(isReaderGone(e), e);
        }
    }

    /**
     * Returns whether the process that reads the stream has ended. Other causes occur only for files and full devices.
     * The message of the exception is localized, so it cannot be used to identify the cause.
     */
    private boolean isReaderGone(IOException failure) {
        return !Files.isRegularFile(name)
                && !String.valueOf(failure.getMessage()).contains("No space left");
    }
}
