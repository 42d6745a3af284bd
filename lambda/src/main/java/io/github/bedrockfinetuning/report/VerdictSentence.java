package io.github.bedrockfinetuning.report;

import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.metrics.Metrics;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Expresses the verdict in sentences. */
final class VerdictSentence {
    private static final Map<String, String> NAMES = Map.of(
            SystemRole.TUNED.id(), "the fine-tuned model",
            SystemRole.BASE.id(), "the base model",
            SystemRole.REFERENCE.id(), "the reference model",
            SystemRole.PROMOTED.id(), "the previously promoted model");

    private VerdictSentence() {}

    /** Returns the system that the report is about: the fine-tuned system or, if there is none, the first system. */
    static SystemAnswers candidate(Comparison comparison) {
        return comparison.systems().get(0);
    }

    /** Returns a system's name for use in a sentence. */
    static String name(String system) {
        return NAMES.getOrDefault(system, system);
    }

    /** Returns {@link #name}, formatted for the beginning of a sentence or a row. */
    static String title(String system) {
        String name = NAMES.get(system);
        return name == null ? system : Character.toUpperCase(name.charAt(4)) + name.substring(5);
    }

    /** Returns a verdict against a named model, such as "Better than the base model". */
    static String against(Verdict verdict, String other) {
        return verdict == Verdict.NOT_SHOWN
                ? "Not shown to differ from " + other
                : Plain.capital(verdict.id()) + " than " + other;
    }

    /** Returns a verdict on a named model, such as "Fine-tuned model is better". */
    static String of(Verdict verdict, String first) {
        return verdict == Verdict.NOT_SHOWN ? "No difference shown" : first + " is " + verdict.id();
    }

    /** Returns the verdict sentences. The systems that could not be compared are first. */
    static String of(Comparison comparison, ReportContext context) {
        return context.baseAbsent()
                .map(absent -> comparison.systems().size() < 2 ? absent : absent + " " + of(comparison))
                .orElseGet(() -> of(comparison));
    }

    static String of(Comparison comparison) {
        if (comparison.systems().size() < 2) {
            return "There is only one system, so there is nothing to compare it with.";
        }
        String first = candidate(comparison).name();
        List<Difference> all = others(comparison).stream()
                .map(other -> comparison.primary(first, other.name()))
                .toList();
        List<Difference> shown = all.stream().filter(Difference::shown).toList();
        List<String> sentences = new ArrayList<>();
        if (!shown.isEmpty()) {
            sentences.add(Plain.capital(Plain.text(name(first), 60)) + " is "
                    + String.join(
                            ", and ",
                            IntStream.range(0, shown.size())
                                    .mapToObj(i -> shown(shown.get(i), i == 0))
                                    .toList())
                    + ".");
        }
        all.stream()
                .filter(difference -> !difference.shown())
                .forEach(difference -> sentences.add(notShown(difference)));
        return String.join(" ", sentences);
    }

    /** Returns the systems with which the candidate is compared. The base model is first. */
    static List<SystemAnswers> others(Comparison comparison) {
        List<SystemAnswers> others = new ArrayList<>(
                comparison.systems().subList(1, comparison.systems().size()));
        others.sort((a, b) ->
                Boolean.compare(b.name().equals(SystemRole.BASE.id()), a.name().equals(SystemRole.BASE.id())));
        return others;
    }

    /** Describes a difference. Only the first description includes the unit. */
    private static String shown(Difference difference, boolean first) {
        double scale = Metrics.named(difference.metric()).scale();
        boolean better = difference.difference() > 0;
        double low = better ? difference.low() : -difference.high();
        double high = better ? difference.high() : -difference.low();
        return difference.verdict().id() + " than " + Plain.text(name(difference.b()), 60) + " by "
                + Plain.score(Math.abs(difference.difference()), scale)
                + (first ? " points of " + Metrics.title(difference.metric()) + " (95% interval " : " (")
                + Plain.interval(low, high, scale).replace(' ', '\u00A0') + ")";
    }

    private static String notShown(Difference difference) {
        double scale = Metrics.named(difference.metric()).scale();
        String measured = Double.isFinite(difference.low())
                ? " The measured difference is " + Plain.signed(difference.difference(), scale)
                        + " points of " + Metrics.title(difference.metric()) + " (95% interval "
                        + Plain.interval(difference.low(), difference.high(), scale) + ")."
                : "";
        return Plain.capital(Plain.text(name(difference.a()), 60)) + " is not shown to be better or worse than "
                + Plain.text(name(difference.b()), 60) + ": " + difference.reason() + "." + measured;
    }
}
