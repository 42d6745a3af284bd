package io.github.bedrockfinetuning.answering;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Splits a staged file, one record per line, into batches. */
public final class Batches {
    /**
     * The number of records per batch, which is small enough that a batch rarely exceeds the Lambda timeout and large
     * enough that its startup cost is negligible.
     */
    private static final int RECORDS = 40;

    private static final int MOST_BATCHES = 1_000;

    private Batches() {}

    public static List<Batch> of(Path file, long records) throws IOException {
        int size = (int) Math.max(RECORDS, (records + MOST_BATCHES - 1) / MOST_BATCHES);
        List<Batch> batches = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long position = 0;
            long from = 0;
            int first = 0;
            int count = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                position++;
                if (next == '\n' && ++count == size) {
                    batches.add(new Batch(batches.size(), from, position - 1, first, count));
                    from = position;
                    first += count;
                    count = 0;
                }
            }
            if (count > 0) {
                batches.add(new Batch(batches.size(), from, position - 1, first, count));
            }
        }
        return batches;
    }
}
