package io.github.bedrockfinetuning.dataset.sensitive;

import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.birth;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.date;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.digit;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.luhn;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.sum;

import java.util.List;

/** Identification numbers that are used in Northern and Eastern Europe. */
final class NorthernNumbers {
    private static final String HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    private NorthernNumbers() {}

    static List<PersonalNumber> all() {
        return List.of(
                new PersonalNumber(
                        "a Swedish personal identification number",
                        "(?:[0-9]{2})?[0-9]{6}[-+][0-9]{4}",
                        NorthernNumbers::swedish),
                new PersonalNumber(
                        "a Swedish personal identification number",
                        "(?:19|20)?[0-9]{6} ?[0-9]{4}",
                        NorthernNumbers::swedish,
                        "PERSONNUMMER|PERSONNR|PERS\\.?NR|SAMORDNINGSNUMMER"),
                new PersonalNumber(
                        "a Finnish personal identity code",
                        "[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]",
                        n -> date(n, 2, 0) && hetu(n)),
                new PersonalNumber(
                        "a Norwegian identity number", "[0-7][0-9]{5}[ -]?[0-9]{5}", NorthernNumbers::norwegian),
                new PersonalNumber(
                        "a Danish CPR number",
                        "[0-9]{6}[ -]?[0-9]{4}",
                        n -> date(n, 2, 0),
                        "CPR|CPR-?NR|CPR-?NUMMER|PERSONNUMMER"),
                new PersonalNumber(
                        "an Icelandic identity number",
                        "[0-9]{6}-[0-9]{4}",
                        n -> date(n, 2, 0)
                                && (11 - sum(n, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(n, 8)
                                && (n.charAt(9) == '9' || n.charAt(9) == '0')),
                new PersonalNumber(
                        "a Polish PESEL number",
                        "[0-9]{11}",
                        n -> sum(n, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0,
                        "PESEL"),
                new PersonalNumber(
                        "a Czech or Slovak birth number",
                        "[0-9]{6}/[0-9]{4}",
                        n -> Long.parseLong(n.substring(0, 9)) % 11 % 10 == digit(n, 9)
                                && Integer.parseInt(n.substring(2, 4)) % 50 % 20 <= 12
                                && Integer.parseInt(n.substring(2, 4)) % 50 % 20 >= 1),
                new PersonalNumber(
                        "a Romanian personal code (CNP)",
                        "[1-8][0-9]{12}",
                        n -> date(n, 3, 5)
                                && sum(n, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11 % 10
                                        == (sum(n, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11 == 10
                                                ? digit(n, 12) - 1
                                                : digit(n, 12)),
                        "CNP|COD NUMERIC\\p{L}*|C\\.N\\.P\\."),
                new PersonalNumber(
                        "a Bulgarian civil number (EGN)",
                        "[0-9]{10}",
                        n -> sum(n, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == digit(n, 9),
                        "EGN|ЕГН"),
                new PersonalNumber("a Croatian identity number (OIB)", "[0-9]{11}", CheckDigits::mod11And10, "OIB"),
                new PersonalNumber(
                        "an Estonian or Lithuanian personal code",
                        "[1-6][0-9]{10}",
                        n -> date(n, 3, 5) && baltic(n),
                        "ISIKUKOOD|ASMENS KODAS|PERSONAL CODE|IK"),
                new PersonalNumber(
                        "a Russian pension number (SNILS)",
                        "[0-9]{3}-[0-9]{3}-[0-9]{3}[ -][0-9]{2}",
                        n -> sum(n, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == Integer.parseInt(n.substring(9))),
                new PersonalNumber(
                        "a Russian tax number (INN)",
                        "[0-9]{12}",
                        n -> sum(n, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(n, 10)
                                && sum(n, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(n, 11),
                        "ИНН|INN"),
                new PersonalNumber(
                        "a Ukrainian tax number",
                        "[0-9]{10}",
                        n -> Math.floorMod(sum(n, -1, 5, 7, 9, 4, 6, 10, 5, 7), 11) % 10 == digit(n, 9),
                        "ІПН|РНОКПП|ИНН|IPN"),
                new PersonalNumber(
                        "a Turkish identity number",
                        "[1-9][0-9]{10}",
                        NorthernNumbers::turkish,
                        "T\\.?C\\.?|TCKN|K[İI]ML[İI]K"));
    }

    private static String last(String digits, int length) {
        return digits.substring(digits.length() - length);
    }

    private static boolean swedish(String n) {
        return luhn(last(n, 10)) && birth(last(n, 10), 2, 4, 60);
    }

    private static boolean hetu(String n) {
        // Between the two parts is the sign of the century, which can be a letter.
        int number = Integer.parseInt(n.substring(0, 6) + n.substring(n.length() - 4, n.length() - 1));
        return HETU_LETTERS.charAt(number % 31) == n.charAt(n.length() - 1);
    }

    private static boolean norwegian(String n) {
        return birth(n, 2, 0, 40)
                && sum(n, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && sum(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    private static boolean baltic(String n) {
        int check = sum(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        return (check == 10 ? sum(n, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10 : check) == digit(n, 10);
    }

    private static boolean turkish(String n) {
        int odd = sum(n, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = sum(n, 0, 1, 0, 1, 0, 1, 0, 1);
        return Math.floorMod(odd * 7 - even, 10) == digit(n, 9)
                && sum(n, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1) % 10 == digit(n, 10);
    }
}
