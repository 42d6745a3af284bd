package io.github.bedrockfinetuning.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs npm @cloud-copilot/iam-simulate, an independent evaluation of IAM policies. One process evaluates all cases.
 */
public final class OtherSimulator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JS = Files.isDirectory(Path.of("js")) ? Path.of("js") : Path.of("test", "js");

    private OtherSimulator() {}

    /** A request with the applicable policies as documents. */
    public record Case(
            List<? extends JsonNode> identity,
            JsonNode boundary,
            JsonNode resource,
            boolean publicAccessBlocked,
            AuthorizationRequest request) {
        public Decision ours() {
            return Evaluation.of(
                    request,
                    new Policies(
                            identity.stream()
                                    .map(document -> Policy.of("identity", document))
                                    .toList(),
                            boundary == null ? null : Policy.of("boundary", boundary),
                            null,
                            resource == null ? null : Policy.of("resource", resource),
                            publicAccessBlocked));
        }

        ObjectNode json() {
            ObjectNode json = JSON.createObjectNode();
            json.putArray("identity").addAll(List.copyOf(identity));
            json.set("boundary", boundary);
            json.set("resource", resource);
            json.put("publicAccessBlocked", publicAccessBlocked);
            ObjectNode asked = json.putObject("request")
                    .put("principal", request.principal().arn())
                    .put("action", request.action())
                    .put("resource", request.resource())
                    .put("account", request.account());
            Map<String, Object> context = new LinkedHashMap<>();
            request.context().forEach((key, values) -> context.put(key, values.size() == 1 ? values.get(0) : values));
            asked.set("context", JSON.valueToTree(context));
            return json;
        }

        @Override
        public String toString() {
            return json().toString();
        }
    }

    public static boolean isInstalled() {
        return Files.isDirectory(JS.resolve("node_modules/@cloud-copilot/iam-simulate"));
    }

    /** Returns the decisions in the order of the cases. */
    public static List<Decision.Verdict> verdicts(List<Case> cases) throws IOException, InterruptedException {
        return run("iam.mjs", cases.stream().map(one -> one.json().toString()).toList()).stream()
                .map(OtherSimulator::verdict)
                .toList();
    }

    /** Sends lines to a script and returns its response to each line. */
    public static List<String> run(String script, List<String> questions) throws IOException, InterruptedException {
        Process node = new ProcessBuilder("node", script)
                .directory(JS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread writer = new Thread(() -> {
            try (var lines = node.outputWriter(StandardCharsets.UTF_8)) {
                for (String question : questions) {
                    lines.write(question + "\n");
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        writer.start();
        List<String> answers;
        try (var lines = node.inputReader(StandardCharsets.UTF_8)) {
            answers = lines.lines().toList();
        }
        assertThat(node.waitFor()).isZero();
        assertThat(answers).hasSameSizeAs(questions);
        return answers;
    }

    private static Decision.Verdict verdict(String word) {
        return switch (word) {
            case "Allowed" -> Decision.Verdict.ALLOWED;
            case "ExplicitlyDenied" -> Decision.Verdict.EXPLICITLY_DENIED;
            case "ImplicitlyDenied" -> Decision.Verdict.IMPLICITLY_DENIED;
            default -> throw new AssertionError("A verdict nobody knows: " + word);
        };
    }
}
