package io.github.bedrockfinetuning.dataset.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a staged test or general set: the question for every system, and the expected answer.
 *
 * @param system the system prompt, if there is one
 * @param turns the turns up to and including the last user turn
 * @param fields additional fields of the record, by which reports can group results
 */
public record Question(String id, @Nullable String system, List<Turn> turns, String reference, ObjectNode fields) {

    public static Question of(Example example) {
        return new Question(example.id(), example.system(), example.question(), example.reference(), example.fields());
    }

    /**
     * Reads one staged line.
     *
     * @throws IllegalArgumentException if the line is not valid
     */
    public static Question parse(String line) {
        try {
            JsonNode node = StrictJson.MAPPER.readTree(line);
            List<Turn> turns = new ArrayList<>();
            node.required("turns")
                    .forEach(turn -> turns.add(new Turn(
                            turn.required("role").asText(),
                            turn.required("text").asText())));
            return new Question(
                    node.required("id").asText(),
                    node.hasNonNull("system") ? node.get("system").asText() : null,
                    List.copyOf(turns),
                    node.required("reference").asText(),
                    (ObjectNode) node.required("fields"));
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("The line is not a staged test record: " + e.getMessage(), e);
        }
    }

    /** Returns the question as one line, without a line break. */
    public String toJson() {
        ObjectNode node = StrictJson.MAPPER.createObjectNode();
        node.put("id", id);
        if (system != null) {
            node.put("system", system);
        }
        ArrayNode list = node.putArray("turns");
        turns.forEach(turn -> list.addObject().put("role", turn.role()).put("text", turn.text()));
        node.put("reference", reference);
        node.set("fields", fields);
        return node.toString();
    }
}
