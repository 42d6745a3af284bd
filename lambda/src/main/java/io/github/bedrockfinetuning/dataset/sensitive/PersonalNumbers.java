package io.github.bedrockfinetuning.dataset.sensitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Finds personal identification numbers and keeps those with valid check digits. */
public final class PersonalNumbers implements Detector {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final List<NumberForm> FORMS = forms();

    /** The minimum number of digits in a personal identification number, unless it contains a letter. */
    private static final int DIGITS = 9;

    private static final int DIGITS_WITH_LETTER = 6;
    /** The number of digits between the letters of an Indian tax number. */
    private static final int PAN = 4;
    /** The number of non-ASCII digits that justifies a closer check of the text. */
    private static final int OTHER_DIGITS = 4;
    /**
     * The maximum distance between two digits of a number, in bytes, which allows for a space, a hyphen, and a space.
     */
    private static final int LONGEST_GAP = 4;
    /** The maximum distance between a digit and a letter that follows it, in bytes. */
    private static final int BEHIND_LETTER = 2;
    /** The maximum number of characters of a number before or after its digits. */
    private static final int AROUND = 24;

    private static List<NumberForm> forms() {
        // The groups of a bank account number can also have the format and check digit of a card number.
        List<NumberForm> forms = new ArrayList<>(List.of(new Iban(), new PaymentCard()));
        forms.addAll(NationalNumbers.ALL);
        return List.copyOf(forms);
    }

    /** Receives a range of text in which digits are close together. */
    private interface Cluster {
        /**
         * @return whether to continue the search
         */
        boolean take(int start, int end);
    }

    /** Returns the kinds of numbers, with their articles. */
    static List<String> kinds() {
        return FORMS.stream().map(NumberForm::name).distinct().toList();
    }

    /** Performs a quick check of whether enough digits are close together. */
    @Override
    public boolean mayHold(byte[] bytes, int from, int to) {
        return !clusters(bytes, from, to, (start, end) -> false) || otherDigits(bytes, from, to);
    }

    /** Checks whether UTF-8 text contains several digits of other scripts, or full-width digits. */
    private static boolean otherDigits(byte[] b, int from, int to) {
        int digits = 0;
        for (int i = from; i + 1 < to; i++) {
            if (i + Long.BYTES <= to && ((long) LONGS.get(b, i) & 0x8080808080808080L) == 0) {
                i += Long.BYTES - 1;
                continue;
            }
            if (b[i] >= 0) {
                continue;
            }
            int c = b[i] & 0xFF;
            int next = b[i + 1] & 0xFF;
            boolean digit = c == 0xEF
                    ? next == 0xBC && i + 2 < to && (b[i + 2] & 0xFF) >= 0x90 && (b[i + 2] & 0xFF) <= 0x99
                    : c == 0xD9 && next >= 0xA0 && next <= 0xA9
                            || c == 0xDB && next >= 0xB0 && next <= 0xB9
                            || c == 0xE0 && next >= 0xA5 && next % 2 == 1 && i + 2 < to && (b[i + 2] & 0xFF) >= 0xA6;
            digits += digit ? 1 : 0;
            if (digits >= OTHER_DIGITS) {
                return true;
            }
        }
        return false;
    }

    private static boolean clusters(byte[] b, int from, int to, Cluster cluster) {
        int i = firstDigit(b, from, to);
        while (i < to) {
            int start = i;
            int digits = 0;
            int end = i;
            for (int gap = 0, most = LONGEST_GAP; i < to && gap <= most; i++) {
                if (digit(b[i])) {
                    digits++;
                    gap = 0;
                    most = LONGEST_GAP;
                    end = i + 1;
                } else if (gap == 0 && letter(b[i])) {
                    gap = 1;
                    most = BEHIND_LETTER;
                } else if (joint(b[i])) {
                    gap++;
                } else {
                    break;
                }
            }
            boolean letter = start > from && letter(b[start - 1]) || end < to && letter(b[end]);
            boolean enough = digits >= DIGITS
                    || digits >= DIGITS_WITH_LETTER && (letter || hyphen(b, end, to))
                    || digits == PAN && start - from >= 5 && letter && letter(b[start - 5]);
            if (enough && !cluster.take(start, end)) {
                return false;
            }
            i = firstDigit(b, end, to);
        }
        return true;
    }

