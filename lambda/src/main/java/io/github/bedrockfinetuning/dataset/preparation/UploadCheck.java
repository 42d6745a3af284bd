package io.github.bedrockfinetuning.dataset.preparation;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.FileCheck;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The check of all uploaded files in their own format. */
record UploadCheck(RecordFormatId format, List<CheckResult> results) {

    static UploadCheck of(Preparation.UploadedFiles drop, Model base, Split split, PersonalDataPolicy personalData)
            throws IOException {
        RecordFormatId format = Examples.formatOf(drop.training()).orElse(base.format());
        Model model = format == base.format() ? base : Catalogue.load().modelFor(format);
        List<CheckResult> results = new ArrayList<>();
        boolean grouped = split.group() != null;
        FileCheck training = DatasetCheck.file(drop.training(), model, FileKind.TRAINING, grouped, null, personalData);
        Fingerprints prints = training.fingerprints();
        OptionalLong validationRecords = OptionalLong.empty();
        if (drop.validation() != null) {
            FileCheck validation =
                    DatasetCheck.file(drop.validation(), model, FileKind.VALIDATION, grouped, prints, personalData);
            validationRecords = OptionalLong.of(validation.records());
            results.add(validation.result(OptionalLong.of(training.records())));
        }
        results.add(0, training.result(validationRecords));
        if (drop.test() != null) {
            results.add(DatasetCheck.file(drop.test(), model, FileKind.TEST, true, prints, personalData)
                    .result(OptionalLong.empty()));
        }
        if (drop.general() != null) {
            results.add(DatasetCheck.file(drop.general(), model, FileKind.GENERAL, true, prints, personalData)
                    .result(OptionalLong.empty()));
        }
        return new UploadCheck(format, List.copyOf(results));
    }

    boolean rejected() {
        return results.stream().anyMatch(CheckResult::rejected);
    }
}
