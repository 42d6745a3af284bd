package io.github.bedrockfinetuning.dataset.sensitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds numbers that stand for a person, and keeps those whose check digits hold. */
public final class PersonalNumbers implements Detector {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** What card networks' numbers begin with. */
    private static final Pattern CARD_NETWORK = Pattern.compile(
            "(?:4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|3(?:0[0-5]|[68])|35|6(?:011|4[4-9]|5)).*");
    /** ISO 3166, and Kosovo, which uses a code of its own. */
    private static final Set<String> COUNTRIES = countries();

    private static final List<PersonalNumber> KINDS = kinds();

    /** No number of less digits stands for a person, but where a letter joins it. */
    private static final int DIGITS = 9;

    private static final int DIGITS_WITH_LETTER = 6;
    /** In characters: what of a number can stand before or behind its digits. */
    private static final int AROUND = 24;

    private static Set<String> countries() {
        Set<String> countries = new TreeSet<>(Set.of(Locale.getISOCountries()));
        countries.add("XK");
        return countries;
    }

    private static List<PersonalNumber> kinds() {
        List<PersonalNumber> kinds = new ArrayList<>();
        kinds.add(new PersonalNumber(
                "a payment card number",
                "[0-9]{13,19}|[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{4}|3[47][0-9]{2}([ -])[0-9]{6}\\2[0-9]{5}",
                digits -> CARD_NETWORK.matcher(digits).matches() && CheckDigits.luhn(digits)));
        kinds.add(new PersonalNumber(
                "a bank account number (IBAN)",
                "[A-Z]{2}[0-9]{2}(?:[0-9A-Z]{11,30}|(?: [0-9A-Z]{4}){2,7}(?: [0-9A-Z]{1,3})?)",
                iban -> COUNTRIES.contains(iban.substring(0, 2)) && CheckDigits.iban(iban)));
        kinds.addAll(NationalNumbers.ALL);
        return List.copyOf(kinds);
    }

    /** Takes a stretch in which digits stand close together. */
    private interface Cluster {
        /** @return whether to look further */
        boolean take(int start, int end);
    }

    /** A quick look, at the digits alone: whether enough of them stand together. */
    @Override
    public boolean mayHold(byte[] bytes, int from, int to) {
        return !clusters(bytes, from, to, (start, end) -> false);
    }

    private static boolean clusters(byte[] b, int from, int to, Cluster cluster) {
        int i = firstDigit(b, from, to);
        while (i < to) {
            int start = i;
            int digits = 0;
            while (i < to && (digit(b[i]) || i + 1 < to && joint(b[i]) && digit(b[i + 1]))) {
                digits += digit(b[i]) ? 1 : 0;
                i++;
            }
            int end = i;
            boolean letter = start > from && capital(b[start - 1]) || end < to && capital(b[end]);
            boolean enough = digits >= DIGITS || digits >= DIGITS_WITH_LETTER && (letter || hyphen(b, end, to));
            if (enough && !cluster.take(start, end)) {
                return false;
            }
            i = firstDigit(b, end, to);
        }
        return true;
    }

    /** Where the next digit stands, or {@code to}; eight bytes at a time. */
    private static int firstDigit(byte[] b, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long w = (long) LONGS.get(b, i);
            long ascii = w & 0x7F7F7F7F7F7F7F7FL;
            // The high bit of each byte: at least '0', but not more than '9', and no part of a longer character.
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

    /** A Spanish number's letter may stand behind a hyphen. */
    private static boolean hyphen(byte[] b, int end, int to) {
        return end + 1 < to && b[end] == '-' && capital(b[end + 1]);
    }

    private static boolean joint(byte b) {
        return b == ' ' || b == '-' || b == '.' || b == '+' || capital(b);
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean capital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    /** In their order, none overlapping another. */
    @Override
    public List<Sensitive> in(String text) {
        byte[] ascii = Ascii.of(text);
        NavigableMap<Integer, Sensitive> found = new TreeMap<>();
        clusters(ascii, 0, ascii.length, (start, end) -> {
            look(text, Math.max(0, start - AROUND), Math.min(text.length(), end + AROUND), found);
            return true;
        });
        return new ArrayList<>(found.values());
    }

    private static void look(String text, int from, int to, NavigableMap<Integer, Sensitive> found) {
        int[] beginnings =
                IntStream.range(from, to).filter(i -> mayBegin(text, i)).toArray();
        for (PersonalNumber kind : KINDS) {
            Matcher shape = kind.shape().matcher(text).useTransparentBounds(true);
            int behind = from;
            for (int start : beginnings) {
                if (start < behind || !shape.region(start, to).lookingAt()) {
                    continue;
                }
                behind = shape.end();
                Map.Entry<Integer, Sensitive> other = found.lowerEntry(behind);
                boolean known = other != null && start < other.getValue().end();
                if (!known && kind.holds(text, start, behind)) {
                    found.put(start, Sensitive.of(kind.name(), text, start, behind));
                }
            }
        }
    }

    /** A look at two characters, so that patterns need not be tried at every place of a long row of digits. */
    private static boolean mayBegin(String text, int at) {
        char c = text.charAt(at);
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        boolean within = before < 128 && Character.isLetterOrDigit(before) || before == '+' || before == '-';
        return !within && c < 128 && (digit((byte) c) || capital((byte) c));
    }
}
