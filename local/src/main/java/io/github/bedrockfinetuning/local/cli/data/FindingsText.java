package io.github.bedrockfinetuning.local.cli.data;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.dataset.AnswersSearch;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.rules.ExemptedValue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints findings as text. Groups them by kind, with their number and the first lines. */
final class FindingsText {
    /** The maximum number of lines that are listed for a kind of finding. */
    private static final int LINES = 5;
    /** The maximum number of different messages that are printed for a kind of finding. */
    private static final int EXAMPLES = 3;

    private FindingsText() {}

    static void print(CheckResult result, PrintWriter out) {
        out.printf(
                result.kind().equals(FolderCheck.KIND)
                        ? "%s: %s, its settings and file names%n"
                        : result.kind().equals(AnswersSearch.KIND)
                                ? "%s: %s, %,d recorded answers%n"
                                : "%s: %s, %,d records, about %,d tokens, checked against the rules of %s%n",
                result.file(),
                result.verdict().id(),
                result.records(),
                result.tokensEstimate(),
                Catalogue.load().model(result.model()).name());
        findings(result.findings(), out);
        if (result.truncated() > 0) {
            out.printf("  and %,d more findings%n", result.truncated());
        }
    }

    /**
     * Prints the most severe kinds first. Kinds with the same severity are printed in the order of their first
     * findings.
     */
    static void findings(List<Finding> findings, PrintWriter out) {
        Map<String, List<Finding>> kinds = new LinkedHashMap<>();
        for (Finding finding : findings) {
            kinds.computeIfAbsent(finding.severity() + finding.rule(), kind -> new ArrayList<>())
                    .add(finding);
        }
        kinds.values().stream()
                .sorted(Comparator.comparing(kind -> kind.get(0).severity()))
                .forEach(kind -> print(kind, out));
    }

    private static void print(List<Finding> kind, PrintWriter out) {
        Finding first = kind.get(0);
        String head = "  " + first.severity().id() + " " + first.rule();
        if (kind.size() == 1) {
            out.printf("%s%s: %s %s%n", head, place(first), first.message(), first.remedy());
            return;
        }
        out.printf("%s %,d times%s: %s %s%n", head, kind.size(), places(kind), said(first), first.remedy());
        List<Finding> others = List.copyOf(kind.stream()
                .filter(finding -> !alike(finding).equals(alike(first)))
                .collect(Collectors.toMap(
                        FindingsText::alike, finding -> finding, (one, other) -> one, LinkedHashMap::new))
                .values());
        int shown = first.rule().equals(ExemptedValue.ID) ? others.size() : Math.min(EXAMPLES, others.size());
        others.subList(0, shown).forEach(other -> out.printf("    also%s: %s%n", place(other), other.message()));
        if (shown < others.size()) {
            out.printf("    and %,d more; --json lists all%n", others.size() - shown);
        }
    }

    /** Returns the field and the message of a finding, without the line number. */
    private static String said(Finding finding) {
        return (finding.field() == null ? "" : finding.field() + ": ") + finding.message();
    }

    /** Returns a key that is the same for findings that differ only in numbers, such as line numbers. */
    private static String alike(Finding finding) {
        return said(finding).replaceAll("[0-9]+", "#");
    }

    private static String place(Finding finding) {
        String line = finding.line() == null ? "" : " line " + finding.line();
        String column = finding.column() == null ? "" : ", column " + finding.column();
        return line + column + (finding.field() == null ? "" : ", " + finding.field());
    }

    private static String places(List<Finding> kind) {
        List<Long> lines = kind.stream()
                .map(Finding::line)
                .filter(line -> line != null)
                .distinct()
                .toList();
        if (lines.isEmpty()) {
            return "";
        }
        return (lines.size() == 1 ? " in line " : " in lines ")
                + lines.stream().limit(LINES).map(String::valueOf).collect(Collectors.joining(", "))
                + (lines.size() > LINES ? String.format(Locale.ROOT, " and %,d more", lines.size() - LINES) : "");
    }
}
