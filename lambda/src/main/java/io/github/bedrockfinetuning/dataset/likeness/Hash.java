package io.github.bedrockfinetuning.dataset.likeness;

import io.github.bedrockfinetuning.dataset.json.Tape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A 64-bit hash of bytes that is the same on every machine and in every version, because splits depend on it. It is
 * fast and well distributed but not cryptographic.
 */
public final class Hash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long K1 = 0x9E3779B97F4A7C15L;
    private static final long K2 = 0xD1B54A32D192ED03L;
    /** The size of a lane, in bytes. */
    private static final int LANE = 8;

    private Hash() {}

    public static long of(String text, long seed) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length, seed);
    }

    public static long of(Tape.Utf8 text, long seed) {
        return of(text.bytes(), text.from(), text.to(), seed);
    }

    public static long of(byte[] b, int from, int to, long seed) {
        long h = mix(seed ^ K1, to - from + K2);
        int i = from;
        if (to - from >= 4 * LANE) {
            long a = h;
            long c = h ^ K1;
            long d = h ^ K2;
            long e = ~h;
            // Processes four lanes, which do not depend on each other.
            for (; i + 4 * LANE <= to; i += 4 * LANE) {
                a = turn(a, (long) LONGS.get(b, i));
                c = turn(c, (long) LONGS.get(b, i + LANE));
                d = turn(d, (long) LONGS.get(b, i + 2 * LANE));
                e = turn(e, (long) LONGS.get(b, i + 3 * LANE));
            }
            h = mix(mix(mix(a, K2) ^ c, K1) ^ d, K2) ^ e;
        }
        for (; i + LANE <= to; i += LANE) {
            h = mix(h ^ (long) LONGS.get(b, i), K1);
        }
        long tail = 0;
        for (int shift = 0; i < to; i++, shift += 8) {
            tail |= (b[i] & 0xFFL) << shift;
        }
        return mix(h ^ tail, K2);
    }

    private static long turn(long lane, long bytes) {
        return Long.rotateLeft(lane + bytes * K2, 31) * K1;
    }

    /** Combines both halves of the product so that every bit of the input affects every bit of the hash. */
    public static long mix(long a, long b) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        long x = low ^ high ^ a;
        x ^= x >>> 32;
        x *= K2;
        return x ^ x >>> 29;
    }

    /** Converts a hash to a fraction from 0 (inclusive) to 1 (exclusive). */
    static double fraction(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }
}
