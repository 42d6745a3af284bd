package io.github.bedrockfinetuning.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pattern\":\"^(a+)+$\"}",
                "{\"pattern\":\"^(a|a)*$\"}",
                "{\"pattern\":\"^(|){30}$\"}",
                "{\"pattern\":\"^(.*a){12}$\"}",
                "{\"type\":\"object\",\"patternProperties\":{\"^(x+x+)+y$\":{}},\"additionalProperties\":false}",
                "{\"type\":\"object\",\"propertyNames\":{\"pattern\":\"^(([a-z])+.)+[A-Z]$\"}}"
            })
    void decidesPatternsThatBacktrackWithoutEndInLinearTime(String schema) {
        JsonConforms metric = new JsonConforms(json(schema));
        String text = "a".repeat(2_000) + "!";
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(metric.score("\"" + text + "\"", List.of())).isZero();
            assertThat(metric.score("{\"" + text + "\":1}", List.of())).isBetween(0.0, 1.0);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "\\d{4}-\\d\\d,2024-05,1",
        "^\\u0041b$,Ab,1",
        "^\\u0041b$,Ac,0",
        "b,abc,1",
        "^a$,a\\n,0",
        "^\\p{L}+$,Zürich,1"
    })
    void readsPatternsAsJsonSchemaDoes(String pattern, String text, double score) {
        JsonConforms metric =
                new JsonConforms(JsonNodeFactory.instance.objectNode().put("pattern", pattern));
        assertThat(metric.score("\"" + text + "\"", List.of())).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"$ref\":\"#\"}|infinitely",
                "{\"dependencies\":{\"a\":{\"$ref\":\"https://example.com/x\"}}}|not fetched",
                "{\"dependencies\":{\"a\":{\"$ref\":\"#\"}}}|infinitely",
                "{\"$defs\":{\"a\":{\"allOf\":[{\"$ref\":\"#/$defs/b\"}]},\"b\":{\"not\":{\"$ref\":\"#/$defs/a\"}}}}|infinitely",
                "{\"pattern\":\"(?=a)b\"}|Lookahead",
                "{\"pattern\":\"(a)\\\\1\"}|backreferences",
                "{\"pattern\":\"((a{1000}){1000}){1000}\"}|too many nested repetitions",
                "{\"patternProperties\":{\"(\":{}}}|the pattern (",
                "{\"maximum\":1e999}|64-bit float",
                "{\"const\":{\"type\":\"string\"},\"$ref\":\"#/const\"}|no schema",
                "{\"properties\":{\"a\":true},\"$ref\":\"#/properties\"}|no schema",
                "{\"$ref\":\"#/$defs/absent\"}|no schema"
            })
    void saysWhyASchemaCannotServe(String schema, String why) {
        assertThat(JsonConforms.fault(json(schema)).orElse("")).contains(why);
    }

    @Test
    void refusesSchemasThatAreTooLargeTooDeepOrUnfoldTooFar() {
        ObjectNode wide = JsonNodeFactory.instance.objectNode();
        wide.putArray("enum").add("x".repeat(70_000));
        assertThat(JsonConforms.fault(wide).orElse("")).contains("characters");
        assertThat(JsonConforms.fault(json("{\"items\":".repeat(70) + "true" + "}".repeat(70)))
                        .orElse(""))
                .contains("nested deeper");
        ObjectNode doubling = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 40; i++) {
            ArrayNode twice = doubling.withObject("$defs").putObject("d" + i).putArray("allOf");
            twice.addObject().put("$ref", "#/$defs/d" + Math.min(40, i + 1));
            twice.addObject().put("$ref", "#/$defs/d" + Math.min(40, i + 1));
        }
        doubling.withObject("$defs").putObject("d40").put("type", "string");
        doubling.put("$ref", "#/$defs/d0");
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(JsonConforms.fault(doubling).orElse("")).contains("expand"));
    }

    @Test
    void givesUpOnAnAnswerThatASchemaTakesExponentialTimeFor() {
        JsonConforms metric = new JsonConforms(json("""
                {"$defs": {"n": {"allOf": [{"properties": {"a": {"$ref": "#/$defs/n"}}},
                 {"properties": {"a": {"$ref": "#/$defs/n"}}}]}}, "$ref": "#/$defs/n"}"""));
        String deep = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> metric.score(deep, List.of()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("too much work"));
        assertThat(metric.score("{\"a\":{\"a\":1}}", List.of())).isOne();
    }

    @Test
    void followsRecursiveSchemasAsDeepAsAnAnswerGoes() {
        JsonConforms metric = new JsonConforms(json("""
                {"$defs": {"tree": {"type": "object", "required": ["v"], "additionalProperties": false, "properties":
                 {"v": {"type": "integer"}, "parts": {"items": {"$ref": "#/$defs/tree"}}}}}, "$ref": "#/$defs/tree"}"""));
        String deep = "{\"v\":1,\"parts\":[".repeat(40) + "{\"v\":%s}" + "]}".repeat(40);
        assertThat(metric.score(deep.formatted("1"), List.of())).isOne();
        assertThat(metric.score(deep.formatted("\"x\""), List.of())).isZero();
    }

    @Test
    void givesUpOnAnAnswerWhoseFaultsWouldFillMemory() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode names = schema.putObject("not").putObject("items").putArray("required");
        for (int i = 0; i < 5_000; i++) {
            names.add("z" + i);
        }
        JsonConforms metric = new JsonConforms(schema);
        String faults = "[" + "{},".repeat(50_000) + "{}]";
        assertThatThrownBy(() -> metric.score(faults, List.of())).isInstanceOf(IllegalStateException.class);
        assertThat(metric.score("[{}]", List.of())).isOne();
    }

    @Test
    void givesUpOnUniqueElementsThatAllHaveOneHash() {
        JsonConforms metric =
                new JsonConforms(JsonNodeFactory.instance.objectNode().put("uniqueItems", true));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> metric.score(texts(26_000, 17), List.of()))
                        .isInstanceOf(IllegalStateException.class));
        assertThat(metric.score(texts(1_000, 17), List.of())).isOne();
        assertThat(metric.score("[" + "1,".repeat(100_000) + "1]", List.of())).isZero();
    }

    @Test
    void givesUpOnAnAnswerThatASchemaComesBackToTooOften() {
        JsonConforms metric = new JsonConforms(json(
                "{\"items\":{\"$ref\":\"#\"},\"contains\":{\"$ref\":\"#\"},\"unevaluatedItems\":{\"$ref\":\"#\"}}"));
        String deep = "[".repeat(190) + "]".repeat(190);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> metric.score(deep, List.of()))
                        .isInstanceOf(IllegalStateException.class));
    }

    /** Returns different texts with equal hashes. */
    private static String texts(int count, int pairs) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < pairs; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            array.add(text.toString());
        }
        return array.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'multipleOf':0.01}|1e99999999|1",
                "{'multipleOf':0.01}|-1e2147483647|1",
                "{'items':{'maximum':5}}|[1e99999999]|0",
                "{'items':{'exclusiveMinimum':0}}|[1e-99999999]|1",
                "{'properties':{'a':{'const':5}}}|{'a':1e99999999}|0",
                "{'type':'integer'}|1e99999999|1",
                "{'multipleOf':0.5}|1_400|1"
            })
    void decidesOnNumbersOfAnyExponentAtOnce(String schema, String answer, double score) {
        JsonConforms metric = new JsonConforms(json(schema.replace('\'', '"')));
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(metric.score(answer.replace('\'', '"').replace("_400", "0".repeat(400)), List.of()))
                        .isEqualTo(score));
    }
}
