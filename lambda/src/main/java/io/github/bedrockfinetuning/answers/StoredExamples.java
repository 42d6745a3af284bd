package io.github.bedrockfinetuning.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;

/** Training examples, each read from a file on access. */
public final class StoredExamples extends AbstractList<TrainingExample> {
    /**
     * A mapper that writes only ASCII, because a string can contain half of a surrogate pair, which UTF-8 cannot
     * encode.
     */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Spool spool;

    /** @param spool the spool that stores the examples; it must not contain other data */
    public StoredExamples(Spool spool) {
        this.spool = spool;
    }

    @Override
    public boolean add(TrainingExample example) {
        try {
            spool.add(JSON.writeValueAsBytes(example));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    @Override
    public TrainingExample get(int index) {
        try {
            return JSON.readValue(spool.get(index), TrainingExample.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int size() {
        return spool.size();
    }
}
