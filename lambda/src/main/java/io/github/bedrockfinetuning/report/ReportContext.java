package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.answers.TrainingExample;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.training.LossPoint;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.JudgeSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report says beside the comparison. Everything but the title may be absent: null, a JSON null or an empty list.
 *
 * @param notice a sentence for the heading, such as that the models are local stand-ins
 * @param lineage what the run was made from: object versions, hashes, job, model, code version
 * @param settings the run's settings
 * @param estimate the price named before training, as {@code estimate} prints it
 * @param actual what was billed
 * @param losses the training curve
 * @param dataSummary counts and findings of the datasets
 * @param training the training records, searched for neighbours of what failed; read one at a time
 * @param judge what a judge said; null = there was none
 * @param general the same systems on records of other tasks, to watch for what was forgotten; null = none were given
 * @param absent why a system of the run is not in the comparison, by its name
 */
public record ReportContext(
        String title,
        String notice,
        String runId,
        JsonNode lineage,
        JsonNode settings,
        JsonNode estimate,
        JsonNode actual,
        List<LossPoint> losses,
        JsonNode dataSummary,
        List<TrainingExample> training,
        JudgeSummary judge,
        Comparison general,
        Map<String, String> absent) {
    public ReportContext {
        lineage = orNull(lineage);
        settings = orNull(settings);
        estimate = orNull(estimate);
        actual = orNull(actual);
        dataSummary = orNull(dataSummary);
        losses = losses == null ? List.of() : List.copyOf(losses);
        training = training == null ? List.of() : training;
        absent = absent == null ? Map.of() : Map.copyOf(absent);
    }

    /** Without a judge and a general set, and with every system of the run in the comparison. */
    public ReportContext(
            String title,
            String notice,
            String runId,
            JsonNode lineage,
            JsonNode settings,
            JsonNode estimate,
            JsonNode actual,
            List<LossPoint> losses,
            JsonNode dataSummary,
            List<TrainingExample> training) {
        this(
                title,
                notice,
                runId,
                lineage,
                settings,
                estimate,
                actual,
                losses,
                dataSummary,
                training,
                null,
                null,
                null);
    }

    /** The same with what a judge said and with answers to a general set; either may be null. */
    public ReportContext with(JudgeSummary judged, Comparison generalSet) {
        return new ReportContext(
                title,
                notice,
                runId,
                lineage,
                settings,
                estimate,
                actual,
                losses,
                dataSummary,
                training,
                judged,
                generalSet,
                absent);
    }

    /** Why there is no verdict against the base model, in a sentence; nothing if the base model is in the comparison. */
    Optional<String> baseAbsent() {
        return Optional.ofNullable(absent.get(SystemAnswers.BASE))
                .map(why ->
                        "The fine-tuned model is not shown to be better or worse than the base model, which is not in"
                                + " the comparison. " + Plain.text(why, 1_500));
    }

    /** A report of a comparison alone. */
    public static ReportContext titled(String title) {
        return new ReportContext(title, null, null, null, null, null, null, null, null, null);
    }

    private static JsonNode orNull(JsonNode node) {
        return node == null ? NullNode.getInstance() : node;
    }
}
