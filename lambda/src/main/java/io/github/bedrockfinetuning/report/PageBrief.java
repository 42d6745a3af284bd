package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.Price;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.report.ReportPage.Brief;
import io.github.bedrockfinetuning.report.ReportPage.Fact;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.Difference;
import io.github.bedrockfinetuning.verdict.SystemSummary;
import java.util.ArrayList;
import java.util.List;

/** The summary for decision makers: decision, next step, gain, price, cost, and risks. */
final class PageBrief {
    private final Comparison comparison;
    private final ReportContext context;
    private final double scale;

    PageBrief(Comparison comparison, ReportContext context) {
        this.comparison = comparison;
        this.context = context;
        this.scale = Metrics.named(comparison.options().primary()).scale();
    }

    Brief brief() {
        List<Fact> facts = new ArrayList<>();
        String gain = gain();
        if (!gain.isEmpty()) {
            facts.add(new Fact("Difference", gain));
        }
        facts.add(new Fact("Price of 1,000 requests", prices()));
        String counted = new RunCost(context).counted();
        if (counted != null) {
            facts.add(new Fact("Cost of this run", Plain.text(counted, 800)));
        }
        List<String> risks = PageRisks.of(comparison, context);
        ReportContext.Decision decision = context.decision();
        return new Brief(
                decision == null ? null : Plain.text(decision.text(), 800),
                decision == null ? null : Plain.text(decision.nextStep(), 800),
                decision == null || decision.command() == null ? null : Plain.text(decision.command(), 800),
                facts,
                risks.isEmpty() ? List.of(PageRisks.none(comparison)) : risks);
    }

    /** Returns the candidate's score and its difference from the score of each of the other systems. */
    private String gain() {
        SystemSummary first = comparison.summaries().get(0);
        String metric = comparison.options().primary();
        List<String> others = new ArrayList<>();
        for (SystemAnswers other : VerdictSentence.others(comparison)) {
            Difference difference = comparison.primary(first.name(), other.name());
            if (Double.isFinite(difference.difference())) {
                double score = first.score(metric).value() - difference.difference();
                others.add(Plain.score(score, scale) + " for " + Plain.text(VerdictSentence.name(other.name()), 60)
                        + " ("
                        + signed(difference.difference())
                        + (Double.isFinite(difference.low())
                                ? ", 95% interval " + signed(difference.low()) + " to " + signed(difference.high())
                                : "")
                        + (difference.shown() ? ")" : ", which might be due to chance)"));
            }
        }
        return others.isEmpty()
                ? ""
                : Plain.capital(Metrics.title(metric)) + " "
                        + Plain.score(first.score(metric).value(), scale) + " out of 100, compared with "
                        + String.join(" and ", others) + ".";
    }

    private String signed(double value) {
        return Plain.signed(value, scale);
    }

    private String prices() {
        List<String> prices = new ArrayList<>();
        for (int s = 0; s < comparison.summaries().size(); s++) {
            SystemSummary system = comparison.summaries().get(s);
            Price price = comparison.systems().get(s).price();
            boolean hourly = system.costPerThousand() == null && price.throughputPerHour() != null;
            String name = VerdictSentence.title(system.name());
            prices.add(Plain.text(
                            s == 0 ? name : VerdictSentence.name(system.name()).replaceFirst("^the ", ""), 60) + " "
                    + (hourly
                            ? Plain.dollars(price.throughputPerHour()) + " per hour of Provisioned Throughput"
                            : Plain.dollars(system.costPerThousand()))
                    + (system.name().equals(SystemRole.TUNED.id()) ? storage(price) : ""));
        }
        return String.join("; ", prices) + ".";
    }

    private static String storage(Price price) {
        return price.storagePerMonth() == null
                ? ""
                : " plus " + Plain.dollars(price.storagePerMonth()) + " per month for storage";
    }
}
