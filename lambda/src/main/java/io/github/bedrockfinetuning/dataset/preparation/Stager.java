package io.github.bedrockfinetuning.dataset.preparation;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.likeness.Hash;
import io.github.bedrockfinetuning.dataset.likeness.LongSet;
import io.github.bedrockfinetuning.dataset.likeness.NearGroups;
import io.github.bedrockfinetuning.dataset.likeness.NormalForm;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Converts, cleans, and splits valid files in two passes: one to plan and one to write. */
final class Stager {
    private final Preparation.UploadedFiles drop;
    private final Model base;
    private final Split split;
    private final RecordFormatId format;
    private final PreparedFiles staging;
    private final DataSummary summary;
    private final SensitivePolicy sensitive;
    private final Redaction redaction;
    /** The questions from the uploaded test and validation sets. */
    private final LongSet heldOut = new LongSet();

    private final LongSet seen = new LongSet();
    private final SplitPlan plan = new SplitPlan();
    private long duplicates;
    private long leaks;

    Stager(
            Preparation.UploadedFiles drop,
            Model base,
            Split split,
            SensitivePolicy sensitive,
            RecordFormatId format,
            PreparedFiles staging,
            DataSummary summary) {
        this.drop = drop;
        this.base = base;
        this.split = split;
        this.format = format;
        this.staging = staging;
        this.summary = summary;
        this.sensitive = sensitive;
        redaction = new Redaction(sensitive);
    }

    /** Writes the files. Returns the number of removed records by reason. */
    Map<String, Long> stage() throws IOException {
        if (drop.test() != null) {
            read(drop.test(), formatOf(drop.test()), (example, line) -> {
                heldOut.add(NormalForm.question(example));
                staging.test.write(example, line);
            });
        }
        if (drop.general() != null) {
            read(drop.general(), formatOf(drop.general()), staging.general::write);
        }
        if (drop.validation() != null && base.validationData()) {
            Source file = drop.validation();
            read(file, formatOf(file), (example, line) -> validation(file, example, line));
        }
        plan();
        read(drop.training(), format, this::training);
        return Map.of(
                "duplicatesRemoved", duplicates, "leaksRemoved", leaks, "personalDataMasked", redaction.records());
    }

    /** Reads the records to stage. Personal numbers are masked before any other step. */
    private void read(Source source, RecordFormatId written, Examples.NumberedConsumer consumer) throws IOException {
        Examples.readNumbered(source, written, (example, line) -> consumer.accept(redaction.of(example), line));
    }

    private RecordFormatId formatOf(Source source) throws IOException {
        return Examples.formatOf(source).orElse(format);
    }

    private void validation(Source file, Example example, long line) throws IOException {
        Optional<String> obstacle = Examples.obstacle(example, base.format());
        if (obstacle.isPresent()) {
            staging.refuse(file.name(), line, obstacle.get(), example);
            return;
        }
        heldOut.add(NormalForm.question(example));
        staging.validation(example, line);
    }

    private void plan() throws IOException {
        LongSet planned = new LongSet();
        NearGroups near = new NearGroups();
        // Does not count masked records, because the same records are read and counted again.
        Redaction masking = new Redaction(sensitive);
        Examples.readNumbered(drop.training(), format, (dropped, line) -> {
            Example example = masking.of(dropped);
            if (planned.add(NormalForm.record(example)) && !heldOut.contains(NormalForm.question(example))) {
                long key = NormalForm.near(example);
                plan.add(key, example.reference());
                near.add(key, example);
                group(example).ifPresent(group -> plan.join(key, group));
            }
        });
        near.groups().forEach(plan::join);
        double test = drop.test() == null ? split.test() : 0;
        plan.decide(validationShare(), test, split.seed(), split.stratify());
    }

    /**
     * Returns the share of validation records. The share is 0 if there are too few validation records for the model,
     * and it does not exceed the model's limit. The remaining records are used for training.
     */
    private double validationShare() {
        if (drop.validation() != null || !base.validationData() || plan.records() == 0) {
            return 0;
        }
        Model.Limits limits = base.limits();
        double records = plan.records() * split.validation();
        if (records < limits.records().minValidation().orElse(1)) {
            return 0;
        }
        return Math.min(records, limits.records().maxValidation().orElse(Integer.MAX_VALUE)) / plan.records();
    }

    private void training(Example example, long line) throws IOException {
        String file = drop.training().name();
        if (!seen.add(NormalForm.record(example))) {
            duplicates++;
            staging.refuse(file, line, "The record is identical to an earlier record.", example);
            return;
        }
        if (heldOut.contains(NormalForm.question(example))) {
            leaks++;
            staging.refuse(file, line, "The test or validation set contains the same question.", example);
            return;
        }
        SplitPlan.Side side = plan.side(NormalForm.near(example));
        Optional<String> obstacle =
                side == SplitPlan.Side.TEST ? Optional.empty() : Examples.obstacle(example, base.format());
        if (obstacle.isPresent()) {
            staging.refuse(file, line, obstacle.get(), example);
        } else if (side == SplitPlan.Side.TEST) {
            staging.test.write(example, line);
        } else if (side == SplitPlan.Side.VALIDATION) {
            staging.validation(example, line);
        } else {
            staging.train(example, line);
            summary.train(example);
        }
    }

    /** Returns a key that is the same for all records whose group field has the same value. */
    private Optional<Long> group(Example example) {
        return Optional.ofNullable(split.group())
                .map(field -> example.fields().get(field))
                .filter(value -> !value.isNull())
                .map(value -> Hash.of(value.toString(), 1));
    }
}
