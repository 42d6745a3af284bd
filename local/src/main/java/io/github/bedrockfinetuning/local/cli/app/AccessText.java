package io.github.bedrockfinetuning.local.cli.app;

import io.github.bedrockfinetuning.local.access.AccessSummary;
import io.github.bedrockfinetuning.local.access.AccessSummary.Line;
import io.github.bedrockfinetuning.local.access.AccessSummary.Person;
import io.github.bedrockfinetuning.local.openings.Opening;
import io.github.bedrockfinetuning.local.openings.Openings;
import io.github.bedrockfinetuning.local.openings.Unread;
import java.io.PrintWriter;

/** Prints the access matrix as text. */
final class AccessText {
    private AccessText() {}

    static void print(AccessSummary summary, Openings openings, PrintWriter out) {
        for (Person person : summary.people()) {
            out.printf("%s: %,d allowed, %,d denied%n", person.name(), person.allowed(), person.denied());
            for (Line line : person.lines()) {
                out.printf(
                        "  %s%s%n    by %s%s%n",
                        person.showsDenied() ? "not " : "",
                        line.actions() + " on " + line.resource(),
                        line.by(),
                        line.under().isEmpty() ? "" : " (when " + line.under() + ")");
            }
        }
        summary.matrix().notes().forEach(out::println);
        int outside = summary.matrix().outside().size();
        if (outside > 0) {
            out.println("Identities outside the account can perform " + outside
                    + " actions. See \"administrator of another account\" and \"anonymous\".");
        }
        for (Opening opening : openings.openings()) {
            out.printf(
                    "%nOpening: %s (%s)%n  by:     %s%n  who:    %s%n  what:   %s%n  remedy: %s%n",
                    opening.place(),
                    opening.type(),
                    opening.statement(),
                    opening.who(),
                    opening.what(),
                    opening.remedy());
        }
        for (Unread part : openings.unread()) {
            out.printf(
                    "%nUnread: %s%s%n  %s%n",
                    part.place(), part.type().isEmpty() ? "" : " (" + part.type() + ")", part.why());
        }
        out.println(verdict(outside, openings));
    }

    private static String verdict(int outside, Openings openings) {
        if (outside == 0 && openings.none()) {
            return "All resources were read. None of them allow access from outside the account or data "
                    + "transfers out of it.";
        }
        return openings.openings().size() + " openings to identities or destinations outside the account. "
                + openings.unread().size() + " parts could not be read.";
    }
}
