package io.github.bedrockfinetuning.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For answers that are JSON: 1 if the whole answer is one JSON document that conforms to a JSON Schema (draft 2020-12),
 * 0 otherwise. A schema never reaches out of itself: references to other documents are refused, so that nothing is
 * fetched.
 */
public final class JsonConforms implements Metric {
    public static final String NAME = "json_conforms";

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** Null where the metric stands for its name alone. */
    private final JsonSchema schema;

    JsonConforms() {
        this.schema = null;
    }

    /**
     * @throws IllegalArgumentException if {@link #fault} finds one
     */
    public JsonConforms(JsonNode schema) {
        fault(schema).ifPresent(why -> {
            throw new IllegalArgumentException("The JSON Schema cannot be used: " + why);
        });
        this.schema = SCHEMAS.getSchema(schema);
    }

    /** Why a document cannot serve as schema; nothing if it can. */
    public static Optional<String> fault(JsonNode schema) {
        if (!schema.isObject()) {
            return Optional.of("it is not a JSON object.");
        }
        JsonNode draft = schema.path("$schema");
        if (!draft.isMissingNode() && !draft.asText().equals(DRAFT)) {
            return Optional.of("its \"$schema\" is not " + DRAFT + ".");
        }
        Optional<String> outside = outside(schema);
        if (outside.isPresent()) {
            return outside;
        }
        try {
            Optional<ValidationMessage> wrong = SCHEMAS.getSchema(SchemaLocation.of(DRAFT)).validate(schema).stream()
                    .findFirst();
            if (wrong.isPresent()) {
                return wrong.map(ValidationMessage::getMessage);
            }
            SCHEMAS.getSchema(schema).initializeValidators();
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(e instanceof StackOverflowError ? "it refers to itself without end." : e.getMessage());
        }
    }

    private static Optional<String> outside(JsonNode node) {
        for (String keyword : REFERENCES) {
            JsonNode reference = node.path(keyword);
            if (reference.isTextual() && !reference.textValue().startsWith("#")) {
                return Optional.of("\"" + keyword + "\" refers to another document, " + reference + ".");
            }
        }
        if (node.path("$id").isTextual()) {
            return Optional.of("\"$id\" would make references leave the document; leave it out.");
        }
        for (JsonNode child : node) {
            Optional<String> below = child.isContainerNode() ? outside(child) : Optional.empty();
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public boolean rightOrWrong() {
        return true;
    }

    @Override
    public double score(String prediction, List<String> references) {
        if (schema == null) {
            return Double.NaN;
        }
        Optional<JsonNode> document = JsonMatch.parse(prediction);
        try {
            return document.isPresent() && allows(document.get()) ? 1 : 0;
        } catch (StackOverflowError e) {
            // A pattern that backtracks over a very long text gives no answer, which is not the same as no.
            return Double.NaN;
        }
    }

    public boolean allows(JsonNode document) {
        return schema.validate(document).isEmpty();
    }
}
