package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TestRecord;
import io.github.bedrockfinetuning.files.WholeFile;
import io.github.bedrockfinetuning.text.Visible;
import io.github.bedrockfinetuning.verdict.Comparison;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes all answers as CSV (RFC 4180). To prevent formula injection (CWE-1236), prefixes a text that begins like a
 * formula with an apostrophe.
 */
final class AnswersCsv {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    private AnswersCsv() {}

    static void write(Path file, Comparison comparison) throws IOException {
        try (WholeFile whole = new WholeFile(file)) {
            try (OutputStream out = new BufferedOutputStream(whole.open())) {
                rows(comparison, out);
            }
            whole.finish();
        }
    }

    private static void rows(Comparison comparison, OutputStream out) throws IOException {
        out.write(header(comparison).getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < comparison.references().size(); i++) {
            out.write(row(comparison, i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String header(Comparison comparison) {
        List<String> cells = new ArrayList<>(List.of("id", "prompt", "reference"));
        for (SystemAnswers system : comparison.systems()) {
            cells.add(system.name() + " answer");
            cells.add(system.name() + " " + comparison.options().primary());
            cells.add(system.name() + " failure");
        }
        return line(cells.stream().map(AnswersCsv::cell).toList());
    }

    private static String row(Comparison comparison, int i) {
        TestRecord reference = comparison.references().get(i);
        List<String> cells = new ArrayList<>();
        cells.add(cell(reference.id()));
        cells.add(cell(reference.prompt()));
        cells.add(cell(String.join(" | ", reference.references())));
        for (SystemAnswers system : comparison.systems()) {
            Answer answer = system.answers().get(reference.id());
            double score = comparison.score(comparison.options().primary(), system.name(), i);
            cells.add(cell(answer == null ? null : answer.text()));
            cells.add(Double.isFinite(score) ? Double.toString(score) : "");
            cells.add(cell(failure(comparison, system, answer, i)));
        }
        return line(cells);
    }

    static String failure(Comparison comparison, SystemAnswers system, @Nullable Answer answer, int i) {
        if (!comparison.failed(system.name(), i)) {
            return "";
        } else if (answer == null) {
            return "no answer was recorded";
        }
        return answer.failure() == null ? "the answer is missing" : answer.failure();
    }

    private static String line(List<String> cells) {
        return String.join(",", cells) + "\r\n";
    }

    /** Quotes a cell so that separators and line breaks in it are preserved. */
    static String cell(@Nullable String text) {
        if (text == null) {
            return "\"\"";
        }
        String stripped = text.stripLeading();
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                || !stripped.isEmpty() && FORMULA_STARTS.indexOf(stripped.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + Visible.prose(text).replace("\"", "\"\"") + "\"";
    }
}
