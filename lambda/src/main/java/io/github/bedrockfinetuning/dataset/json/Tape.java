package io.github.bedrockfinetuning.dataset.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The values of one JSON text in document order, as positions in its bytes. A node is an index. The children of an
 * object (key, value, key, value …) or an array follow their parent, and {@link #next} skips a whole value. A tape is
 * reused for every line, so its nodes are valid only until the next line is read.
 */
public final class Tape {
    /** The type of a node. */
    public enum Type {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** A constant that represents the absence of a node. */
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
    /** The position of each decoded string in {@link #undone}, or {@link #NONE} if the string has not been decoded. */
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

    /** Returns the number of nodes. The first node is the root. */
    public int size() {
        return size;
    }

    public Type type(int node) {
        return types[node];
    }

    public boolean is(int node, Type type) {
        return node != NONE && types[node] == type;
    }

    /** Returns the first child, or {@link #NONE}. */
    public int first(int node) {
        return nexts[node] > node + 1 ? node + 1 : NONE;
    }

    /** Returns the first value of an array, or {@link #NONE} if it is empty or the node is not an array. */
    public int firstItem(int array) {
        return is(array, Type.ARRAY) ? first(array) : NONE;
    }

    /** Returns the next value in the same parent, or {@link #NONE}. In an object, keys and values alternate. */
    public int next(int parent, int node) {
        return nexts[node] < nexts[parent] ? nexts[node] : NONE;
    }

    /** Returns the number of values in an array. */
    public int count(int array) {
        int count = 0;
        for (int child = first(array); child != NONE; child = next(array, child)) {
            count++;
        }
        return count;
    }

    /** Returns the value of a key, or {@link #NONE} if there is none or the node is not an object. */
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

    /** Checks whether a string node equals {@code text}, which must be ASCII. */
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

    /**
     * Returns the position of the node's first byte, or, for a string, the position after its opening quotation mark.
     */
    public int start(int node) {
        return starts[node];
    }

    /**
     * Returns the position after the node's last byte, or, for a string, the position of its closing quotation mark.
     */
    public int end(int node) {
        return ends[node];
    }

    /** Returns the bytes to which the positions refer. */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the number of characters (code points) in the decoded string. */
    public int codePoints(int string) {
        return codePoints[string];
    }

    /** Returns the length of the decoded string in UTF-8 bytes. */
    public int utf8Length(int string) {
        return decodedLengths[string];
    }

    /** Checks whether a string contains half of a surrogate pair, which no Unicode encoding can represent. */
    public boolean hasLoneSurrogate(int string) {
        return (flags[string] & LONE_SURROGATE) != 0;
    }

    public boolean isEscaped(int string) {
        return (flags[string] & ESCAPED) != 0;
    }

    /** Checks whether a string contains an ASCII character written as a {@code u} escape sequence. */
    public boolean hasCodedAscii(int string) {
        return (flags[string] & CODED_ASCII) != 0;
    }

    /** Returns the text of a string. */
    public String text(int string) {
        Utf8 utf8 = utf8(string, new Utf8());
        return new String(utf8.bytes, utf8.from, utf8.to - utf8.from, StandardCharsets.UTF_8);
    }

    /**
     * Returns the UTF-8 bytes of the decoded string. A string without escapes is not copied; other strings are
     * decoded once per line.
     */
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

    /** A range of UTF-8 bytes. */
    public static final class Utf8 {
        byte[] bytes = {};
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
