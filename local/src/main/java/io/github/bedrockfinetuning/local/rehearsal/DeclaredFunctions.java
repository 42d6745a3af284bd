package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.local.functions.DeclaredFunction;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the functions in a template. */
final class DeclaredFunctions {
    /**
     * The notice in the heading of the report. It prevents readers from mistaking the scores of a rehearsal for scores
     * of Amazon Bedrock models.
     */
    private static final String NOTICE =
            "Rehearsed on one computer with small local models, not with models on Amazon Bedrock. "
                    + "Local models can learn labels, JSON fields, and answers from a passage, but cannot learn "
                    + "to write or rewrite text.";

    private final Template template;
    private final PhysicalNames names;
    private final Map<String, Path> assets;
    private final String region;

    /** @param assets the files that the template references by hash */
    DeclaredFunctions(Template template, PhysicalNames names, Map<String, Path> assets, String region) {
        this.template = template;
        this.names = names;
        this.assets = assets;
        this.region = region;
    }

    DeclaredFunction read(Resource function) {
        JsonNode properties = template.properties(function);
        Map<String, String> environment = new LinkedHashMap<>();
        properties
                .path("Environment")
                .path("Variables")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        environment.put(EnvironmentVariables.AWS_REGION, region);
        environment.put(EnvironmentVariables.FT_NOTICE, NOTICE);
        return new DeclaredFunction(
                properties.path("Role").asText().replaceFirst(".*role/", ""),
                names.arn(function),
                properties.path("Handler").asText(),
                Duration.ofSeconds(properties.path("Timeout").asLong(3)),
                properties.path("MemorySize").asInt(128),
                Map.copyOf(environment),
                code(properties.path("Code")));
    }

    /** Returns the file that contains the code. The CDK uses its hash as the object name of the asset. */
    private Path code(JsonNode code) {
        return assets.get(code.path("S3Key").asText().replaceFirst("\\.zip$", ""));
    }
}
