package io.github.bedrockfinetuning.dataset.rules;

import java.util.Optional;

/** The file must not be larger than the model allows. */
public final class FileSize implements FileRule {
    private static final About ABOUT = new About("FILE_SIZE", Severity.ERROR, "Remove records.", Sources.PREPARE);

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public void check(FileFacts file, FindingReporter report) {
        limit(file)
                .filter(limit -> file.bytes() > limit)
                .ifPresent(limit -> report.add(
                        this,
                        null,
                        "The file has " + file.bytes() + " bytes, but "
                                + file.model().name() + " accepts at most " + limit + "."));
    }

    private static Optional<Long> limit(FileFacts file) {
        switch (file.kind()) {
            case TRAINING:
                return file.model().limits().maxTrainingBytes();
            case VALIDATION:
                return file.model().limits().maxValidationBytes();
            default:
                return Optional.empty();
        }
    }
}
