package io.github.bedrockfinetuning.dataset.likeness;

/** A memory-efficient set of hashes. */
public final class LongSet {
    private long[] slots = new long[1024];
    private boolean zero;
    private int size;

    /** Adds a value. Returns true if the set did not contain it. */
    public boolean add(long value) {
        if (value == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        if (size * 2 >= slots.length) {
            grow();
        }
        int slot = slot(value);
        if (slots[slot] == value) {
            return false;
        }
        slots[slot] = value;
        size++;
        return true;
    }

    public boolean contains(long value) {
        return value == 0 ? zero : slots[slot(value)] == value;
    }

    private int slot(long value) {
        int mask = slots.length - 1;
        int slot = (int) (value ^ value >>> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long value : old) {
            if (value != 0) {
                slots[slot(value)] = value;
            }
        }
    }
}
