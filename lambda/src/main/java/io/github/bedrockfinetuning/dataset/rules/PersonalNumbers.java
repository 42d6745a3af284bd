package io.github.bedrockfinetuning.dataset.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds numbers that stand for a person, and keeps those whose check digits hold. */
final class PersonalNumbers {
    /** In digits. */
    private static final int SHORTEST_CARD = 13;

    private static final Pattern CARD =
            Pattern.compile("(?<![0-9A-Za-z.,-])(?:[0-9]{13,19}|[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{4}"
                    + "|3[47][0-9]{2}([ -])[0-9]{6}\\2[0-9]{5})(?![0-9A-Za-z])");
    private static final Pattern IBAN = Pattern.compile(
            "(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}(?:[0-9A-Z]{11,30}|(?: [0-9A-Z]{4}){2,7}(?: [0-9A-Z]{1,3})?)(?![0-9A-Za-z])");
    private static final Pattern SOCIAL_SECURITY =
            Pattern.compile("(?<![0-9A-Za-z-])(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![0-9A-Za-z-])");
    private static final Pattern CPF =
            Pattern.compile("(?<![0-9A-Za-z])[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}(?![0-9A-Za-z])");
    private static final Pattern DNI = Pattern.compile("(?<![0-9A-Za-z-])[0-9]{8}-?[A-Z](?![0-9A-Za-z])");
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    /** What card networks' numbers begin with. */
    private static final Pattern CARD_NETWORK = Pattern.compile(
            "(?:4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|3(?:0[0-5]|[68])|35|6(?:011|4[4-9]|5)).*");

    /** A quick look, at the digits alone: whether some stand as in one of the numbers. */
    boolean mayHold(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (digit(bytes[i])) {
                int end = digits(bytes, i, to);
                if (promising(bytes, from, i, end, to)) {
                    return true;
                }
                i = end;
            }
        }
        return false;
    }

    private static boolean promising(byte[] b, int from, int begin, int end, int to) {
        int length = end - begin;
        if (length >= SHORTEST_CARD) {
            return true;
        }
        if (begin - from >= 2 && length >= 2 && capital(b[begin - 1]) && capital(b[begin - 2])) {
            return true;
        }
        if (end == to) {
            return false;
        }
        byte next = b[end];
        if (length == 8) {
            return capital(next) || next == '-' && end + 1 < to && capital(b[end + 1]);
        }
        int further = digits(b, end + 1, to) - end - 1;
        if (length == 4) {
            return (next == ' ' || next == '-')
                    && (further == 6
                            || further == 4 && end + 5 < to && b[end + 5] == next && end + 6 < to && digit(b[end + 6]));
        }
        return length == 3 && (next == '-' && further == 2 || next == '.' && further == 3);
    }

    private static int digits(byte[] b, int from, int to) {
        int i = from;
        while (i < to && digit(b[i])) {
            i++;
        }
        return i;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean capital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    List<Sensitive> in(String text) {
        List<Sensitive> found = new ArrayList<>();
        for (Matcher m = CARD.matcher(text); m.find(); ) {
            String digits = digits(m.group());
            if (CARD_NETWORK.matcher(digits).matches() && luhn(digits)) {
                found.add(Sensitive.of("a payment card number", text, m.start(), m.end()));
            }
        }
        for (Matcher m = IBAN.matcher(text); m.find(); ) {
            if (iban(m.group().replace(" ", ""))) {
                found.add(Sensitive.of("a bank account number (IBAN)", text, m.start(), m.end()));
            }
        }
        for (Matcher m = SOCIAL_SECURITY.matcher(text); m.find(); ) {
            found.add(Sensitive.of("a US social security number", text, m.start(), m.end()));
        }
        for (Matcher m = CPF.matcher(text); m.find(); ) {
            if (cpf(digits(m.group()))) {
                found.add(Sensitive.of("a Brazilian tax number (CPF)", text, m.start(), m.end()));
            }
        }
        for (Matcher m = DNI.matcher(text); m.find(); ) {
            int number = Integer.parseInt(m.group().substring(0, 8));
            if (DNI_LETTERS.charAt(number % DNI_LETTERS.length()) == text.charAt(m.end() - 1)) {
                found.add(Sensitive.of("a Spanish identity number (DNI)", text, m.start(), m.end()));
            }
        }
        return found;
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    static boolean iban(String iban) {
        int remainder = 0;
        String turned = iban.substring(4) + iban.substring(0, 4);
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder == 1;
    }

    static boolean cpf(String digits) {
        return digits.chars().distinct().count() > 1
                && cpfDigit(digits, 9) == digits.charAt(9) - '0'
                && cpfDigit(digits, 10) == digits.charAt(10) - '0';
    }

    private static int cpfDigit(String digits, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (digits.charAt(i) - '0') * (length + 1 - i);
        }
        return sum * 10 % 11 % 10;
    }
}
