package io.github.bedrockfinetuning.local.functions.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The constant pool of a class file. A call of a static method refers to a constant that contains the class of the
 * method, so a call can be redirected to another class without changing its bytecode.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">The constant pool</a>
 */
final class ConstantPool {
    private static final int COUNT_AT = 8;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;

    private final ByteBuffer file;
    private final int[] at;
    private final int end;

    private ConstantPool(byte[] classFile) {
        file = ByteBuffer.wrap(classFile);
        at = new int[Short.toUnsignedInt(file.getShort(COUNT_AT))];
        int position = COUNT_AT + 2;
        for (int i = 1; i < at.length; i++) {
            at[i] = position;
            int tag = file.get(position);
            position += size(tag, position);
            if (tag == 5 || tag == 6) {
                i++; // A long or double constant uses two indexes.
            }
        }
        end = position;
    }

    /**
     * Redirects calls to static methods to a different class.
     *
     * @param methods the names of the methods by the internal name of their class
     * @return the changed class file; null if it calls none of these methods
     */
    static byte @Nullable [] redirected(byte[] classFile, Map<String, Set<String>> methods, String to) {
        ConstantPool pool = new ConstantPool(classFile.clone());
        int added = pool.at.length;
        boolean found = false;
        for (int i = 1; i < pool.at.length; i++) {
            if (pool.at[i] > 0 && pool.file.get(pool.at[i]) == METHOD && pool.names(i, methods)) {
                pool.file.putShort(pool.at[i] + 1, (short) added);
                found = true;
            }
        }
        return found ? pool.withClass(to) : null;
    }

    /** Returns the class file with two additional constants: a class and its name. */
    private byte[] withClass(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(file.capacity() + 6 + text.length);
        out.put(file.array(), 0, end);
        out.put((byte) CLASS).putShort((short) (at.length + 1));
        out.put((byte) UTF8).putShort((short) text.length).put(text);
        out.put(file.array(), end, file.capacity() - end);
        out.putShort(COUNT_AT, (short) (at.length + 2));
        return out.array();
    }

    private boolean names(int method, Map<String, Set<String>> methods) {
        String owner = text(index(index(method, 1), 1));
        String name = text(index(index(method, 3), 1));
        return methods.getOrDefault(owner, Set.of()).contains(name);
    }

    private int index(int constant, int offset) {
        return Short.toUnsignedInt(file.getShort(at[constant] + offset));
    }

    private String text(int constant) {
        int length = index(constant, 1);
        return new String(file.array(), at[constant] + 3, length, StandardCharsets.UTF_8);
    }

    private int size(int tag, int position) {
        return switch (tag) {
            case UTF8 -> 3 + Short.toUnsignedInt(file.getShort(position + 1));
            case CLASS, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            case 5, 6 -> 9;
            default -> 5;
        };
    }
}
