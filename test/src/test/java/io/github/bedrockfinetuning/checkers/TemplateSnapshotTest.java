package io.github.bedrockfinetuning.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the template of the default stack with the committed one, so changes can be reviewed like changes in code.
 * To regenerate it, run this test with the environment variable {@code UPDATE_DOCUMENTS=true}.
 *
 * <p>References are written in the short form of CloudFormation, and the state machine definition is written as JSON.
 * Hashes of code, which change with every build, and metadata, which is in docs/EXCEPTIONS.md, are omitted.
 */
class TemplateSnapshotTest {
    private static final Path SNAPSHOT = Repository.root()
            .resolve("test/src/test/resources/io/github/bedrockfinetuning/checkers/FineTuning.template.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theTemplateIsAsItWasReviewed(@TempDir Path folder) throws IOException {
        String text = text(normalised(CheckedStacks.template(CheckedStacks.DEFAULT)));
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.createDirectories(SNAPSHOT.getParent());
            Files.writeString(SNAPSHOT, text);
        }
        Path synthesized = folder.resolve("synthesized.json");
        Files.writeString(synthesized, text);
        assertThat(synthesized)
                .as(
                        "If the change is meant, run this test with UPDATE_DOCUMENTS=true and review the snapshot's change.")
                .hasSameTextualContentAs(SNAPSHOT);
    }

    private static JsonNode normalised(JsonNode node) throws IOException {
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            for (JsonNode element : node) {
                array.add(normalised(element));
            }
            return array;
        }
        if (node.isTextual()) {
            return TextNode.valueOf(node.textValue().replaceFirst("^[0-9a-f]{64}\\.(zip|json)$", "HASH.$1"));
        }
        if (!node.isObject()) {
            return node;
        }
        String reference = reference(node);
        if (reference != null) {
            return TextNode.valueOf(reference);
        }
        ObjectNode object = JSON.createObjectNode();
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(field -> sorted.put(unhashed(field.getKey()), field.getValue()));
        for (var field : sorted.entrySet()) {
            String name = field.getKey();
            JsonNode value = normalised(field.getValue());
            if (name.equals("DefinitionString")) {
                // This text is not sorted. It must be the same in every build, because otherwise each deployment would
                // change the state machine.
                object.set(name, JSON.readTree(value.textValue()));
            } else if (!name.equals("Metadata")) {
                object.set(name, value);
            }
        }
        return object;
    }

    /** Returns a reference, or a text with references, in the notation of Fn::Sub; null for other values. */
    private static String reference(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.has("Ref")) {
            return "${" + unhashed(node.path("Ref").asText()) + "}";
        }
        if (node.has("Fn::GetAtt")) {
            return "${" + unhashed(node.at("/Fn::GetAtt/0").asText()) + "."
                    + node.at("/Fn::GetAtt/1").asText() + "}";
        }
        if (node.has("Fn::Join") && node.at("/Fn::Join/0").asText().isEmpty()) {
            return StreamSupport.stream(node.at("/Fn::Join/1").spliterator(), false)
                    .map(TemplateSnapshotTest::reference)
                    .collect(Collectors.joining());
        }
        if (node.has("Fn::FindInMap")) {
            return "${FindInMap " + node.path("Fn::FindInMap") + "}";
        }
        return null;
    }

    private static String unhashed(String logicalId) {
        return logicalId.replaceFirst("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}$", "$1HASH");
    }

    private static String text(JsonNode node) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return JSON.writer(printer).writeValueAsString(node) + "\n";
    }
}
