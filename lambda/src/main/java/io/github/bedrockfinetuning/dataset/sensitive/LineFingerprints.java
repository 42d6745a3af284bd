package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.ArrayList;
import java.util.List;

/**
 * The fingerprints of personal identification numbers. A number of nine digits could be recovered from its hash by trying all numbers.
 * Therefore, a fingerprint identifies the kind of number and the line of text around it, in which all numbers are
 * masked.
 */
final class LineFingerprints {
    private LineFingerprints() {}

    /**
     * @param found the numbers in a text, in its order and without overlaps
     */
    static List<Sensitive> of(String text, List<Sensitive> found) {
        List<Sensitive> all = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); ) {
            int next = i;
            int end;
            do {
                end = text.indexOf('\n', found.get(next).end());
                end = end < 0 ? text.length() : end;
                next++;
            } while (next < found.size() && found.get(next).start() < end);
            int start = text.lastIndexOf('\n', found.get(i).start()) + 1;
            String line = Sensitive.fingerprint(masked(text, start, end, found.subList(i, next)));
            for (; i < next; i++) {
                Sensitive one = found.get(i);
                all.add(new Sensitive(
                        one.kind(), one.start(), one.end(), Sensitive.fingerprint(one.kind() + " " + line)));
            }
        }
        return all;
    }

    private static String masked(String text, int start, int end, List<Sensitive> found) {
        StringBuilder masked = new StringBuilder();
        int at = start;
        for (Sensitive one : found) {
            masked.append(text, at, one.start()).append(one.placeholder());
            at = one.end();
        }
        return masked.append(text, at, end).toString().strip();
    }
}
