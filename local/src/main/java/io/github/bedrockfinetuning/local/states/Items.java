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

/** Reads the bytes of an S3 object as a Distributed Map's items. */
public final class Items {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Items() {}

    /**
     * @param readerConfig the ItemReader's ReaderConfig: InputType JSON (one array) or JSONL
     * @throws TaskFailed States.ItemReaderFailed if the bytes are not of that form
     */
    public static List<JsonNode> read(InputStream object, JsonNode readerConfig) throws TaskFailed {
        try {
            return "JSONL".equals(readerConfig.path("InputType").asText()) ? lines(object) : array(object);
        } catch (IOException unreadable) {
            throw new TaskFailed("States.ItemReaderFailed", "The file could not be parsed: " + unreadable.getMessage());
        }
    }

    private static List<JsonNode> array(InputStream object) throws IOException {
        JsonNode whole = JSON.readTree(object);
        if (whole == null || !whole.isArray()) {
            throw new IOException("the items are not a JSON array");
        }
        List<JsonNode> items = new ArrayList<>(whole.size());
        whole.forEach(items::add);
        return items;
    }

    private static List<JsonNode> lines(InputStream object) throws IOException {
        List<JsonNode> items = new ArrayList<>();
        BufferedReader reader = new BufferedReader(new InputStreamReader(object, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.isBlank()) {
                items.add(JSON.readTree(line));
            }
        }
        return items;
    }
}
