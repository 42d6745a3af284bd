package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.PersonalDataPolicy;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Checks a file against every rule of its model, in one pass, and lists every finding. docs/RULES.md lists the rules.
 *
 * <p>An invalid file leads to findings, never to an exception; memory does not grow with the file.
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
        return check(source, model, kind, PersonalDataPolicy.REDACT);
    }

    /** Checks one file with a policy other than {@link PersonalDataPolicy#REDACT}. */
    public static CheckResult check(
            Source source, @Nullable Model model, FileKind kind, PersonalDataPolicy personalData) throws IOException {
        return file(source, model, kind, false, null, personalData).result(OptionalLong.empty());
    }

    /**
     * Checks a training file together with its validation file, including their total size and records that they share.
     *
     * @param model the model, or null to derive it from the training file's format
     * @return the result for the training file, followed by the result for the validation file
     * @throws IOException if the bytes cannot be read
     */
    public static List<CheckResult> checkPair(Source training, Source validation, @Nullable Model model)
            throws IOException {
        return checkPair(training, validation, model, PersonalDataPolicy.REDACT);
    }

    /** Checks a pair of files with a policy other than {@link PersonalDataPolicy#REDACT}. */
    public static List<CheckResult> checkPair(
            Source training, Source validation, @Nullable Model model, PersonalDataPolicy personalData)
            throws IOException {
        FileCheck first = file(training, model, FileKind.TRAINING, false, null, personalData);
        FileCheck second =
                file(validation, first.model(), FileKind.VALIDATION, false, first.fingerprints(), personalData);
        return List.of(
                first.result(OptionalLong.of(second.records())), second.result(OptionalLong.of(first.records())));
    }

    public static FileCheck file(
            Source source,
            @Nullable Model model,
            FileKind kind,
            boolean furtherFields,
            @Nullable Fingerprints training,
            PersonalDataPolicy personalData)
            throws IOException {
        FileCheck check = new FileCheck(
                source,
                model,
                kind,
                furtherFields || !kind.readByBedrock(),
                training,
                Rulebook.Scope.EVERYTHING,
                personalData);
        check.run(Runtime.getRuntime().availableProcessors());
        return check;
    }
}