    /** Returns the position of the next digit, or {@code to} if there is none. Reads eight bytes at a time. */
    private static int firstDigit(byte[] b, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long w = (long) LONGS.get(b, i);
            long ascii = w & 0x7F7F7F7F7F7F7F7FL;
            // Sets the high bit of each byte that is from '0' to '9' and not part of a multibyte character.
            long found = (ascii + 0x5050505050505050L) & ~(ascii + 0x4646464646464646L) & ~w & 0x8080808080808080L;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && !digit(b[i])) {
            i++;
        }
        return i;
    }

    /**
     * Checks whether a hyphen or a space is followed by a single letter, or an opening parenthesis by a check digit.
     */
    private static boolean hyphen(byte[] b, int end, int to) {
        if (end + 1 >= to || b[end] != '-' && b[end] != ' ' && b[end] != '(') {
            return false;
        }
        return b[end] == '(' && digit(b[end + 1]) || letter(b[end + 1]) && (end + 2 >= to || !letter(b[end + 2]));
    }

    /**
     * Checks whether a byte can separate the digits of a number. For non-ASCII characters, accepts any byte of a space
     * or hyphen.
     */
    private static boolean joint(byte b) {
        return b < 0 || b == ' ' || b == '-' || b == '.' || b == '+' || b == '/' || b == '\n' || b == '\r' || b == '\t'
                || letter(b);
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean letter(byte b) {
        return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
    }

    /** Returns the numbers in the order in which they occur, without overlaps. */
    @Override
    public List<Sensitive> in(String text) {
        NumberText numbers = NumberText.of(text);
        String plain = numbers.plain();
        byte[] ascii = Ascii.of(plain);
        NavigableMap<Integer, Sensitive> found = new TreeMap<>();
        clusters(ascii, 0, ascii.length, (start, end) -> {
            int from = Math.max(0, start - AROUND);
            int to = Math.min(plain.length(), end);
            look(numbers, from, to, found);
            return true;
        });
        return LineFingerprints.of(text, List.copyOf(found.values()));
    }

    private static void look(NumberText numbers, int from, int to, NavigableMap<Integer, Sensitive> found) {
        String plain = numbers.plain();
        int[] beginnings =
                IntStream.range(from, to).filter(i -> mayBegin(plain, i)).toArray();
        for (NumberForm form : FORMS) {
            int behind = from;
            for (int start : beginnings) {
                int end = start < behind || !form.mayBeginWith(plain.charAt(start)) ? -1 : form.end(plain, start);
                if (end < 0) {
                    continue;
                }
                behind = end;
                int begin = numbers.written(start);
                int finish = numbers.writtenEnd(end);
                Map.Entry<Integer, Sensitive> other = found.lowerEntry(finish);
                if (other == null || begin >= other.getValue().end()) {
                    found.put(begin, new Sensitive(form.name(), begin, finish, ""));
                }
            }
        }
    }

    /** Checks two characters, so that patterns are not tried at every position of a long sequence of digits. */
    private static boolean mayBegin(String plain, int at) {
        char c = plain.charAt(at);
        char before = at == 0 ? ' ' : plain.charAt(at - 1);
        boolean fraction = (before == '.' || before == ',') && at > 1 && Character.isDigit(plain.charAt(at - 2));
        boolean within =
                before < 128 && Character.isLetterOrDigit(before) || before == '+' || before == '-' || fraction;
        boolean iban =
                at >= 4 && plain.startsWith("IBAN", at - 4) && (at == 4 || !Character.isLetter(plain.charAt(at - 5)));
        return (!within || iban) && c < 128 && (digit((byte) c) || letter((byte) c));
    }
}
