package io.github.bedrockfinetuning.checkers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.constructs.Synthesized;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Validates state machine definitions with npm asl-validator. */
final class Definitions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Definitions() {}

    /** Returns the state machine definition of a template, in which references are replaced with ARNs. */
    static JsonNode of(JsonNode template) {
        for (JsonNode resource : template.path("Resources")) {
            if (resource.path("Type").asText().equals("AWS::StepFunctions::StateMachine")) {
                String text = Synthesized.resolved(resource.at("/Properties/DefinitionString"))
                        .replaceAll("<([A-Za-z0-9.]+)>", "arn:aws:lambda:us-east-1:111122223333:function:$1");
                return read(text);
            }
        }
        throw new AssertionError("The template has no state machine.");
    }

    /** Returns the errors of each definition. */
    static List<List<String>> faults(List<JsonNode> definitions) {
        NpmTools.installed("asl-validator");
        String output = NpmTools.output(
                List.of("node", "definitions.mjs"),
                definitions.stream().map(JsonNode::toString).collect(Collectors.joining("\n")));
        List<List<String>> faults = output.lines()
                .map(Definitions::read)
                .map(line -> JSON.<List<String>>convertValue(
                        line, JSON.getTypeFactory().constructCollectionType(List.class, String.class)))
                .toList();
        if (faults.size() != definitions.size()) {
            throw new AssertionError(definitions.size() + " definitions, but answers for " + faults.size() + ".");
        }
        return faults;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
