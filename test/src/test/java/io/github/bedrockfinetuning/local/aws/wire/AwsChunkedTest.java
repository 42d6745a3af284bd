package io.github.bedrockfinetuning.local.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AwsChunkedTest {
    @Test
    void joinsTheChunksAndReadsTheTrailers() throws IOException {
        AwsChunked body = of("3;chunk-signature=abc\r\nabc\r\n2\r\nde\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n");

        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("abcde");
        assertThat(body.trailers()).containsEntry("x-amz-checksum-crc32", "AAAAAA==");
    }

    @Test
    void refusesABodyThatIsCutOff() {
        assertThatThrownBy(() -> of("a\r\nabc").readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("inside a chunk");
        assertThatThrownBy(() -> of("").readAllBytes()).isInstanceOf(IOException.class);
    }

    private static AwsChunked of(String encoded) {
        return new AwsChunked(new ByteArrayInputStream(encoded.getBytes(StandardCharsets.UTF_8)));
    }
}
