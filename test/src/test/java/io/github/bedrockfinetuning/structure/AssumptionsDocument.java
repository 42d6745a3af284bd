package io.github.bedrockfinetuning.structure;

import io.github.bedrockfinetuning.local.assumptions.Assumption;
import io.github.bedrockfinetuning.local.assumptions.Assumptions;
import io.github.bedrockfinetuning.local.assumptions.Confidence;
import io.github.bedrockfinetuning.local.assumptions.Source;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** docs/ASSUMPTIONS.md from the registry. */
final class AssumptionsDocument {
    private static final String INTRODUCTION = """
            # What this software assumes of AWS

            The local AWS answers as AWS is documented to. Where nothing is documented it answers as the code that AWS publishes,
            reports of others or the rest of the documentation suggest, and whatever is wrong in that is wrong in both halves of
            this repository: no rehearsal will notice. So each behavior of AWS that the software relies on stands here, with

            - **how sure** it is: *documented* by a page of AWS's or its API model; by a *sample or report*; *inferred* from what
              is documented; or *unknown*, where the software is written to bear it either way or to end with the service's own
              words,
            - who relies on it, and the class of the local AWS that behaves so (none where there is nothing to simulate),
            - the **test** that holds it on this machine, and
            - the **experiment** of `./fine-tune prove` that would show it in an account, or why none does. None has been run
              yet: this software has never met an AWS account.

            Generated from `local/src/main/java/io/github/bedrockfinetuning/local/assumptions`. `AssumptionsDocumentTest` holds
            that it is fresh, that every test exists, and that every operation that the steps and the command line ask for and every
            type of resource in the template is the subject of a row.
            """;
    private static final String HEADER = """
            | id | AWS | how sure | relied on by | simulated by | held by | shown by |
            |---|---|---|---|---|---|---|
            """;

    private AssumptionsDocument() {}

    static String markdown() {
        StringBuilder text = new StringBuilder(INTRODUCTION).append('\n').append(summary());
        Assumptions.bySubject().forEach((subject, assumptions) -> {
            text.append("\n## ").append(subject).append("\n\n").append(HEADER);
            assumptions.forEach(assumption -> text.append(row(assumption)));
        });
        return text.toString();
    }

    /** The tests as documents name them. */
    static String tests(Assumption assumption) {
        return code(assumption.tests());
    }

    private static String summary() {
        StringBuilder text = new StringBuilder("| how sure | rows | of which no experiment shows |\n|---|---|---|\n");
        for (Confidence confidence : Confidence.values()) {
            List<Assumption> rows = Assumptions.all().stream()
                    .filter(assumption -> assumption.source().confidence() == confidence)
                    .toList();
            long notShown = rows.stream()
                    .filter(row -> row.showing().experiment().isEmpty())
                    .count();
            text.append("| %s | %d | %d |\n".formatted(confidence.text(), rows.size(), notShown));
        }
        return text.toString();
    }

    private static String row(Assumption assumption) {
        return "| %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        assumption.id(),
                        assumption.behavior(),
                        source(assumption.source()),
                        code(assumption.reliedOnBy()),
                        code(assumption.simulatedBy()),
                        tests(assumption),
                        assumption
                                .showing()
                                .experiment()
                                .map(experiment -> "`" + experiment.id() + "`")
                                .orElse("none: " + assumption.showing().reason()));
    }

    private static String source(Source source) {
        String sure = source.confidence().text();
        if (source.reference().matches("https://\\S+")) {
            return "[%s](%s)".formatted(sure, source.reference());
        }
        return source.confidence() == Confidence.UNKNOWN ? sure : sure + ": " + source.reference();
    }

    private static String code(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
