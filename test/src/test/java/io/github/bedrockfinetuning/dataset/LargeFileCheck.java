package io.github.bedrockfinetuning.dataset;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Checks a file that is larger than memory and most disks. It is generated while it is read, to verify that memory use
 * does not depend on the size. Run it in the folder {@code test} with the class path of the tests:
 * <pre>java -Xmx256m -cp CLASSPATH io.github.bedrockfinetuning.dataset.LargeFileCheck [RECORDS]</pre>
 */
public final class LargeFileCheck {
    private static final int RECORDS = 10_000_000;
    /** The size of a record with its line feed in bytes. Ten million records have 10 GB. */
    private static final int LENGTH = 1000;

    private static final String NUMBER = "0000000000";

    private LargeFileCheck() {}

    public static void main(String[] arguments) throws IOException {
        int records = arguments.length == 1 ? Integer.parseInt(arguments[0]) : RECORDS;
        long begin = System.nanoTime();
        FileCheck check = new FileCheck(
                source(records),
                Catalogue.load().modelFor(null),
                FileKind.TRAINING,
                false,
                null,
                Rulebook.Scope.EVERYTHING,
                SensitivePolicy.STANDARD);
        check.run(Runtime.getRuntime().availableProcessors());
        CheckResult result = check.result(OptionalLong.empty());
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d records, %d bytes, %s in %.0f s, %.0f MB/s; heap at most %d MiB%n",
                result.records(),
                result.bytes(),
                result.verdict(),
                seconds,
                result.bytes() / seconds / 1e6,
                Runtime.getRuntime().maxMemory() >> 20);
        for (Map.Entry<String, Long> rule : check.findingsByRule().entrySet()) {
            System.out.println(rule.getKey() + " " + rule.getValue());
        }
        result.findings().stream()
                .filter(finding -> finding.line() == null)
                .forEach(finding -> System.out.println(finding.message()));
    }

    private static Source source(int records) {
        return new Source() {
            @Override
            public String name() {
                return "large.jsonl";
            }

            @Override
            public long size() {
                return (long) records * LENGTH;
            }

            @Override
            public InputStream open() {
                return new Records(records);
            }
        };
    }

    /** Generates records that differ in their numbers. Every millionth record is malformed. */
    private static final class Records extends InputStream {
        private final byte[] record = record();
        private final int number = new String(record, US_ASCII).indexOf(NUMBER);
        private final int records;
        private int made;
        private int at = LENGTH;

        Records(int records) {
            this.records = records;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] b, int from, int length) {
            int given = 0;
            while (given < length && (at < LENGTH || made < records)) {
                if (at == LENGTH) {
                    next();
                }
                int part = Math.min(LENGTH - at, length - given);
                System.arraycopy(record, at, b, from + given, part);
                at += part;
                given += part;
            }
            return given == 0 && length > 0 ? -1 : given;
        }

        private void next() {
            made++;
            int rest = made;
            for (int i = NUMBER.length() - 1; i >= 0; i--, rest /= 10) {
                record[number + i] = (byte) ('0' + rest % 10);
            }
            record[0] = (byte) (made % 1_000_000 == 0 ? '[' : '{');
            at = 0;
        }

        private static byte[] record() {
            StringBuilder line = new StringBuilder("{\"messages\": [{\"role\": \"user\", \"content\": \"Order no. ")
                    .append(NUMBER)
                    .append(": ");
            while (line.length() < LENGTH * 2 / 3) {
                line.append("where is my parcel, and when will it come? ");
            }
            line.append("\"}, {\"role\": \"assistant\", \"content\": \"It left yesterday");
            String end = ".\"}]}\n";
            while (line.length() < LENGTH - end.length()) {
                line.append('.');
            }
            return line.append(end).toString().getBytes(UTF_8);
        }
    }
}
