package io.github.bedrockfinetuning.dataset.sensitive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Searches bytes for any of several words. Each word is found by its anchor, a byte that is rare in ordinary text. Four
 * anchors at a time are searched in eight bytes at once. If case is ignored, it is ignored only for ASCII letters, and
 * each word must contain an ASCII character that is not a letter.
 */
public final class Literals {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;
    private static final int AT_ONCE = 4;
    private static final int ASCII = 128;

    /** The words for each anchor byte. */
    private final List<List<Place>> byAnchor = new ArrayList<>();

    /**
     * The anchors, each repeated in all eight bytes of a value. Their number is a multiple of the number that is
     * searched at once.
     */
    private final long[] anchors;

    /**
     * @param at the position of the anchor in the word
     */
    private record Place(String word, byte[] bytes, int at, boolean anyCase) {
        boolean isAround(byte[] b, int anchor, int from, int to) {
            int start = anchor - at;
            if (start < from || start + bytes.length > to) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (b[start + i] != bytes[i] && !(anyCase && lower(b[start + i]) == lower(bytes[i]))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    /** Checks whether the text after a word justifies a closer check. */
    public interface Look {
        boolean worthwhile(String word, byte[] b, int behind, int to);
    }

    /**
     * @param words the words, each with at least one ASCII character
     */
    public Literals(List<String> words) {
        this(words, false);
    }

    /**
     * @param anyCase whether case is ignored
     */
    public Literals(List<String> words, boolean anyCase) {
        for (int i = 0; i < ASCII; i++) {
            byAnchor.add(new ArrayList<>(0));
        }
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            int at = 0;
            for (int i = 1; i < bytes.length; i++) {
                at = commonness(bytes[i]) < commonness(bytes[at]) ? i : at;
            }
            byAnchor.get(bytes[at]).add(new Place(word, bytes, at, anyCase));
        }
        int[] used = IntStream.range(0, ASCII)
                .filter(anchor -> !byAnchor.get(anchor).isEmpty())
                .toArray();
        anchors = new long[(used.length + AT_ONCE - 1) / AT_ONCE * AT_ONCE];
        for (int i = 0; i < anchors.length; i++) {
            anchors[i] = ONES * used[Math.min(i, used.length - 1)];
        }
    }

    /**
     * Returns the frequency class of a byte in ordinary text. A rarer byte is a better anchor. A byte that is already
     * the anchor of another word has no additional cost.
     */
    private int commonness(byte b) {
        int commonness;
        if (b < 0) {
            return Integer.MAX_VALUE;
        } else if (b <= ' ' || b >= 'a' && b <= 'z') {
            commonness = 3;
        } else if (b >= '0' && b <= '9' || b == '.' || b == '-' || "AHIMSTW".indexOf(b) >= 0) {
            commonness = 2;
        } else {
            commonness = b >= 'A' && b <= 'Z' ? 1 : 0;
        }
        return 2 * commonness - (byAnchor.get(b).isEmpty() ? 0 : 3);
    }

    public boolean anyIn(byte[] b, int from, int to) {
        return anyIn(b, from, to, (word, bytes, behind, end) -> true);
    }

    /** Returns the words that occur in the bytes, in alphabetical order. */
    public Set<String> allIn(byte[] b, int from, int to) {
        Set<String> found = new TreeSet<>();
        anyIn(b, from, to, (word, bytes, behind, end) -> {
            found.add(word);
            return false;
        });
        return found;
    }

    /** Checks whether a word occurs and whether the text around it justifies a closer check. */
    boolean anyIn(byte[] b, int from, int to, Look look) {
        for (int i = 0; i < anchors.length; i += AT_ONCE) {
            if (anyIn(b, from, to, anchors[i], anchors[i + 1], anchors[i + 2], anchors[i + 3], look)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyIn(byte[] b, int from, int to, long one, long two, long three, long four, Look look) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long w = (long) LONGS.get(b, i);
            long ascii = w & LOWS;
            // Sets the high bit of each byte that is not an anchor or is part of a multibyte character.
            long none =
                    (ascii ^ one) + LOWS & (ascii ^ two) + LOWS & (ascii ^ three) + LOWS & (ascii ^ four) + LOWS | w;
            for (long found = ~(none | LOWS); found != 0; found &= found - 1) {
                if (anyAround(b, i + (Long.numberOfTrailingZeros(found) >>> 3), from, to, look)) {
                    return true;
                }
            }
        }
        for (; i < to; i++) {
            if (b[i] >= 0
                    && (b[i] == (byte) one || b[i] == (byte) two || b[i] == (byte) three || b[i] == (byte) four)
                    && anyAround(b, i, from, to, look)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyAround(byte[] b, int anchor, int from, int to, Look look) {
        List<Place> places = byAnchor.get(b[anchor]);
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (place.isAround(b, anchor, from, to)
                    && look.worthwhile(place.word(), b, anchor - place.at() + place.bytes().length, to)) {
                return true;
            }
        }
        return false;
    }
}
