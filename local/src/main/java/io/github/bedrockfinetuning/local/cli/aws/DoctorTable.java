package io.github.bedrockfinetuning.local.cli.aws;

import io.github.bedrockfinetuning.local.cli.console.WrappedText;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.preflight.Check.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the checks as a table with three columns and a width of 80 characters, without colors. */
final class DoctorTable {
    private static final int WIDTH = 80;
    private static final int GAP = 2;

    private DoctorTable() {}

    static List<String> of(List<Check> checks) {
        int results = width(checks.stream().map(check -> DoctorCommand.word(check.result())));
        int names = width(checks.stream().map(Check::name));
        int left = results + GAP + names + GAP;
        List<String> table = new ArrayList<>();
        for (Check check : checks) {
            List<String> lines = new ArrayList<>(WrappedText.lines(check.found(), WIDTH - left));
            if (!check.remedy().isEmpty()) {
                lines.addAll(WrappedText.lines("To do: " + check.remedy(), WIDTH - left));
            }
            String head = pad(DoctorCommand.word(check.result()), results) + pad(check.name(), names);
            for (String line : lines) {
                table.add(head + line);
                head = " ".repeat(left);
            }
        }
        table.add("");
        table.add(summary(checks));
        return table;
    }

    private static String summary(List<Check> checks) {
        return Stream.of(Result.values())
                .map(result -> checks.stream()
                                .filter(check -> check.result() == result)
                                .count()
                        + " " + DoctorCommand.word(result))
                .collect(Collectors.joining(", "));
    }

    private static int width(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width + GAP - text.length());
    }
}
