package io.github.bedrockfinetuning.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the items of a Distributed Map from a JSON Lines file in Amazon S3. */
public final class Items {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Items() {}

    /**
     * Reads one item from each line that is not empty.
     *
     * @throws TaskFailed States.ItemReaderFailed if a line is not valid JSON
     */
    public static List<JsonNode> read(InputStream object) throws TaskFailed {
        List<JsonNode> items = new ArrayList<>();
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(object, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    items.add(JSON.readTree(line));
                }
            }
            return items;
        } catch (IOException unreadable) {
            throw new TaskFailed("States.ItemReaderFailed", "The file could not be parsed: " + unreadable.getMessage());
        }
    }
}
