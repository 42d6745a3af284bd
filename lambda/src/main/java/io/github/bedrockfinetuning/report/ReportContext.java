package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.bedrockfinetuning.answers.TrainingExample;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.text.Plain;
import io.github.bedrockfinetuning.training.LossPoint;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.JudgeSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a report in addition to the comparison. Only the title is required. Start with {@link #titled} and
 * add the other parts.
 *
 * @param judge the judge's results; null without a judge
 * @param general the comparison of the same systems on records of other tasks, which shows what the model has
 *     forgotten; null without a general set
 * @param absent the reasons that systems of the run are not in the comparison, by system name
 * @param decision the decision on the model; null outside a run
 */
public record ReportContext(
        Heading heading,
        MadeFrom sources,
        Cost cost,
        Training training,
        @Nullable JudgeSummary judge,
        @Nullable Comparison general,
        Map<String, String> absent,
        @Nullable Decision decision) {

    /**
     * The heading of the report.
     *
     * @param notice the text below the title, for example that the models are simulated; null if there is none
     * @param runId the run's ID; null outside a run
     * @param writtenAt the time at which the report was written; null if it is not known
     * @param simulatedTime whether that is the time of a simulated clock
     */
    public record Heading(
            String title,
            @Nullable String notice,
            @Nullable String runId,
            @Nullable Instant writtenAt,
            boolean simulatedTime) {}

    /**
     * The decision on the model and the next step.
     *
     * @param text whether the model is promoted and the reason, as a sentence
     * @param nextStep the next step, as a sentence that ends with a colon if a command follows
     * @param command the command of the next step; null if there is none
     */
    public record Decision(
            String text, String nextStep, @Nullable String command) {}

    /**
     * The inputs of the run. Each can be a JSON null.
     *
     * @param lineage the object versions, hashes, job, model, and code version
     * @param settings the run's settings
     * @param data the counts and findings of the datasets
     */
    public record MadeFrom(JsonNode lineage, JsonNode settings, JsonNode data) {}

    /**
     * The cost of the run. Each value can be a JSON null.
     *
     * @param estimate the estimate made before training, as {@code estimate} prints it
     * @param actual the billed cost
     */
    public record Cost(JsonNode estimate, JsonNode actual) {}

    /**
     * The training of the model.
     *
     * @param losses the loss curve
     * @param examples the training records, which are searched for those most similar to a failure; read one at a time
     */
    public record Training(List<LossPoint> losses, List<TrainingExample> examples) {
        public Training {
            losses = List.copyOf(losses);
        }
    }

    public ReportContext {
        absent = Map.copyOf(absent);
    }

    /** Creates a context for a report that contains only a comparison. */
    public static ReportContext titled(String title) {
        return new ReportContext(
                new Heading(title, null, null, null, false),
                new MadeFrom(NullNode.instance, NullNode.instance, NullNode.instance),
                new Cost(NullNode.instance, NullNode.instance),
                new Training(List.of(), List.of()),
                null,
                null,
                Map.of(),
                null);
    }

    /** Adds the text below the title, and the run ID, as described in {@link Heading}. */
    public ReportContext heading(@Nullable String notice, String runId) {
        return new ReportContext(
                new Heading(heading.title(), notice, runId, heading.writtenAt(), heading.simulatedTime()),
                sources,
                cost,
                training,
                judge,
                general,
                absent,
                decision);
    }

    /** Adds the time at which the report was written, and whether it is the time of a simulated clock. */
    public ReportContext at(Instant writtenAt, boolean simulatedTime) {
        return new ReportContext(
                new Heading(heading.title(), heading.notice(), heading.runId(), writtenAt, simulatedTime),
                sources,
                cost,
                training,
                judge,
                general,
                absent,
                decision);
    }

    /** Adds the decision on the model and the next step. */
    public ReportContext with(Decision decided) {
        return new ReportContext(heading, sources, cost, training, judge, general, absent, decided);
    }

    public ReportContext with(MadeFrom made) {
        return new ReportContext(heading, made, cost, training, judge, general, absent, decision);
    }

    public ReportContext with(Cost counted) {
        return new ReportContext(heading, sources, counted, training, judge, general, absent, decision);
    }

    public ReportContext with(Training trained) {
        return new ReportContext(heading, sources, cost, trained, judge, general, absent, decision);
    }

    /** Adds the judge's results and the comparison on a general set. Either of them can be null. */
    public ReportContext with(@Nullable JudgeSummary judged, @Nullable Comparison generalSet) {
        return new ReportContext(heading, sources, cost, training, judged, generalSet, absent, decision);
    }

    public ReportContext without(Map<String, String> systems) {
        return new ReportContext(heading, sources, cost, training, judge, general, systems, decision);
    }

    /**
     * Returns a sentence that explains why there is no verdict against the base model, or an empty Optional if the
     * base model is in the comparison.
     */
    Optional<String> baseAbsent() {
        return Optional.ofNullable(absent.get(SystemRole.BASE.id()))
                .map(why ->
                        "The fine-tuned model is not shown to be better or worse than the base model, which is not in"
                                + " the comparison. " + Plain.text(why, 1_500));
    }
}
