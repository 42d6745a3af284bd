package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A metric for JSON answers. The score is 1 if the entire answer is one JSON document that conforms to a JSON Schema
 * (draft 2020-12), or 0 otherwise. Nothing is fetched: {@link SchemaGate} rejects references to other documents, and
 * no loader resolves anything. Patterns are matched in linear time, and the work for one answer is limited.
 */
public final class JsonConforms implements Metric {
    public static final String NAME = "json_conforms";

    private static final MetricDefinition DEFINITION = new MetricDefinition(
            NAME,
            "JSON Schema conformance",
            MetricDefinition.Unit.ANSWER,
            "1 if the entire answer is one JSON document that conforms to the JSON Schema in the "
                    + "answerSchema setting; 0 otherwise. Without that setting, the schema is inferred from the "
                    + "references.",
            "Answers that a program reads.",
            "https://json-schema.org/draft/2020-12");

    private static final String BUNDLED = "classpath:draft/2020-12/";

    /** The draft's own schema, which is loaded only from the library's JAR file. */
    private static final JsonSchema DRAFT = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(SchemaGate.DRAFT)
            .metaSchema(JsonMetaSchema.getV202012())
            .schemaLoaders(loaders -> loaders.add(iri -> iri.toString().startsWith(BUNDLED)
                    ? null
                    : DisallowSchemaLoader.getInstance().getSchema(iri)))
            .build()
            .getSchema(SchemaLocation.of(SchemaGate.DRAFT));

    /** The schema, or null in the instance that only supplies the metric's name and definition. */
    private final @Nullable JsonNode source;

    private @Nullable Validation validation;

    JsonConforms() {
        this.source = null;
    }

    /** A validator and the counter of its work. */
    private record Validation(SchemaWork work, JsonSchema schema) {
        static Validation of(JsonNode source) {
            SchemaWork work = new SchemaWork();
            return new Validation(work, validator(source, work));
        }
    }

    /**
     * Creates the metric for a schema.
     *
     * @throws IllegalArgumentException if {@link #fault} finds an error in the schema
     */
    public JsonConforms(JsonNode schema) {
        fault(schema).ifPresent(why -> {
            throw new IllegalArgumentException("The JSON Schema cannot be used: " + why);
        });
        this.source = counted(schema);
        this.validation = Validation.of(source);
    }

    /** Returns the reason that a document cannot be used as a schema, or empty if it can. */
    public static Optional<String> fault(JsonNode schema) {
        Optional<String> fault = SchemaGate.fault(schema);
        return fault.isPresent()
                ? fault
                : DRAFT.validate(schema).stream().findFirst().map(ValidationMessage::getMessage);
    }

    /** Creates a validator whose loader does not load any documents. It does not need the draft's own schema. */
    static JsonSchema validator(JsonNode source, SchemaWork work) {
        return JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(SchemaGate.DRAFT)
                .metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                        .keyword(work)
                        .build())
                .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
                .build()
                .getSchema(
                        source,
                        SchemaValidatorsConfig.builder()
                                .preloadJsonSchema(false)
                                .regularExpressionFactory(work::pattern)
                                .build());
    }

    /**
     * Copies a schema and adds the keyword that counts work as the first keyword in every schema object, so that work
     * is counted before it is done.
     */
    private static JsonNode counted(JsonNode schema) {
        ObjectNode copy = schema.deepCopy();
        SchemaGate.schemas(copy).forEach(one -> {
            int characters = one.toString().length();
            Map<String, JsonNode> keywords = new LinkedHashMap<>();
            one.properties().forEach(keyword -> keywords.put(keyword.getKey(), keyword.getValue()));
            one.removeAll();
            one.put(SchemaWork.KEYWORD, characters);
            keywords.remove(SchemaWork.KEYWORD);
            one.setAll(keywords);
        });
        return copy;
    }

    @Override
    public MetricDefinition definition() {
        return DEFINITION;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public boolean rightOrWrong() {
        return true;
    }

    /**
     * Returns the score.
     *
     * @throws IllegalStateException if the answer takes more work than is allowed
     */
    @Override
    public double score(String prediction, List<String> references) {
        if (source == null) {
            return Double.NaN;
        }
        Optional<JsonNode> document = JsonMatch.parse(prediction);
        return document.isPresent() && allows(document.get()) ? 1 : 0;
    }

    /**
     * Returns whether a document conforms to the schema. A number outside the range of a 64-bit float counts as the
     * nearest number in the range, because dividing 1e99999999 takes hours.
     *
     * @throws IllegalStateException if the validation takes more work than is allowed
     */
    public synchronized boolean allows(JsonNode document) {
        Validation current = validation == null ? Validation.of(Objects.requireNonNull(source)) : validation;
        validation = current;
        current.work().begin();
        try {
            return current.schema()
                    .validate(
                            inRange(document.deepCopy()),
                            context -> context.setExecutionConfig(current.work().messages()))
                    .isEmpty();
        } catch (RuntimeException | StackOverflowError e) {
            validation = null; // Discards the validators that were built for this answer.
            throw new IllegalStateException("validating this answer against the schema requires too much work", e);
        }
    }

    private static JsonNode inRange(JsonNode node) {
        boolean large = node.isNumber() && Double.isInfinite(node.doubleValue());
        if (large || node.isBigDecimal()) {
            double nearest = large ? Double.MAX_VALUE : Double.MIN_VALUE;
            return DoubleNode.valueOf(node.decimalValue().signum() * nearest);
        } else if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(inRange(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, inRange(array.get(i)));
            }
        }
        return node;
    }
}
