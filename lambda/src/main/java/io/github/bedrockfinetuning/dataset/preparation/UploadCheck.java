package io.github.bedrockfinetuning.dataset.preparation;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.AnswersSearch;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.FileCheck;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The check of all uploaded files in their own format. */
record UploadCheck(RecordFormatId format, List<CheckResult> results) {

    static UploadCheck of(Preparation.UploadedFiles drop, Model base, Split split, SensitivePolicy sensitive)
            throws IOException {
        RecordFormatId format = Examples.formatOf(drop.training()).orElse(base.format());
        Model model = format == base.format() ? base : Catalogue.load().modelFor(format);
        List<CheckResult> results = new ArrayList<>();
        boolean grouped = split.group() != null;
        FileCheck training = DatasetCheck.file(drop.training(), model, FileKind.TRAINING, grouped, null, sensitive);
        List<FileCheck> checks = new ArrayList<>(List.of(training));
        Fingerprints prints = training.fingerprints();
        OptionalLong validationRecords = OptionalLong.empty();
        if (drop.validation() != null) {
            FileCheck validation =
                    DatasetCheck.file(drop.validation(), model, FileKind.VALIDATION, grouped, prints, sensitive);
            validationRecords = OptionalLong.of(validation.records());
            checks.add(validation);
            results.add(validation.result(OptionalLong.of(training.records())));
        }
        if (drop.test() != null) {
            FileCheck test = DatasetCheck.file(drop.test(), model, FileKind.TEST, true, prints, sensitive);
            checks.add(test);
            results.add(test.result(OptionalLong.empty()));
        }
        if (drop.general() != null) {
            FileCheck general = DatasetCheck.file(drop.general(), model, FileKind.GENERAL, true, prints, sensitive);
            checks.add(general);
            results.add(general.result(OptionalLong.empty()));
        }
        List<AnswersSearch> answers = new ArrayList<>();
        for (Source file : drop.answers()) {
            AnswersSearch search = AnswersSearch.of(file, sensitive);
            answers.add(search);
            results.add(search.result(model));
        }
        DatasetCheck.reportUnused(checks, answers);
        results.add(0, training.result(validationRecords));
        return new UploadCheck(format, List.copyOf(results));
    }

    boolean rejected() {
        return results.stream().anyMatch(CheckResult::rejected);
    }
}
