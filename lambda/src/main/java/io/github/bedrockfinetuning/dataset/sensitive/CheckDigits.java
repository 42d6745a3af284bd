package io.github.bedrockfinetuning.dataset.sensitive;

/** Verifies check digits, which indicate that a number is valid and therefore of the expected kind. */
final class CheckDigits {
    private static final int[][] DIHEDRAL = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private CheckDigits() {}

    /**
     * Verifies ISO/IEC 7812-1 check digits, which are used in payment card numbers and in Swedish, Canadian, and
     * South African identification numbers.
     */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digit(digits, digits.length() - 1 - i);
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    /** Verifies GS1 check digits, which are used in product numbers and Swiss social security numbers. */
    static boolean ean13(String digits) {
        return sum(digits, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }

    /**
     * Verifies ISO 7064 MOD 97-10 check digits as used in ISO 13616, after moving the first four characters to the
     * end.
     */
    static boolean iban(String iban) {
        int remainder = 0;
        String turned = iban.substring(4) + iban.substring(0, 4);
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder == 1;
    }

    /** Verifies Verhoeff check digits (dihedral group D5), which are used in India's Aadhaar numbers. */
    static boolean verhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digit(digits, digits.length() - 1 - i);
            for (int turn = 0; turn < i % 8; turn++) {
                value = PERMUTATION[value];
            }
            check = DIHEDRAL[check][value];
        }
        return check == 0;
    }

    /** Verifies ISO 7064 MOD 11,10 check digits, which are used in Germany's tax numbers. */
    static boolean mod11And10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digit(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digit(digits, digits.length() - 1);
    }

    /** Returns the sum of the digits multiplied by their weights. Ignores digits without a weight. */
    static int sum(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum;
    }

    static int digit(String digits, int at) {
        return digits.charAt(at) - '0';
    }

    /** Multiplies each digit by its weight, and returns the sum of the digits of all products. */
    static int digitSum(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = digit(digits, i) * weights[i];
            sum += product / 10 + product % 10;
        }
        return sum;
    }

    /**
     * Checks whether digits represent a date of birth. Some issuers add a number to the day for other groups of
     * people.
     */
    static boolean birth(String digits, int month, int day, int added) {
        int d = Integer.parseInt(digits.substring(day, day + 2));
        return d > added
                ? date(String.format("%s%02d", digits.substring(month, month + 2), d - added), 0, 2)
                : date(digits, month, day);
    }

    /** Checks whether two pairs of digits are a month and a valid day of that month. */
    static boolean date(String digits, int month, int day) {
        int m = Integer.parseInt(digits.substring(month, month + 2));
        int d = Integer.parseInt(digits.substring(day, day + 2));
        return m >= 1 && m <= 12 && d >= 1 && d <= 31;
    }
}
