package io.github.bedrockfinetuning.local.cli;

import io.github.bedrockfinetuning.local.access.AccessSummary;
import io.github.bedrockfinetuning.local.access.AccessSummary.Line;
import io.github.bedrockfinetuning.local.access.AccessSummary.Person;
import java.io.PrintWriter;

/** The access matrix on a terminal. */
final class AccessText {
    private AccessText() {}

    static void print(AccessSummary summary, PrintWriter out) {
        for (Person person : summary.people()) {
            out.printf("%s: %,d allowed, %,d denied%n", person.name(), person.allowed(), person.denied());
            for (Line line : person.lines()) {
                out.printf(
                        "  %s%-90s %s%s%n",
                        person.showsDenied() ? "not " : "",
                        line.actions() + " on " + line.resource(),
                        line.by(),
                        line.under().isEmpty() ? "" : " (when " + line.under() + ")");
            }
        }
        summary.matrix().notes().forEach(out::println);
        int outside = summary.matrix().outside().size();
        out.println(
                outside == 0
                        ? "Nobody outside the account, and nobody without an identity, can do anything."
                        : "Outside the account " + outside + " things can be done: see \"administrator of another"
                                + " account\" and \"anonymous\".");
    }
}
