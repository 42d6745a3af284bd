package io.github.bedrockfinetuning.unstarted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnstartedUploadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "inbox/a.jsonl",
                "inbox/train.jsonl",
                "inbox/a/run.json",
                "inbox/a/train.jsonl",
                "inbox/a/validation.jsonl",
                "inbox/a/test.jsonl",
                "inbox/a/general.jsonl",
                "inbox/a/answers-other.jsonl",
                "inbox/",
                "staged/a/train.jsonl",
                "not-started/2026-11-22/upload-00.json",
                "a.csv"
            })
    void isSilentAboutDatasetsTheirFilesAndOtherPrefixes(String key) {
        assertThat(UnstartedUpload.of(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "inbox/a.csv,'',FORMAT,./fine-tune convert",
        "inbox/a.json,'',FORMAT,./fine-tune convert",
        "inbox/a,'',FORMAT,inbox/NAME.jsonl",
        "inbox/My Data.JSONL,'',FORMAT,inbox/My Data.jsonl",
        "inbox/a.jsonl.GZ,'',FORMAT,Decompress the file and upload it as inbox/a.jsonl",
        "inbox/run.json,'',SETTINGS_WITHOUT_FOLDER,inbox/NAME/run.json",
        "inbox/Run.JSON,'',SETTINGS_WITHOUT_FOLDER,inbox/NAME/run.json",
        "inbox/.jsonl,'',NO_NAME,inbox/NAME.jsonl",
        "inbox//run.json,'',NO_NAME,inbox/NAME/",
        "inbox//train.jsonl,'',NO_NAME,inbox/NAME/",
        "inbox/a/tests.jsonl,a,FILE_NAME,meant to be test.jsonl",
        "inbox/a/Train.jsonl,a,FILE_NAME,meant to be train.jsonl",
        "inbox/a/RUN.JSON,a,FILE_NAME,meant to be run.json",
        "inbox/a/settings.json,a,FILE_NAME,meant to be run.json",
        "inbox/a/answers-base.jsonl,a,FILE_NAME,answers-NAME.jsonl",
        "inbox/a/notes.md,a,FILE_NAME,'train.jsonl, validation.jsonl, test.jsonl, general.jsonl, answers-NAME.jsonl and run.json'",
        "inbox/a/b/run.json,a,SUBFOLDER,directly under inbox/",
        "inbox/a/b/c/x.png,a,SUBFOLDER,directly under inbox/",
        "inbox/a/,a,FOLDER,inbox/a/",
        "inbox/a.jsonl/,a.jsonl,FOLDER,inbox/",
        "inbox/a/b/,a,FOLDER,inbox/a/",
        "Inbox/a.jsonl,'',PREFIX_CASE,inbox/",
        "INBOX/a/run.json,'',PREFIX_CASE,inbox/"
    })
    void namesTheFolderTheProblemAndTheNextStep(String key, String folder, UploadProblem problem, String nextStep) {
        UnstartedUpload upload = UnstartedUpload.of(key).orElseThrow();
        assertThat(upload.folder()).isEqualTo(folder);
        assertThat(upload.problem()).isEqualTo(problem);
        assertThat(upload.nextStep()).contains(nextStep);
    }

    @Test
    void notifiesOfEveryProblemButAnEmptyFolder() {
        assertThat(UploadProblem.values())
                .filteredOn(problem -> !problem.notified())
                .containsExactly(UploadProblem.FOLDER);
    }
}
