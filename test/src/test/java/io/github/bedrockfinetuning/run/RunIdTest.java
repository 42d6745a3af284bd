package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunIdTest {
    @Test
    void isTwentySixCharactersThatEveryNameOfBedrockAllows() {
        assertThat(RunId.of("bucket", "inbox/a b+ü.jsonl", "v1", "{}").value()).matches("[a-z2-7]{26}");
    }

    @Test
    void isTheSameForTheSameDropAndAnotherForAnyOther() {
        RunId id = RunId.of("bucket", "inbox/a.jsonl", "v1", "{}");
        assertThat(RunId.of("bucket", "inbox/a.jsonl", "v1", "{}")).isEqualTo(id);
        assertThat(List.of(
                        RunId.of("other", "inbox/a.jsonl", "v1", "{}"),
                        RunId.of("bucket", "inbox/b.jsonl", "v1", "{}"),
                        RunId.of("bucket", "inbox/a.jsonl", "v2", "{}"),
                        RunId.of("bucket", "inbox/a.jsonl", "v1", "{\"approval\":\"never\"}")))
                .doesNotContain(id)
                .doesNotHaveDuplicates();
    }

    @Test
    void isTheStartOfTheHashInBase32() {
        // printf 'a\nb\nc\nd' | sha256sum | xxd -r -p | base32 | head -c 26 | tr A-Z a-z
        assertThat(RunId.of("a", "b", "c", "d").value()).isEqualTo("64u24df4zasb5o3jdcxxckui2x");
    }

    @Test
    void recognisesWhatNoRunIsCalled() {
        assertThat(RunId.find("someone-elses-job")).isEmpty();
        assertThat(RunId.find(null)).isEmpty();
        assertThat(RunId.find("ABCDEFGHIJKLMNOPQRSTUVWXYZ")).isEmpty();
        assertThatThrownBy(() -> new RunId("x")).hasMessageContaining("26 characters");
    }
}
