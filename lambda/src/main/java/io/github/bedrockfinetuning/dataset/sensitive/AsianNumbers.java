package io.github.bedrockfinetuning.dataset.sensitive;

import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.birth;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.date;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.digit;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.luhn;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.sum;

import java.util.List;

/** Identification numbers that are used in Asia, Africa, and Australia. */
final class AsianNumbers {
    /** The letters of Taiwanese numbers in the order of their values, starting at 10. */
    private static final String TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private AsianNumbers() {}

    static List<PersonalNumber> all() {
        return List.of(
                new PersonalNumber(
                        "a Chinese identity number",
                        "[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9X]",
                        n -> date(n, 10, 12)
                                && "10X98765432"
                                                .charAt(sum(n, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
                                                        % 11)
                                        == n.charAt(17)),
                new PersonalNumber("a Korean resident number", "[0-9]{6}-[0-9]{7}", AsianNumbers::korean),
                new PersonalNumber(
                        "a Korean resident number",
                        "[0-9]{6} ?[0-9]{7}",
                        AsianNumbers::korean,
                        "RRN|RESIDENT(?: REGISTRATION)? (?:NUMBER|NO)|주민등록번호\\p{L}*|주민번호\\p{L}*"),
                new PersonalNumber("a Singaporean identity number (NRIC)", "[STFG][0-9]{7}[A-Z]", AsianNumbers::nric),
                new PersonalNumber("a Taiwanese identity number", "[A-Z][1289][0-9]{8}", AsianNumbers::taiwanese),
                new PersonalNumber(
                        "a Hong Kong identity number", "[A-Z]{1,2}[0-9]{6} ?\\([0-9A]\\)", AsianNumbers::hongKong),
                new PersonalNumber(
                        "a Thai identity number",
                        "[1-8][ -][0-9]{4}[ -][0-9]{5}[ -][0-9]{2}[ -][0-9]",
                        n -> (11 - sum(n, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 10 == digit(n, 12)),
                new PersonalNumber(
                        "a Malaysian identity number",
                        "[0-9]{6}-(?:0[1-9]|[1-5][0-9]|82)-[0-9]{4}",
                        n -> date(n, 2, 4)),
                new PersonalNumber(
                        "an Indonesian identity number (NIK)",
                        "[1-9][0-9]{15}",
                        n -> birth(n, 8, 6, 40),
                        "NIK|KTP|E-KTP"),
                new PersonalNumber(
                        "a Japanese individual number",
                        "[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}",
                        AsianNumbers::japanese,
                        "MY ?NUMBER|INDIVIDUAL NUMBER|マイナンバー\\p{L}*|個人番号\\p{L}*"),
                new PersonalNumber(
                        "an Indian Aadhaar number",
                        // Three adjacent years in a table have the same format, so such numbers are excluded.
                        "(?<![0-9]{4}[ -])(?!20[0-9]{2}[ -]20)[2-9][0-9]{3}([ -])[0-9]{4}\\1[0-9]{4}(?![ -][0-9]{4})",
                        CheckDigits::verhoeff),
                new PersonalNumber(
                        "an Indian Aadhaar number", "[2-9][0-9]{11}", CheckDigits::verhoeff, "AADHAAR|AADHAR|आधार"),
                // The fourth letter shows that the holder is a person.
                new PersonalNumber("an Indian tax number (PAN)", "[A-Z]{3}P[A-Z][0-9]{4}[A-Z]", n -> true),
                new PersonalNumber(
                        "an Indian tax number (PAN)",
                        "[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]",
                        n -> true,
                        "PAN|PERMANENT ACCOUNT"),
                new PersonalNumber(
                        "an Israeli identity number",
                        "[0-9]{8}-?[0-9]",
                        CheckDigits::luhn,
                        "TEUDAT ZEHUT|MISPAR ZEHUT|ISRAELI ID|תעודת זהות|ת\"ז|ת\\.ז"),
                new PersonalNumber(
                        "a South African identity number",
                        "[0-9]{6} ?[0-9]{4} ?[01][89][0-9]",
                        n -> luhn(n) && date(n, 2, 4)),
                new PersonalNumber(
                        "an Australian tax file number",
                        "[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}",
                        n -> sum(n, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0,
                        "TFN|TAX FILE"),
                new PersonalNumber(
                        "an Australian Medicare number",
                        "[2-6][0-9]{3}[ -]?[0-9]{5}[ -]?[0-9](?:[ /-]?[1-9])?",
                        n -> sum(n, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == digit(n, 8),
                        "MEDICARE"));
    }

    private static boolean korean(String n) {
        return date(n, 2, 4) && (11 - sum(n, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10 == digit(n, 12);
    }

    private static boolean nric(String n) {
        char series = n.charAt(0);
        int sum = sum(n.substring(1), 2, 7, 6, 5, 4, 3, 2) + (series == 'T' || series == 'G' ? 4 : 0);
        return (series == 'S' || series == 'T' ? "JZIHGFEDCBA" : "XWUTRQPNMLK").charAt(sum % 11) == n.charAt(8);
    }

    private static boolean taiwanese(String n) {
        int letter = 10 + TAIWAN.indexOf(n.charAt(0));
        return (letter / 10 + letter % 10 * 9 + sum(n.substring(1), 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0;
    }

    private static boolean hongKong(String n) {
        String padded = n.length() == 8 ? " " + n : n;
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            char c = padded.charAt(i);
            sum += (9 - i) * (c == ' ' ? 36 : Character.digit(c, 36));
        }
        return sum % 11 == 0;
    }

    private static boolean japanese(String n) {
        int rest = sum(n, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest <= 1 ? 0 : 11 - rest) == digit(n, 11)
                && n.chars().distinct().count() > 1;
    }
}
