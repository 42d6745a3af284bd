package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.bedrockfinetuning.answers.TrainingExample;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.training.LossPoint;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.JudgeSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report contains beside the comparison. Only the title is required: begin with {@link #titled} and add what there
 * is.
 *
 * @param judge what a judge said; null without a judge
 * @param general the same systems on records of other tasks, to find out what training made the model forget; null without
 *     a general set
 * @param absent why a system of the run is not in the comparison, by the system's name
 */
public record ReportContext(
        Heading heading,
        MadeFrom sources,
        Cost cost,
        Training training,
        JudgeSummary judge,
        Comparison general,
        Map<String, String> absent) {

    /**
     * @param notice sentences below the title, such as that the models are simulated; null without any
     * @param runId null outside a run
     */
    public record Heading(String title, String notice, String runId) {}

    /**
     * What the run was made from. Each may be a JSON null.
     *
     * @param lineage object versions, hashes, job, model, code version
     * @param settings the run's settings
     * @param data counts and findings of the datasets
     */
    public record MadeFrom(JsonNode lineage, JsonNode settings, JsonNode data) {
        public MadeFrom {
            lineage = orNull(lineage);
            settings = orNull(settings);
            data = orNull(data);
        }
    }

    /**
     * Each may be a JSON null.
     *
     * @param estimate the estimate made before training, as {@code estimate} prints it
     * @param actual what was billed
     */
    public record Cost(JsonNode estimate, JsonNode actual) {
        public Cost {
            estimate = orNull(estimate);
            actual = orNull(actual);
        }
    }

    /**
     * @param losses the loss curve
     * @param examples the training records, which are searched for those nearest to a failure; read one at a time
     */
    public record Training(List<LossPoint> losses, List<TrainingExample> examples) {
        public Training {
            losses = List.copyOf(losses);
        }
    }

    public ReportContext {
        absent = Map.copyOf(absent);
    }

    /** The report of a comparison alone. */
    public static ReportContext titled(String title) {
        return new ReportContext(
                new Heading(title, null, null),
                new MadeFrom(null, null, null),
                new Cost(null, null),
                new Training(List.of(), List.of()),
                null,
                null,
                Map.of());
    }

    /** With what {@link Heading} says below the title. */
    public ReportContext heading(String notice, String runId) {
        return new ReportContext(
                new Heading(heading.title(), notice, runId), sources, cost, training, judge, general, absent);
    }

    public ReportContext with(MadeFrom made) {
        return new ReportContext(heading, made, cost, training, judge, general, absent);
    }

    public ReportContext with(Cost counted) {
        return new ReportContext(heading, sources, counted, training, judge, general, absent);
    }

    public ReportContext with(Training trained) {
        return new ReportContext(heading, sources, cost, trained, judge, general, absent);
    }

    /** With a judge's say and the answers to a general set; either may be null. */
    public ReportContext with(JudgeSummary judged, Comparison generalSet) {
        return new ReportContext(heading, sources, cost, training, judged, generalSet, absent);
    }

    public ReportContext without(Map<String, String> systems) {
        return new ReportContext(heading, sources, cost, training, judge, general, systems);
    }

    /** Why there is no verdict against the base model, in a sentence; empty if the base model is in the comparison. */
    Optional<String> baseAbsent() {
        return Optional.ofNullable(absent.get(SystemRole.BASE.id()))
                .map(why ->
                        "The fine-tuned model is not shown to be better or worse than the base model, which is not in"
                                + " the comparison. " + Plain.text(why, 1_500));
    }

    private static JsonNode orNull(JsonNode node) {
        return node == null ? NullNode.getInstance() : node;
    }
}
