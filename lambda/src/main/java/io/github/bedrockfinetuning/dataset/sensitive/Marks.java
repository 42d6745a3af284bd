package io.github.bedrockfinetuning.dataset.sensitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches bytes for many words in a single pass. Each word is found by two adjacent bytes that are rare in ordinary
 * text. Eight pairs at a time are looked up in a table that fits into the first-level cache of a processor.
 */
final class Marks {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;
    private static final int PAIRS = 1 << 14;
    /** The most common pairs of letters in English. */
    private static final Set<String> COMMON_PAIRS = Set.of(
            ("th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de se le sa si ar ve ra"
                            + " ld ur da pa be co me ma")
                    .split(" "));

    /** Contains 1 for each pair of bytes that is used to find a word, and 0 for all other pairs. */
    private final byte[] sought = new byte[PAIRS];
    /** One bit for each class of bytes that follow each pair of bytes in a word. */
    private final int[] followers = new int[PAIRS];
    /** The words that each pair of bytes is used to find. */
    private final Place[] @Nullable [] places = new Place[PAIRS][];

    /**
     * @param at the position of the pair in the word
     */
    private record Place(String word, byte[] bytes, int at) {
        boolean isAround(byte[] b, int pair, int from, int to) {
            int start = pair - at;
            if (start < from || start + bytes.length > to) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (b[start + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * @param words ASCII words, each with at least two characters
     */
    Marks(Collection<String> words) {
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
            int at = 0;
            for (int i = 1; i + 1 < bytes.length; i++) {
                at = commonness(bytes, i) < commonness(bytes, at) ? i : at;
            }
            int pair = bytes[at] | bytes[at + 1] << 7;
            sought[pair] = 1;
            followers[pair] |= at + 2 < bytes.length ? follower(bytes[at + 2]) : -1;
            Place[] before = places[pair] == null ? new Place[0] : places[pair];
            places[pair] = Arrays.copyOf(before, before.length + 1);
            places[pair][before.length] = new Place(word, bytes, at);
        }
    }

    private static int follower(byte b) {
        return 1 << (b & 31);
    }

    private static int commonness(byte[] word, int at) {
        String pair = new String(word, at, 2, StandardCharsets.US_ASCII);
        return commonness(word[at])
                + commonness(word[at + 1])
                + (COMMON_PAIRS.contains(pair) || pair.indexOf(' ') >= 0 ? 3 : 0);
    }

    private static int commonness(byte b) {
        if (b == ' ' || b >= 'a' && b <= 'z') {
            return "jkqvwxz".indexOf(b) >= 0 ? 3 : 5;
        }
        return b >= '0' && b <= '9' || ".,:/\"-".indexOf(b) >= 0 ? 2 : b >= 'A' && b <= 'Z' ? 1 : 0;
    }

    /** Checks whether a word occurs and whether the text around it justifies a closer check. */
    boolean anyIn(byte[] b, int from, int to, Literals.Look look) {
        int i = from;
        for (; i + Long.BYTES < to; i += Long.BYTES) {
            long w = (long) LONGS.get(b, i) & LOWS;
            long v = w >>> 8 | (long) (b[i + Long.BYTES] & 0x7F) << 56;
            int any = sought[pair(w, v, 0)]
                    | sought[pair(w, v, 8)]
                    | sought[pair(w, v, 16)]
                    | sought[pair(w, v, 24)]
                    | sought[pair(w, v, 32)]
                    | sought[pair(w, v, 40)]
                    | sought[pair(w, v, 48)]
                    | sought[pair(w, v, 56)];
            if (any != 0 && anyAt(b, i, i + Long.BYTES, from, to, look)) {
                return true;
            }
        }
        return anyAt(b, i, to - 1, from, to, look);
    }

    private static int pair(long w, long v, int shift) {
        return (int) (w >>> shift) & 0x7F | ((int) (v >>> shift) & 0x7F) << 7;
    }

    private boolean anyAt(byte[] b, int first, int last, int from, int to, Literals.Look look) {
        for (int i = first; i < last; i++) {
            int pair = b[i] & 0x7F | (b[i + 1] & 0x7F) << 7;
            // The smaller table is in the cache.
            if (sought[pair] == 0 || i + 2 < to && (followers[pair] & follower(b[i + 2])) == 0) {
                continue;
            }
            for (Place place : places[pair]) {
                int end = i - place.at() + place.bytes().length;
                if (place.isAround(b, i, from, to) && look.worthwhile(place.word(), b, end, to)) {
                    return true;
                }
            }
        }
        return false;
    }
}
