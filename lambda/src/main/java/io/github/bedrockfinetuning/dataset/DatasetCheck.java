package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a file against every rule for its model in one pass, and lists every finding. docs/RULES.md lists the rules.
 *
 * <p>An invalid file results in findings, never in an exception. Memory use does not depend on the file size.
 */
public final class DatasetCheck {
    private DatasetCheck() {}

    /**
     * Checks one file.
     *
     * @param model the model, or null to derive it from the file's format: {@link Catalogue#modelFor}
     * @throws IOException if the bytes cannot be read
     */
    public static CheckResult check(Source source, @Nullable Model model, FileKind kind) throws IOException {
        return check(source, model, kind, SensitivePolicy.STANDARD);
    }

    /** Checks one file with a policy other than {@link SensitivePolicy#STANDARD}. */
    public static CheckResult check(Source source, @Nullable Model model, FileKind kind, SensitivePolicy sensitive)
            throws IOException {
        return checkAll(List.of(source), model, kind, sensitive).get(0);
    }

    /** Checks several files of the same kind, each independently. */
    public static List<CheckResult> checkAll(
            List<Source> sources, @Nullable Model model, FileKind kind, SensitivePolicy sensitive) throws IOException {
        List<FileCheck> checks = new ArrayList<>();
        for (Source source : sources) {
            checks.add(file(source, model, kind, false, null, sensitive));
        }
        reportUnused(checks);
        return checks.stream().map(check -> check.result(OptionalLong.empty())).toList();
    }

    /** Reports the exemptions that none of the checks used, as findings of the first check. */
    public static void reportUnused(List<FileCheck> checks) {
        reportUnused(checks, List.of());
    }

    /** Reports the exemptions that neither the checks nor the recorded answers used. */
    public static void reportUnused(List<FileCheck> checks, List<AnswersSearch> answers) {
        Set<String> used = new HashSet<>();
        checks.forEach(check -> used.addAll(check.usedExemptions()));
        answers.forEach(search -> used.addAll(search.usedExemptions()));
        checks.get(0).reportUnused(used);
    }

    /**
     * Checks a training file together with its validation file, including their total size and the records that they
     * share.
     *
     * @param model the model, or null to derive it from the training file's format
     * @return the result for the training file, followed by the result for the validation file
     * @throws IOException if the bytes cannot be read
     */
    public static List<CheckResult> checkPair(Source training, Source validation, @Nullable Model model)
            throws IOException {
        return checkPair(training, validation, model, SensitivePolicy.STANDARD);
    }

    /** Checks a pair of files with a policy other than {@link SensitivePolicy#STANDARD}. */
    public static List<CheckResult> checkPair(
            Source training, Source validation, @Nullable Model model, SensitivePolicy sensitive) throws IOException {
        FileCheck first = file(training, model, FileKind.TRAINING, false, null, sensitive);
        FileCheck second = file(validation, first.model(), FileKind.VALIDATION, false, first.fingerprints(), sensitive);
        reportUnused(List.of(first, second));
        return List.of(
                first.result(OptionalLong.of(second.records())), second.result(OptionalLong.of(first.records())));
    }

    public static FileCheck file(
            Source source,
            @Nullable Model model,
            FileKind kind,
            boolean furtherFields,
            @Nullable Fingerprints training,
            SensitivePolicy sensitive)
            throws IOException {
        FileCheck check = new FileCheck(
                source,
                model,
                kind,
                furtherFields || !kind.readByBedrock(),
                training,
                Rulebook.Scope.EVERYTHING,
                sensitive);
        check.run(Runtime.getRuntime().availableProcessors());
        return check;
    }
}
