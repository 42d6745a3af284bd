package io.github.bedrockfinetuning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonConformsTest {
    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final JsonConforms METRIC = new JsonConforms(json("""
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["city"],
             "properties": {"city": {"type": "string", "minLength": 2}, "parts": {"items": {"$ref": "#/$defs/part"}}},
             "$defs": {"part": {"enum": ["a", "b"]}}, "additionalProperties": false}"""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"city\":\"Bern\"}|1",
                " {\"city\":\"Bern\",\"parts\":[\"a\",\"b\",\"a\"]}|1",
                "{\"city\":\"B\"}|0",
                "{\"city\":\"Bern\",\"parts\":[\"c\"]}|0",
                "{\"city\":\"Bern\",\"more\":1}|0",
                "{\"parts\":[]}|0",
                "{\"city\":\"Bern\"} and more|0",
                "[]|0",
                "nothing|0"
            })
    void isOneForWholeDocumentsThatConform(String answer, double score) {
        assertThat(METRIC.score(answer, List.of())).isEqualTo(score);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "{\"type\":\"strin\"}",
                "{\"properties\":[]}",
                "{\"$ref\":\"https://example.com/schema.json\"}",
                "{\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}",
                "{\"$id\":\"https://example.com/\",\"$ref\":\"#\"}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
                "{\"pattern\":\"(\"}",
                "{\"$ref\":\"#/$defs/absent\"}"
            })
    void refusesWhatIsNoSchemaOrReachesOutOfItself(String schema) {
        assertThat(JsonConforms.fault(json(schema))).isPresent();
        assertThatThrownBy(() -> new JsonConforms(json(schema))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dataMayHaveFieldsThatAreKeywordsOfSchemas() {
        assertThat(JsonConforms.fault(json("{\"properties\":{\"$ref\":{\"type\":\"string\"},\"$id\":{}}}")))
                .isEmpty();
    }

    @Test
    void givesNoNumberWhereAPatternCannotBeDecided() {
        JsonConforms metric = new JsonConforms(json("{\"pattern\":\"^(a|b)*$\"}"));
        assertThat(metric.score("\"" + "ab".repeat(200_000) + "\"", List.of())).isNaN();
    }
}
