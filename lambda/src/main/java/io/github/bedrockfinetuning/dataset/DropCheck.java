package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Form;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.rules.Fingerprints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The check of everything that was dropped, in the form in which it was dropped. */
record DropCheck(Form form, List<CheckResult> results) {

    static DropCheck of(Preparation.Drop drop, Model base, Split split, PersonalDataPolicy personalData)
            throws IOException {
        Form form = Examples.formOf(drop.training()).orElse(base.form());
        Model model = form == base.form() ? base : Check.modelFor(form);
        List<CheckResult> results = new ArrayList<>();
        boolean grouped = split.group() != null;
        FileCheck training = Check.file(drop.training(), model, Kind.TRAINING, grouped, null, personalData);
        Fingerprints prints = training.fingerprints();
        OptionalLong validationRecords = OptionalLong.empty();
        if (drop.validation() != null) {
            FileCheck validation = Check.file(drop.validation(), model, Kind.VALIDATION, grouped, prints, personalData);
            validationRecords = OptionalLong.of(validation.records());
            results.add(validation.result(OptionalLong.of(training.records())));
        }
        results.add(0, training.result(validationRecords));
        if (drop.test() != null) {
            results.add(Check.file(drop.test(), model, Kind.TEST, true, prints, personalData)
                    .result(OptionalLong.empty()));
        }
        if (drop.general() != null) {
            results.add(Check.file(drop.general(), model, Kind.GENERAL, true, prints, personalData)
                    .result(OptionalLong.empty()));
        }
        return new DropCheck(form, List.copyOf(results));
    }

    boolean rejected() {
        return results.stream().anyMatch(CheckResult::rejected);
    }
}
