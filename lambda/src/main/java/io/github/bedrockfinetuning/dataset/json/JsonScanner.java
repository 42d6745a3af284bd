package io.github.bedrockfinetuning.dataset.json;

import io.github.bedrockfinetuning.dataset.json.Tape.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Scans the bytes of one line of strict JSON (RFC 8259) and stores the values in a {@link Tape}. Strings are scanned
 * eight bytes at a time. Valid JSON causes no allocation. The nesting depth and the number of values are limited. Not
 * thread-safe.
 */
public final class JsonScanner {
    /** The maximum nesting depth. */
    public static final int MAX_DEPTH = 100;
    /** The maximum length of a number, in characters. */
    public static final int MAX_NUMBER = 1000;
    /**
     * The maximum number of values, including keys. The data about a value needs more memory than a small value
     * itself.
     */
    public static final int MAX_VALUES = 1 << 18;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ASCII = 0x80;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final Tape tape = new Tape();
    /** The open objects and arrays. */
    private final int[] open = new int[MAX_DEPTH];

    private byte[] b = {};
    private int to;
    private int p;
    private @Nullable String fault;
    private int faultAt;
    private int escapeStart;
    /** Indicates whether the current string contains an ASCII character written as a {@code u} escape sequence. */
    private boolean codedAscii;

    /**
     * Checks whether the bytes up to a line feed, or up to {@code end}, are one JSON text. If so, {@link #tape}
     * contains its values, and {@link #end} is set. Otherwise, {@link #fault} describes the error.
     */
    public boolean scan(byte[] bytes, int from, int end) {
        b = bytes;
        to = end;
        p = from;
        fault = null;
        tape.reset(bytes);
        if (!value()) {
            return false;
        }
        space();
        return p == to || b[p] == '\n' || fail("additional text after the end of the JSON value");
    }

    /** Returns the end of the scanned line: the position of its line feed, or the end of the bytes. */
    public int end() {
        return p;
    }

    public Tape tape() {
        return tape;
    }

    /** Returns the error, phrased as the end of a sentence. */
    public @Nullable String fault() {
        return fault;
    }

    /** Returns the position of the byte that causes the error. */
    public int faultAt() {
        return faultAt;
    }

    private boolean fail(String message) {
        fault = message;
        faultAt = p;
        return false;
    }

    private boolean unexpected(String wanted) {
        if (p >= to) {
            return fail("unexpected end of line instead of " + wanted);
        }
        if (b[p] == '\'') {
            return fail("a single quotation mark, which is not allowed in JSON, instead of " + wanted);
        }
        return fail("unexpected " + shown() + " instead of " + wanted);
    }

    private String shown() {
        return b[p] > 0x20 && b[p] < 0x7F ? "\"" + (char) b[p] + "\"" : "character";
    }

    private void space() {
        while (p < to && (b[p] == ' ' || b[p] == '\t' || b[p] == '\r')) {
            p++;
        }
    }

    /**
     * Reads a value and all nested values. Uses a loop instead of recursion so that the compiler can inline its parts,
     * which saves much of the time of a short check.
     */
    private boolean value() {
        int depth = 0;
        while (true) {
            space();
            if (depth > 0 && tape.is(open[depth - 1], Type.OBJECT) && !key()) {
                return false;
            }
            if (p >= to) {
                return unexpected("a value");
            }
            if (tape.size() >= MAX_VALUES) {
                return fail("more than " + MAX_VALUES + " values");
            }
            byte c = b[p];
            if (c == '{' || c == '[') {
                if (depth >= MAX_DEPTH) {
                    return fail("values nested more than " + MAX_DEPTH + " levels deep");
                }
                open[depth++] = tape.open(c == '{' ? Type.OBJECT : Type.ARRAY, p++);
                space();
                if (p >= to || b[p] != closing(c)) {
                    continue;
                }
                tape.close(open[--depth], ++p);
            } else if (!(c == '"' ? string() : word(c))) {
                return false;
            }
            depth = behindValue(depth);
            if (depth <= 0) {
                return depth == 0;
            }
        }
    }

    /**
     * Closes the arrays and objects that end after a value. Returns the number of values that are still open; the
     * innermost continues. Returns -1 for an error.
     */
    private int behindValue(int depth) {
        int left = depth;
        while (left > 0) {
            space();
            boolean object = tape.is(open[left - 1], Type.OBJECT);
            if (p < to && b[p] == ',') {
                p++;
                return left;
            }
            if (p >= to || b[p] != (object ? '}' : ']')) {
                unexpected(object ? "a comma or a closing brace" : "a comma or a closing bracket");
                return -1;
            }
            tape.close(open[--left], ++p);
        }
        return 0;
    }

    private static int closing(byte opening) {
        return opening == '{' ? '}' : ']';
    }

    private boolean key() {
        if (p >= to || b[p] != '"') {
            return unexpected("a key in double quotation marks");
        }
        if (!string()) {
            return false;
        }
        space();
        if (p >= to || b[p] != ':') {
            return unexpected("a colon");
        }
        p++;
        space();
        return true;
    }

