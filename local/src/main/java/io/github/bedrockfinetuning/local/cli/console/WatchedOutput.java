package io.github.bedrockfinetuning.local.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A standard stream of the process that tells when it can no longer be written, and is silent from then on. */
final class WatchedOutput extends OutputStream {
    /** Takes what went wrong. */
    interface Failed {
        /** @param readerGone whether nobody reads the stream any more, as after {@code | head} */
        void tell(boolean readerGone, IOException failure);
    }

    private final FileOutputStream stream;
    private final Path name;
    private final AtomicBoolean muted;
    private final Failed failed;
    private volatile boolean broken;

    /** @param muted while it is true, nothing is written */
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

    /** Only files and full devices fail otherwise; the message cannot tell, since it is in the user's language. */
    private boolean isReaderGone(IOException failure) {
        return !Files.isRegularFile(name)
                && !String.valueOf(failure.getMessage()).contains("No space left");
    }
}
