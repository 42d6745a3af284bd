package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The report as JSON, for programs. */
final class ReportJson {
    private static final int VERSION = 1;

    private ReportJson() {}

    static ObjectNode of(Comparison comparison, ReportContext context) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", VERSION)
                .put("title", context.title())
                .put("notice", context.notice())
                .put("runId", context.runId())
                .put("sentence", VerdictSentence.of(comparison))
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
        labels(comparison, root);
        fields(comparison, root);
        ArrayNode losses = root.putArray("losses");
        for (LossPoint loss : context.losses()) {
            losses.addObject()
                    .put("step", loss.step())
                    .put("epoch", loss.epoch())
                    .put("training", loss.training())
                    .put("validation", loss.validation());
        }
        root.set("data", context.dataSummary());
        root.set("estimate", context.estimate());
        root.set("actual", context.actual());
        root.set("settings", context.settings());
        root.set("lineage", context.lineage());
        return root;
    }

    private static void labels(Comparison comparison, ObjectNode root) {
        ArrayNode all = root.putArray("labels");
        for (SystemAnswers system : comparison.systems()) {
            Labels.of(comparison, system).ifPresent(labels -> {
                ObjectNode node = all.addObject()
                        .put("system", labels.system())
                        .put("macroF1", labels.macroF1())
                        .put("weightedF1", labels.weightedF1())
                        .put("offList", labels.offList());
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
        ArrayNode all = root.putArray("fields");
        for (SystemAnswers system : comparison.systems()) {
            FieldErrors.of(comparison, system).ifPresent(errors -> {
                ObjectNode node = all.addObject().put("system", errors.system()).put("parsed", errors.parsed());
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
