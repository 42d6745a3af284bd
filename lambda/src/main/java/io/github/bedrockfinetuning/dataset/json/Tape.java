package io.github.bedrockfinetuning.dataset.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The values of one JSON text in the order they stand there, as positions in its bytes. A node is an index; the
 * children of an object (key, value, key, value …) or array follow it, and {@link #next} steps over a whole value. A
 * tape is filled again for every line, so its nodes hold only until then.
 */
public final class Tape {
    /** What a node is. */
    public enum Type {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** No node. */
    public static final int NONE = -1;

    private static final int ESCAPED = 1;
    private static final int LONE_SURROGATE = 2;
    private static final int CODED_ASCII = 4;

    private byte[] bytes = {};
    private int size;
    private Type[] types = new Type[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] nexts = new int[64];
    private int[] codePoints = new int[64];
    private int[] decodedLengths = new int[64];
    private int[] flags = new int[64];
    /** Where a string stands in {@link #undone} once its escapes are undone there, else {@link #NONE}. */
    private int[] undoneAt = new int[64];

    private byte[] undone = new byte[1024];
    private int undoneEnd;

    void reset(byte[] source) {
        bytes = source;
        size = 0;
        undoneEnd = 0;
    }

    int open(Type type, int start) {
        if (size == types.length) {
            grow();
        }
        types[size] = type;
        starts[size] = start;
        flags[size] = 0;
        undoneAt[size] = NONE;
        return size++;
    }

    void close(int node, int end) {
        ends[node] = end;
        nexts[node] = size;
    }

    void string(
            int start,
            int end,
            int characters,
            int decodedLength,
            boolean escaped,
            boolean codedAscii,
            boolean loneSurrogate) {
        int node = open(Type.STRING, start);
        close(node, end);
        codePoints[node] = characters;
        decodedLengths[node] = decodedLength;
        flags[node] = (escaped ? ESCAPED : 0) | (codedAscii ? CODED_ASCII : 0) | (loneSurrogate ? LONE_SURROGATE : 0);
    }

    private void grow() {
        int capacity = size * 2;
        types = Arrays.copyOf(types, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        nexts = Arrays.copyOf(nexts, capacity);
        codePoints = Arrays.copyOf(codePoints, capacity);
        decodedLengths = Arrays.copyOf(decodedLengths, capacity);
        flags = Arrays.copyOf(flags, capacity);
        undoneAt = Arrays.copyOf(undoneAt, capacity);
    }

    /** How many nodes there are; the first is the root. */
    public int size() {
        return size;
    }

    public Type type(int node) {
        return types[node];
    }

    public boolean is(int node, Type type) {
        return node != NONE && types[node] == type;
    }

    /** The first child, or {@link #NONE}. */
    public int first(int node) {
        return nexts[node] > node + 1 ? node + 1 : NONE;
    }

    /** The first value of an array, or {@link #NONE}; also for a node that is no array. */
    public int firstItem(int array) {
        return is(array, Type.ARRAY) ? first(array) : NONE;
    }

    /** The value after this one in the same parent, or {@link #NONE}. In an object, keys and values alternate. */
    public int next(int parent, int node) {
        return nexts[node] < nexts[parent] ? nexts[node] : NONE;
    }

    /** How many values an array holds. */
    public int count(int array) {
        int count = 0;
        for (int child = first(array); child != NONE; child = next(array, child)) {
            count++;
        }
        return count;
    }

    /** The value under a key, or {@link #NONE}; also for a node that is no object. */
    public int get(int object, String key) {
        if (!is(object, Type.OBJECT)) {
            return NONE;
        }
        for (int k = first(object); k != NONE; k = next(object, nexts[k])) {
            if (keyIs(k, key)) {
                return nexts[k];
            }
        }
        return NONE;
    }

    /** Whether a string node says {@code text}, which must be ASCII. */
    public boolean keyIs(int node, String text) {
        if (types[node] != Type.STRING) {
            return false;
        }
        if ((flags[node] & ESCAPED) != 0) {
            return text(node).equals(text);
        }
        int length = ends[node] - starts[node];
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[starts[node] + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the node's bytes begin; for a string, behind its quotation mark. */
    public int start(int node) {
        return starts[node];
    }

    /** Behind the node's last byte; for a string, where its closing quotation mark stands. */
    public int end(int node) {
        return ends[node];
    }

    /** The bytes that positions refer to. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many characters (code points) a string has once its escapes are undone. */
    public int codePoints(int string) {
        return codePoints[string];
    }

    /** How many bytes a string takes in UTF-8 once its escapes are undone. */
    public int utf8Length(int string) {
        return decodedLengths[string];
    }

    /** Whether a string holds half of a surrogate pair, which no encoding of Unicode can carry. */
    public boolean hasLoneSurrogate(int string) {
        return (flags[string] & LONE_SURROGATE) != 0;
    }

    public boolean isEscaped(int string) {
        return (flags[string] & ESCAPED) != 0;
    }

    /** Whether some character of ASCII is written by its code, with {@code u} behind a backslash. */
    public boolean hasCodedAscii(int string) {
        return (flags[string] & CODED_ASCII) != 0;
    }

    /** A string's text. */
    public String text(int string) {
        Utf8 utf8 = utf8(string, new Utf8());
        return new String(utf8.bytes, utf8.from, utf8.to - utf8.from, StandardCharsets.UTF_8);
    }

    /** The UTF-8 bytes of a string with escapes undone: in place where it has none, else undone once for the line. */
    public Utf8 utf8(int string, Utf8 into) {
        if (isEscaped(string)) {
            if (undoneAt[string] == NONE) {
                undo(string);
            }
            into.bytes = undone;
            into.from = undoneAt[string];
            into.to = into.from + decodedLengths[string];
        } else {
            into.bytes = bytes;
            into.from = starts[string];
            into.to = ends[string];
        }
        return into;
    }

    private void undo(int string) {
        int most = ends[string] - starts[string];
        if (undone.length - undoneEnd < most) {
            undone = Arrays.copyOf(undone, Math.max(undone.length * 2, undoneEnd + most));
        }
        undoneAt[string] = undoneEnd;
        undoneEnd = Escapes.undo(bytes, starts[string], ends[string], undone, undoneEnd);
    }

    /** A stretch of UTF-8 bytes. */
    public static final class Utf8 {
        byte[] bytes;
        int from;
        int to;

        public byte[] bytes() {
            return bytes;
        }

        public int from() {
            return from;
        }

        public int to() {
            return to;
        }
    }
}
