package io.github.bedrockfinetuning.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers by record ID, in insertion order. Memory contains only their positions; each answer is read on access. */
public final class StoredAnswers extends AbstractMap<String, Answer> {
    /**
     * A mapper that writes only ASCII, because an answer can contain half of a surrogate pair, which UTF-8 cannot
     * encode.
     */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Spool spool;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** @param spool the spool that stores the answers; it can contain other data */
    public StoredAnswers(Spool spool) {
        this.spool = spool;
    }

    /** Stores an answer. Returns null, because the previous value is not read. */
    @Override
    public @Nullable Answer put(String id, Answer answer) {
        try {
            numbers.put(id, spool.add(JSON.writeValueAsBytes(answer)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    @Override
    public @Nullable Answer get(Object id) {
        Integer number = numbers.get(id);
        return number == null ? null : read(number);
    }

    private Answer read(int number) {
        try {
            return JSON.readValue(spool.get(number), Answer.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean containsKey(Object id) {
        return numbers.containsKey(id);
    }

    @Override
    public int size() {
        return numbers.size();
    }

    @Override
    public Set<String> keySet() {
        return numbers.keySet();
    }

    @Override
    public Set<Entry<String, Answer>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Answer>> iterator() {
                Iterator<Entry<String, Integer>> each = numbers.entrySet().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Entry<String, Answer> next() {
                        Entry<String, Integer> next = each.next();
                        return Map.entry(next.getKey(), read(next.getValue()));
                    }
                };
            }

            @Override
            public int size() {
                return numbers.size();
            }
        };
    }
}
