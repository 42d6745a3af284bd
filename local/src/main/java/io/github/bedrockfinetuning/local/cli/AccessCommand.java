package io.github.bedrockfinetuning.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.access.AccessMatrix;
import io.github.bedrockfinetuning.local.access.AccessReport;
import io.github.bedrockfinetuning.local.access.AccessSummary;
import io.github.bedrockfinetuning.local.rehearsal.Rehearsal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code access}: who can do what to the data of a stack. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        description = "Say who can do what in a synthesized stack, and by which statement of its policies.",
        footer = {"", "Ends with 1 if an identity of another account, or nobody in particular, can do anything."})
public final class AccessCommand implements Callable<Integer> {
    private static final String DEFAULT_REGION = "us-east-1";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "A *.template.json of cdk synth. Without it, the stack of this repository.")
    private Path template;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The stack's Region, if its template names none or several.")
    private String region;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page for browsers, too.")
    private Path html;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        String title =
                template == null ? "the default stack" : template.getFileName().toString();
        AccessMatrix matrix = matrix();
        if (html != null) {
            try {
                Files.writeString(html, AccessReport.html(matrix, title));
            } catch (IOException e) {
                throw Inputs.usage(spec, html + " cannot be written: " + e.getMessage());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Inputs.JSON.writeValueAsString(AccessReport.json(matrix)));
        } else {
            AccessText.print(AccessSummary.of(matrix), out);
        }
        out.flush();
        return matrix.outside().isEmpty() ? 0 : 1;
    }

    private AccessMatrix matrix() throws IOException {
        if (region != null && !region.matches("[a-z]{2,}(-[a-z]+)+-\\d")) {
            throw Inputs.usage(spec, "\"" + region + "\" is no Region; one is, for instance, us-east-1.");
        }
        if (template == null) {
            String where = region == null ? DEFAULT_REGION : region;
            return AccessMatrix.of(Rehearsal.synthesize(where, Map.of()).template(), where);
        }
        try {
            return AccessMatrix.of(read(), region);
        } catch (IllegalArgumentException e) {
            throw Inputs.usage(spec, template + ": " + e.getMessage());
        }
    }

    private JsonNode read() throws IOException {
        if (!Files.isRegularFile(template)) {
            throw Inputs.usage(spec, template + " is no file that can be read.");
        }
        try {
            return Inputs.JSON.readTree(template.toFile());
        } catch (JsonProcessingException e) {
            throw Inputs.usage(
                    spec,
                    template + " is no JSON: line " + e.getLocation().getLineNr()
                            + ". Give the *.template.json that cdk synth wrote.");
        }
    }
}
