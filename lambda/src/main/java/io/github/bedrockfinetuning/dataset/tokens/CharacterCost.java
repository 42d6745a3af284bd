package io.github.bedrockfinetuning.dataset.tokens;

import java.nio.charset.Charset;
import java.util.BitSet;

/**
 * The maximum cost of a non-ASCII character, in hundredths of a token, averaged over characters of the same kind.
 * Measured with the Llama 3 vocabulary over 2,000 random characters from each block and rounded up. Never more than
 * the number of bytes of the character.
 */
final class CharacterCost {
    private static final int FIRST_IDEOGRAPH = 0x4E00;
    private static final int LAST_IDEOGRAPH = 0x9FFF;
    private static final int FIRST_SYLLABLE = 0xAC00;
    private static final int LAST_SYLLABLE = 0xD7A3;

    /** The first character, the last character, and the cost of each block, in hundredths of a token. */
    private static final int[][] BLOCKS = {
        {0x0080, 0x009F, 200},
        {0x00A0, 0x00BF, 100},
        {0x00C0, 0x00FF, 105},
        {0x0100, 0x017F, 170},
        {0x0180, 0x036F, 200},
        {0x0370, 0x03FF, 100},
        {0x0400, 0x040F, 150},
        {0x0410, 0x044F, 95},
        {0x0450, 0x0453, 200},
        {0x0454, 0x0457, 100},
        {0x0458, 0x05CF, 200},
        {0x05D0, 0x05EA, 158},
        {0x05EB, 0x0620, 200},
        {0x0621, 0x064A, 105},
        {0x064B, 0x0652, 120},
        {0x0653, 0x07FF, 200},
        {0x0900, 0x0902, 125},
        {0x0903, 0x0970, 125},
        {0x0E00, 0x0E5F, 110},
        {0x1E00, 0x1E9F, 200},
        {0x1EA0, 0x1EF9, 120},
        {0x1F00, 0x1FFF, 250},
        {0x2010, 0x2027, 135},
        {0x2030, 0x205E, 200},
        {0x2070, 0x218F, 200},
        {0x2190, 0x21FF, 200},
        {0x2200, 0x22FF, 230},
        {0x2500, 0x25FF, 200},
        {0x2600, 0x26FF, 250},
        {0x2700, 0x27BF, 205},
        {0x3000, 0x303F, 120},
        {0x3041, 0x30FF, 120},
        {0xFF01, 0xFF5E, 140},
        {0x1F300, 0x1F5FF, 300},
        {0x1F600, 0x1F64F, 230},
        {0x1F650, 0x1FAFF, 310},
    };

    private static final int COMMON_IDEOGRAPH = 180;
    private static final int COMMON_SYLLABLE = 195;
    private static final BitSet COMMON = common();

    private CharacterCost() {}

    /**
     * Returns the characters in the first level of the Chinese and Japanese standards and all syllables in the Korean
     * standard.
     */
    private static BitSet common() {
        BitSet common = new BitSet(0x10000);
        add(common, "GB2312", 0xB0, 0xD7);
        add(common, "EUC-JP", 0xB0, 0xCF);
        add(common, "Big5", 0xA4, 0xC6);
        add(common, "EUC-KR", 0xB0, 0xC8);
        return common;
    }

    private static void add(BitSet common, String charset, int firstRow, int lastRow) {
        if (!Charset.isSupported(charset)) {
            return; // All characters of this charset count as rare.
        }
        Charset rows = Charset.forName(charset);
        for (int row = firstRow; row <= lastRow; row++) {
            for (int cell = 0x40; cell <= 0xFE; cell++) {
                String decoded = new String(new byte[] {(byte) row, (byte) cell}, rows);
                if (decoded.length() == 1 && decoded.charAt(0) >= FIRST_IDEOGRAPH) {
                    common.set(decoded.charAt(0));
                }
            }
        }
    }

    static int of(int point) {
        if (point >= FIRST_IDEOGRAPH && point <= LAST_IDEOGRAPH) {
            return COMMON.get(point) ? COMMON_IDEOGRAPH : 300;
        }
        if (point >= FIRST_SYLLABLE && point <= LAST_SYLLABLE) {
            return COMMON.get(point) ? COMMON_SYLLABLE : 300;
        }
        int low = 0;
        int high = BLOCKS.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (point < BLOCKS[middle][0]) {
                high = middle - 1;
            } else if (point > BLOCKS[middle][1]) {
                low = middle + 1;
            } else {
                return BLOCKS[middle][2];
            }
        }
        return point < 0x80 ? 100 : point < 0x800 ? 200 : point < 0x10000 ? 300 : 400;
    }
}
