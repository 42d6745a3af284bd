package io.github.bedrockfinetuning.dataset.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The normal form of UTF-8 bytes, which is found eight bytes at a time, is that of the text. */
class NormalFormTest {
    private static final String CHARACTERS =
            "aZ@[`{Az  \t\n\u007f~!.09\u00e4\u00c4\u00a0\u00ad\u200b\u0416\u4e2de\u0301";

    @Test
    void bytesHaveTheNormalFormOfTheirText() {
        Random random = new Random(5);
        NormalForm normal = new NormalForm();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            // Most texts contain only the first, ASCII characters.
            int kinds = i % 3 == 0 ? CHARACTERS.length() : i % 3 == 1 ? 10 : 20;
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(CHARACTERS.charAt(random.nextInt(kinds)));
            }
            byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
            boolean caseless = random.nextBoolean();

            normal.clear();
            normal.add(utf8, 0, utf8.length, caseless);

            assertThat(new String(normal.bytes(), 0, normal.length(), StandardCharsets.UTF_8))
                    .as(text.toString())
                    .isEqualTo(NormalForm.text(text.toString(), caseless));
        }
    }
}
