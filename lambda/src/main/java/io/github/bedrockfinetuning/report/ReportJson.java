package io.github.bedrockfinetuning.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answers.SystemAnswers;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.training.LossPoint;
import io.github.bedrockfinetuning.verdict.AnswerSchema;
import io.github.bedrockfinetuning.verdict.AnswerStyle;
import io.github.bedrockfinetuning.verdict.Comparison;
import io.github.bedrockfinetuning.verdict.ComparisonJson;
import io.github.bedrockfinetuning.verdict.FieldErrors;
import io.github.bedrockfinetuning.verdict.JudgeSummary;
import io.github.bedrockfinetuning.verdict.Labels;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Creates the report as JSON, for programs. */
final class ReportJson {
    private static final int VERSION = 1;

    private ReportJson() {}

    static ObjectNode of(Comparison comparison, ReportContext context) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", VERSION)
                .put("title", context.heading().title())
                .put("notice", context.heading().notice())
                .put(StateFields.RUN_ID, context.heading().runId())
                .put("sentence", VerdictSentence.of(comparison, context))
                .put("primary", comparison.options().primary())
                .put("seed", comparison.options().seed())
                .put("resamples", comparison.options().resamples());
        root.setAll(ComparisonJson.of(comparison));
        ArrayNode slices = root.putArray("slices");
        for (Comparison.SliceResult result : comparison.sliceResults()) {
            ObjectNode slice = slices.addObject()
                    .put("field", result.slice().field())
                    .put("value", result.slice().value())
                    .put("n", result.n());
            ObjectNode systems = slice.putObject("systems");
            result.systems().forEach((name, estimate) -> systems.set(name, ComparisonJson.estimate(estimate)));
        }
        judge(context.judge(), root);
        if (context.general() == null) {
            root.putNull("general");
        } else {
            root.set(
                    "general",
                    ComparisonJson.of(context.general())
                            .put("n", context.general().references().size())
                            .put("primary", context.general().options().primary()));
        }
        ObjectNode absent = root.putObject("absent");
        new TreeMap<>(context.absent()).forEach(absent::put);
        labels(comparison, root);
        fields(comparison, root);
        ArrayNode voices = root.putArray("voice");
        for (SystemAnswers system : comparison.systems()) {
            AnswerStyle.of(comparison, system, context.training().examples()).ifPresent(voice -> {
                ObjectNode node = voices.addObject().put("system", voice.system());
                ComparisonJson.put(node, "medianWords", voice.medianWords());
                ComparisonJson.put(node, "lengthDistance", voice.lengthDistance());
                ComparisonJson.put(node, "vocabularyDistance", voice.vocabularyDistance());
                ComparisonJson.put(node, "expectedMedianWords", voice.expectedMedianWords());
            });
        }
        ArrayNode losses = root.putArray("losses");
        for (LossPoint loss : context.training().losses()) {
            losses.addObject()
                    .put("step", loss.step())
                    .put("epoch", loss.epoch())
                    .put("training", loss.training())
                    .put("validation", loss.validation());
        }
        root.set("data", readable(context.sources().data()));
        root.set("estimate", readable(context.cost().estimate()));
        root.set("actual", readable(context.cost().actual()));
        root.set("settings", readable(context.sources().settings()));
        root.set("lineage", readable(context.sources().lineage()));
        return root;
    }

    /**
     * Replaces unpaired surrogates in names. Some parsers reject them in names, but all parsers accept them in texts.
     */
    private static JsonNode readable(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(field -> object.set(
                            new String(field.getKey().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8),
                            readable(field.getValue())));
            return object;
        } else if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(readable(element)));
            return array;
        }
        return node;
    }

    private static void judge(@Nullable JudgeSummary judge, ObjectNode root) {
        if (judge == null) {
            root.putNull("judge");
            return;
        }
        ObjectNode node = root.putObject("judge")
                .put("model", judge.model())
                .put("rubric", judge.rubric())
                .put(SystemRole.TUNED.id(), judge.preferences().tuned())
                .put(SystemRole.BASE.id(), judge.preferences().base())
                .put("ties", judge.preferences().ties())
                .put("disagreements", judge.preferences().disagreements())
                .put("unjudged", judge.preferences().unjudged())
                .put("canaries", judge.canaries().count())
                .put("canariesRight", judge.canaries().right())
                .put("failure", judge.failure())
                .put("sameFamily", judge.sameFamily());
        ComparisonJson.put(node, "agreement", judge.agreement());
        ComparisonJson.put(node, "p", judge.p());
    }

    private static void labels(Comparison comparison, ObjectNode root) {
        ArrayNode all = root.putArray("labels");
        for (SystemAnswers system : comparison.systems()) {
            Labels.of(comparison, system).ifPresent(labels -> {
                ObjectNode node = all.addObject()
                        .put("system", labels.system())
                        .put("macroF1", labels.macroF1())
                        .put("weightedF1", labels.weightedF1())
                        .put("offList", labels.offList())
                        .put("refused", labels.refused())
                        .put("unanswered", labels.unanswered());
                ArrayNode rows = node.putArray("labels");
                for (Labels.Row row : labels.labels()) {
                    ObjectNode label =
                            rows.addObject().put("label", row.label()).put("n", row.n());
                    ComparisonJson.put(label, "precision", row.precision());
                    ComparisonJson.put(label, "recall", row.recall());
                    ComparisonJson.put(label, "f1", row.f1());
                }
                ArrayNode mixups = node.putArray("confusion");
                for (Labels.Mixup mixup : labels.mixups()) {
                    mixups.addObject()
                            .put("right", mixup.right())
                            .put("given", mixup.given())
                            .put("count", mixup.count());
                }
            });
        }
    }

    private static void fields(Comparison comparison, ObjectNode root) {
        root.set(
                "answerSchema",
                comparison.answerSchema().map(AnswerSchema::toJson).orElse(NullNode.getInstance()));
        ArrayNode all = root.putArray("fields");
        for (SystemAnswers system : comparison.systems()) {
            FieldErrors.of(comparison, system).ifPresent(errors -> {
                ObjectNode node = all.addObject()
                        .put("system", errors.system())
                        .put("parsed", errors.parsed())
                        .put("conforming", errors.conforming());
                ComparisonJson.put(node, "precision", errors.precision());
                ComparisonJson.put(node, "recall", errors.recall());
                ComparisonJson.put(node, "f1", errors.f1());
                ArrayNode rows = node.putArray("fields");
                for (FieldErrors.Row row : errors.fields()) {
                    rows.addObject()
                            .put("path", row.path())
                            .put("n", row.n())
                            .put("right", row.right())
                            .put("extra", row.extra());
                }
            });
        }
    }
}