    private boolean word(byte first) {
        switch (first) {
            case 't':
                return literal("true", Type.BOOLEAN);
            case 'f':
                return literal("false", Type.BOOLEAN);
            case 'n':
                return literal("null", Type.NULL);
            default:
                return first == '-' || digit() ? number() : unexpected("a value");
        }
    }

    private boolean literal(String word, Type type) {
        int start = p;
        for (int i = 0; i < word.length(); i++, p++) {
            if (p >= to || b[p] != word.charAt(i)) {
                return unexpected("\"" + word + "\"");
            }
        }
        tape.close(tape.open(type, start), p);
        return true;
    }

    private boolean digit() {
        return p < to && b[p] >= '0' && b[p] <= '9';
    }

    private boolean number() {
        int start = p;
        if (b[p] == '-') {
            p++;
        }
        if (!digit()) {
            return unexpected("a digit");
        }
        if (b[p] == '0') {
            p++;
            if (digit()) {
                return fail("a number with a leading zero");
            }
        } else {
            digits();
        }
        if (p < to && b[p] == '.') {
            p++;
            if (!digit()) {
                return unexpected("a digit");
            }
            digits();
        }
        if (p < to && (b[p] == 'e' || b[p] == 'E')) {
            p++;
            if (p < to && (b[p] == '+' || b[p] == '-')) {
                p++;
            }
            if (!digit()) {
                return unexpected("a digit");
            }
            digits();
        }
        if (p - start > MAX_NUMBER) {
            return fail("a number of more than " + MAX_NUMBER + " characters");
        }
        tape.close(tape.open(Type.NUMBER, start), p);
        return true;
    }

    private void digits() {
        while (digit()) {
            p++;
        }
    }

    private boolean string() {
        int start = ++p;
        int continuations = 0;
        int saved = 0;
        int escapedContinuations = 0;
        boolean escaped = false;
        boolean lone = false;
        codedAscii = false;
        while (true) {
            plain();
            if (p >= to) {
                return unexpected("a closing quotation mark");
            }
            byte c = b[p];
            if (c == '"') {
                int raw = p - start;
                int decoded = raw - saved;
                tape.string(
                        start, p++, decoded - continuations - escapedContinuations, decoded, escaped, codedAscii, lone);
                return true;
            }
            if (c < 0) {
                int length = Utf8Bytes.sequence(b, p, to);
                if (length == 0) {
                    return fail("bytes that are not UTF-8");
                }
                continuations += length - 1;
                p += length;
            } else if (c == '\\') {
                escaped = true;
                int unit = escape();
                if (unit < 0) {
                    return false;
                }
                int taken = p - escapeStart;
                if (unit >= 0xD800 && unit <= 0xDFFF) {
                    lone = true;
                }
                int length = Escapes.utf8Length(unit);
                saved += taken - length;
                escapedContinuations += length - 1;
            } else {
                return fail("a control character inside a string, which must be written as an escape sequence such as "
                        + "\\n or \\t");
            }
        }
    }

    /** Skips bytes without special meaning in a string. */
    private void plain() {
        int i = p;
        while (i + 8 <= to) {
            long w = (long) LONGS.get(b, i);
            long quote = w ^ 0x2222222222222222L;
            long backslash = w ^ 0x5C5C5C5C5C5C5C5CL;
            long special = ((quote - ONES) & ~quote)
                    | ((backslash - ONES) & ~backslash)
                    | ((w - 0x2020202020202020L) & ~w)
                    | w;
            special &= HIGHS;
            if (special != 0) {
                p = i + (Long.numberOfTrailingZeros(special) >>> 3);
                return;
            }
            i += 8;
        }
        while (i < to && b[i] >= 0x20 && b[i] != '"' && b[i] != '\\') {
            i++;
        }
        p = i;
    }

    /**
     * Reads one escape sequence, or a surrogate pair that consists of two escape sequences. Returns the code point,
     * or -1 for an error.
     */
    private int escape() {
        escapeStart = p++;
        if (p >= to) {
            unexpected("an escape");
            return -1;
        }
        byte c = b[p];
        if (c != 'u') {
            if ("\"\\/bfnrt".indexOf(c) < 0) {
                fail("an escape sequence that is not allowed in JSON");
                return -1;
            }
            p++;
            return ' ';
        }
        int unit = unit();
        codedAscii |= unit < ASCII;
        if (unit >= 0 && Character.isHighSurrogate((char) unit) && p + 6 <= to && b[p] == '\\' && b[p + 1] == 'u') {
            int low = Escapes.hex(b, p + 2);
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                p += 6;
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        return unit;
    }

    private int unit() {
        int unit = p + 5 <= to ? Escapes.hex(b, p + 1) : -1;
        if (unit < 0) {
            fail("a \\u escape sequence without four hexadecimal digits");
            return -1;
        }
        p += 5;
        return unit;
    }
}
