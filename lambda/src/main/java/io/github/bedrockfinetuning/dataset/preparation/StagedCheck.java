package io.github.bedrockfinetuning.dataset.preparation;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.CheckResult;
import io.github.bedrockfinetuning.dataset.DatasetCheck;
import io.github.bedrockfinetuning.dataset.FileCheck;
import io.github.bedrockfinetuning.dataset.FileVerdict;
import io.github.bedrockfinetuning.dataset.Finding;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The check of the converted files against the base model's rules. Findings that were already reported for the uploaded
 * files are not repeated, and line numbers refer to the uploaded files.
 */
record StagedCheck(boolean rejected, List<CheckResult> checks) {

    static StagedCheck of(
            PreparedFiles staging,
            Preparation.UploadedFiles drop,
            Model base,
            List<CheckResult> before,
            SensitivePolicy sensitive)
            throws IOException {
        Set<String> told = new HashSet<>();
        before.forEach(result -> result.findings().forEach(finding -> told.add(key(finding))));
        List<CheckResult> checks = new ArrayList<>(before);
        FileCheck train =
                DatasetCheck.file(Source.of(staging.train.path), base, FileKind.TRAINING, false, null, sensitive);
        OptionalLong validationRecords = OptionalLong.empty();
        if (staging.validation.records() > 0) {
            FileCheck validation = DatasetCheck.file(
                    Source.of(staging.validation.path),
                    base,
                    FileKind.VALIDATION,
                    false,
                    train.fingerprints(),
                    sensitive);
            validationRecords = OptionalLong.of(validation.records());
            Source from = drop.validation() != null ? drop.validation() : drop.training();
            add(checks, validation.result(OptionalLong.of(train.records())), staging.validation, from, told);
        }
        add(checks, train.result(validationRecords), staging.train, drop.training(), told);
        boolean rejected = checks.stream().anyMatch(CheckResult::rejected);
        return new StagedCheck(rejected, List.copyOf(checks));
    }

    private static void add(
            List<CheckResult> checks, CheckResult result, PreparedFiles.Output output, Source from, Set<String> told) {
        List<Finding> news = new ArrayList<>();
        for (Finding finding : result.findings()) {
            if (finding.severity() == Severity.INFO) {
                // Information findings depend on the whole file. In a part of it, other records would appear unusual.
                continue;
            }
            Long line = finding.line();
            Finding traced = new Finding(
                    finding.rule(),
                    finding.severity(),
                    line == null ? result.file() : from.name(),
                    line == null ? null : Long.valueOf(output.origin(line)),
                    null,
                    finding.field(),
                    finding.message(),
                    finding.remedy());
            if (told.add(key(traced))) {
                news.add(traced);
            }
        }
        if (!news.isEmpty()) {
            checks.add(result.with(verdict(news), news));
        }
    }

    private static String key(Finding finding) {
        return finding.rule() + " " + finding.file() + " " + finding.line();
    }

    private static FileVerdict verdict(List<Finding> findings) {
        FileVerdict verdict = FileVerdict.ACCEPT;
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                return FileVerdict.REJECT;
            }
            verdict = finding.severity() == Severity.WARNING ? FileVerdict.WARN : verdict;
        }
        return verdict;
    }
}
