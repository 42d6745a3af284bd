package io.github.bedrockfinetuning.dataset.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file as UTF-8 text, or as UTF-16 text such as Excel's "Unicode text" format, with or without a byte order
 * mark and gzip compression.
 */
public final class PlainText {
    private static final int LOOK = 4;

    private PlainText() {}

    /** Opens the text without its byte order mark. Reading fails at a byte that is not valid in the encoding. */
    public static Reader of(Source source) throws IOException {
        InputStream in = new BufferedInputStream(new Unpacked(source).open());
        try {
            in.mark(LOOK);
            byte[] head = in.readNBytes(LOOK);
            in.reset();
            Charset charset = charset(head);
            in.skipNBytes(mark(head));
            return new InputStreamReader(
                    in,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static Charset charset(byte[] head) {
        boolean little =
                begins(head, 0xFF, 0xFE) || head.length == LOOK && head[0] != 0 && head[1] == 0 && head[3] == 0;
        boolean big = begins(head, 0xFE, 0xFF) || head.length == LOOK && head[0] == 0 && head[1] != 0 && head[2] == 0;
        return little ? StandardCharsets.UTF_16LE : big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /** Returns the length of the byte order mark, in bytes. */
    private static int mark(byte[] head) {
        if (begins(head, 0xFF, 0xFE) || begins(head, 0xFE, 0xFF)) {
            return 2;
        }
        return begins(head, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    }

    private static boolean begins(byte[] head, int... mark) {
        if (head.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
