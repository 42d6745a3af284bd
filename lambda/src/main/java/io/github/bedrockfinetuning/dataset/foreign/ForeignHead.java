package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The foreign records that were recognized in the first bytes of a file.
 *
 * @param words a description for display
 * @param known whether {@code convert} reads the records without further options
 */
public record ForeignHead(String words, boolean known) {
    /** Fields that might indicate an invalid record in a Bedrock format. */
    private static final Set<String> BEDROCKS = Set.of("messages", "prompt", "completion", "system", "schemaversion");

    /** Returns the recognized records, or empty if neither the records nor their fields are known. */
    public static Optional<ForeignHead> of(byte[] head) {
        List<JsonNode> sample;
        try {
            sample = new ArrayList<>(RecordFile.of(new Beginning(head)).sample());
        } catch (IOException e) {
            return Optional.empty();
        }
        sample.removeIf(record -> !record.isObject());
        Optional<Recognition> found = Recognition.of(sample);
        if (found.isPresent()) {
            return Optional.of(new ForeignHead(found.get().words(), true));
        }
        Collection<String> names = Recognition.names(sample);
        boolean broken = names.stream().anyMatch(name -> BEDROCKS.contains(name.toLowerCase(Locale.ROOT)));
        return broken || names.size() < 2
                ? Optional.empty()
                : Optional.of(new ForeignHead("records with the fields " + FieldRoles.shown(names), false));
    }

    private record Beginning(byte[] bytes) implements Source {
        @Override
        public String name() {
            return "";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
