package io.github.bedrockfinetuning.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    /** Jackson ignores unknown fields of a record that has unwrapped parts. */
    @Test
    void everyFieldOfAModelIsRead() throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream("models.json")) {
            JsonNode file = JSON.readTree(in).path("models");
            JsonNode read = JSON.valueToTree(Catalogue.load().models());

            assertThat(fields(file, "")).hasSizeGreaterThan(200);
            assertThat(fields(read, "")).containsExactlyInAnyOrderElementsOf(fields(file, ""));
        }
    }

    /** Returns the path and the text of every value. */
    private static List<String> fields(JsonNode node, String path) {
        List<String> fields = new ArrayList<>();
        if (node.isObject()) {
            node.properties().forEach(field -> fields.addAll(fields(field.getValue(), path + "/" + field.getKey())));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                fields.addAll(fields(node.get(i), path + "/" + i));
            }
        } else {
            fields.add(path + " " + (node.isNumber() ? node.decimalValue().stripTrailingZeros() : node.asText()));
        }
        return fields;
    }
}
