package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.files.WholeFile;
import io.github.bedrockfinetuning.text.Visible;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a comparison to files for people and for programs. */
public final class ReportFiles {
    /**
     * A mapper that writes only ASCII, because an answer can contain an unpaired surrogate, which cannot be encoded
     * in UTF-8.
     */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "io.github.bedrockfinetuning.templates");

    private ReportFiles() {}

    /**
     * Writes report.html, report.json, items.jsonl, and answers.csv to a directory, which is created if it does not
     * exist.
     */
    public static void write(Path directory, Comparison comparison, ReportContext context) throws IOException {
        Files.createDirectories(directory);
        items(directory.resolve(FileNames.ITEMS), comparison);
        AnswersCsv.write(directory.resolve(FileNames.ANSWERS), comparison);
        WholeFile.write(
                directory.resolve(FileNames.REPORT),
                Visible.lines(
                        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(ReportJson.of(comparison, context))));
        StringOutput html = new StringOutput();
        TEMPLATES.render("report.jte", ReportPages.of(comparison, context), html);
        WholeFile.write(directory.resolve(FileNames.REPORT_PAGE), Visible.prose(html.toString()));
    }

    /** Writes one line per record, system, and metric, with a reason if the answer could not be scored. */
    private static void items(Path file, Comparison comparison) throws IOException {
        try (WholeFile whole = new WholeFile(file)) {
            try (BufferedWriter out = whole.writer()) {
                items(out, comparison);
            }
            whole.finish();
        }
    }

    private static void items(BufferedWriter out, Comparison comparison) throws IOException {
        for (int i = 0; i < comparison.references().size(); i++) {
            for (SystemAnswers system : comparison.systems()) {
                for (String metric : comparison.options().metrics()) {
                    double score = comparison.score(metric, system.name(), i);
                    ObjectNode line = JsonNodeFactory.instance
                            .objectNode()
                            .put("id", comparison.references().get(i).id())
                            .put("system", system.name())
                            .put("metric", metric);
                    if (Double.isFinite(score)) {
                        line.put("score", score);
                    } else {
                        line.putNull("score");
                    }
                    comparison
                            .unscored(metric, system.name(), i)
                            .ifPresent(why -> line.put("reason", "The answer could not be scored: " + why));
                    out.write(Visible.text(JSON.writeValueAsString(line)));
                    out.newLine();
                }
            }
        }
    }
}
