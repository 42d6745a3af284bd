package io.github.bedrockfinetuning.local.iam;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** A range of IPv4 or IPv6 addresses in CIDR notation. A single address is a range of size one. */
record AddressRange(byte[] address, int bits) {
    /** Returns the range, or null if the string is not an address or a range. */
    static @Nullable AddressRange of(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int length = address.length * Byte.SIZE;
        if (slash < 0) {
            return new AddressRange(address, length);
        }
        String bits = text.substring(slash + 1);
        boolean valid = bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= length;
        return valid ? new AddressRange(address, Integer.parseInt(bits)) : null;
    }

    /** Returns the bytes of an address, or null if the string is not an address. Host names are not resolved. */
    static byte @Nullable [] address(String text) {
        boolean four = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        boolean six = text.indexOf(':') >= 0 && text.matches("[0-9a-fA-F:.]+");
        if (!four && !six) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((address[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
