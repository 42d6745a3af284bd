package io.github.bedrockfinetuning.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A file in memory. */
record ByteSource(String name, byte[] bytes, UnaryOperator<InputStream> stream) implements Source {
    static ByteSource of(String text) {
        return of(text.getBytes(UTF_8));
    }

    static ByteSource of(byte[] bytes) {
        return new ByteSource("made.jsonl", bytes, in -> in);
    }

    /** Returns the same file with a stream that returns only a few bytes per read. */
    ByteSource inBits() {
        return new ByteSource(name, bytes, in -> new FilterInputStream(in) {
            private int reads;

            @Override
            public int read(byte[] b, int from, int length) throws IOException {
                return super.read(b, from, Math.min(length, 1 + reads++ * 7 % 11));
            }
        });
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return stream.apply(new ByteArrayInputStream(bytes));
    }

    /** Checks the file as a training file against all rules. */
    CheckResult check(Model model, int threads, int blockSize) throws IOException {
        FileCheck check = new FileCheck(
                this, model, FileKind.TRAINING, false, null, Rulebook.Scope.EVERYTHING, SensitivePolicy.STANDARD);
        check.run(threads, blockSize);
        return check.result(OptionalLong.empty());
    }
}
