package io.github.bedrockfinetuning.dataset.rules;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for any of several words in bytes, in one pass that looks at every other pair of bytes. Whether a word begins at
 * an even or at an odd place, one of two of its pairs is met: those that are the rarest in ordinary text.
 */
final class Literals {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Of a word, so that it has a pair at an even and one at an odd place. */
    private static final int SHORTEST = 3;

    private static final String COMMON_LETTERS = " etaoinshrdlu";

    /** By pair of bytes, where in {@link #places} the words stand that are looked for by it; 0 is nowhere. */
    private final byte[] byPair = new byte[1 << 16];

    private final List<List<Place>> places = new ArrayList<>(List.of(List.of()));

    /** Whether what stands behind a word that was found makes it worth a closer look. */
    interface Look {
        boolean worthwhile(String word, byte[] b, int behind, int to);
    }

    /** @param at where the pair stands in the word */
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

    /** @param words each of three bytes at least, and not more than some dozens */
    Literals(List<String> words) {
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            if (bytes.length < SHORTEST) {
                throw new IllegalArgumentException("\"" + word + "\" is too short to be looked for.");
            }
            add(new Place(word, bytes, rarest(bytes, 0)));
            add(new Place(word, bytes, rarest(bytes, 1)));
        }
    }

    private static int rarest(byte[] word, int first) {
        int rarest = first;
        for (int i = first + 2; i + 1 < word.length; i += 2) {
            if (commonness(word[i]) + commonness(word[i + 1])
                    < commonness(word[rarest]) + commonness(word[rarest + 1])) {
                rarest = i;
            }
        }
        return rarest;
    }

    private static int commonness(byte b) {
        if (COMMON_LETTERS.indexOf(b) >= 0) {
            return 4;
        }
        if (b >= 'a' && b <= 'z') {
            return 3;
        }
        return b >= '0' && b <= '9' || b == '.' || b == '-' ? 2 : b >= 'A' && b <= 'Z' ? 1 : 0;
    }

    private void add(Place place) {
        int pair = place.bytes()[place.at()] & 0xFF | (place.bytes()[place.at() + 1] & 0xFF) << 8;
        if (byPair[pair] == 0) {
            byPair[pair] = (byte) places.size();
            places.add(new ArrayList<>(1));
        }
        places.get(byPair[pair]).add(place);
    }

    boolean anyIn(byte[] b, int from, int to) {
        return anyIn(b, from, to, (word, bytes, behind, end) -> true);
    }

    /** The words that occur, in alphabetical order. */
    Set<String> allIn(byte[] b, int from, int to) {
        Set<String> found = new TreeSet<>();
        anyIn(b, from, to, (word, bytes, behind, end) -> {
            found.add(word);
            return false;
        });
        return found;
    }

    /** Whether some word occurs that the look holds worthwhile. */
    boolean anyIn(byte[] b, int from, int to, Look look) {
        byte[] wanted = byPair;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long w = (long) LONGS.get(b, i);
            int found = wanted[(int) w & 0xFFFF]
                    | wanted[(int) (w >>> 16) & 0xFFFF]
                    | wanted[(int) (w >>> 32) & 0xFFFF]
                    | wanted[(int) (w >>> 48)];
            if (found != 0 && anyAround(b, i, i + 8, from, to, look)) {
                return true;
            }
        }
        return anyAround(b, i, to, from, to, look);
    }

    private boolean anyAround(byte[] b, int first, int end, int from, int to, Look look) {
        for (int pair = first; pair + 1 < end; pair += 2) {
            List<Place> around = places.get(byPair[b[pair] & 0xFF | (b[pair + 1] & 0xFF) << 8]);
            for (int i = 0; i < around.size(); i++) {
                Place place = around.get(i);
                if (place.isAround(b, pair, from, to)
                        && look.worthwhile(place.word(), b, pair - place.at() + place.bytes().length, to)) {
                    return true;
                }
            }
        }
        return false;
    }
}
