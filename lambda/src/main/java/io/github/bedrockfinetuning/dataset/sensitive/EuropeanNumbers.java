package io.github.bedrockfinetuning.dataset.sensitive;

import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.date;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.digit;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.digitSum;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.luhn;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.sum;

import java.util.List;

/** Identification numbers that are used in Western and Southern Europe. */
final class EuropeanNumbers {
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    /** The values of letters and digits in the odd positions of an Italian tax code. */
    private static final int[] ODD_PLACES = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private EuropeanNumbers() {}

    static List<PersonalNumber> all() {
        return List.of(
                new PersonalNumber(
                        "a Spanish identity number (DNI)",
                        "[0-9]{2}\\.?[0-9]{3}\\.?[0-9]{3}-?[A-Z]",
                        EuropeanNumbers::dni),
                new PersonalNumber(
                        "a Spanish identity number (DNI)",
                        "[0-9]{8} [A-Z]",
                        EuropeanNumbers::dni,
                        "DNI|NIF|D\\.N\\.I\\."),
                new PersonalNumber(
                        "a Spanish foreigner's number (NIE)",
                        "[XYZ][- ]?[0-9]{7}[- ]?[A-Z]",
                        n -> dni("XYZ".indexOf(n.charAt(0)) + n.substring(1))),
                new PersonalNumber(
                        "a Spanish bank account number (CCC)",
                        "[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{2}[ -]?[0-9]{10}",
                        EuropeanNumbers::ccc,
                        "CUENTA|CCC|C\\.C\\.C\\."),
                new PersonalNumber(
                        "an Italian tax code",
                        "[A-Z]{3} ?[A-Z]{3} ?[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2} ?[A-Z][0-9LMNP-V]{3}[A-Z]",
                        EuropeanNumbers::codiceFiscale),
                new PersonalNumber(
                        "a French social security number",
                        "[12][ .-]?[0-9]{2}[ .-]?[0-9]{2}[ .-]?(?:[0-9]{2}|2[AB])[ .-]?[0-9]{3}[ .-]?[0-9]{3}[ .-]{0,3}[0-9]{2}",
                        EuropeanNumbers::nir),
                new PersonalNumber(
                        "a Belgian national number",
                        "[0-9]{2}[. -][0-9]{2}[. -][0-9]{2}[- ][0-9]{3}[. -][0-9]{2}",
                        EuropeanNumbers::belgian),
                new PersonalNumber(
                        "a Belgian national number",
                        "[0-9]{11}",
                        EuropeanNumbers::belgian,
                        "NISS|INSZ|RIJKSREGISTER\\p{L}*|REGISTRE NATIONAL|NATIONAL NUMBER"),
                new PersonalNumber(
                        "a Swiss social security number (AHV)",
                        "756[. ]?[0-9]{4}[. ]?[0-9]{4}[. ]?[0-9]{2}",
                        CheckDigits::ean13),
                new PersonalNumber(
                        "an Austrian social insurance number",
                        "[1-9][0-9]{3}[ -]?[0-9]{6}",
                        n -> sum(n, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == digit(n, 3) && date(n, 6, 4),
                        "SV-?NR|SVNR|SOZIALVERSICHERUNGSNUMMER|SOZIALVERSICHERUNG"),
                new PersonalNumber(
                        "a Dutch citizen service number (BSN)",
                        "[0-9]{4}[. -]?[0-9]{2}[. -]?[0-9]{3}|[0-9]{3}[. -][0-9]{3}[. -][0-9]{3}",
                        n -> sum(n, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0 && !n.startsWith("000"),
                        "BSN|BURGERSERVICENUMMER|SOFINUMMER|SOFI-NUMMER"),
                new PersonalNumber(
                        "a German tax number",
                        "[1-9][0-9][ .-]?[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{3}",
                        n -> CheckDigits.mod11And10(n) && oneDigitRepeats(n),
                        "STEUER-?ID\\p{L}*|STEUER-?IDENTIFIKATIONSNUMMER|ID-?NR|IDNR|IDENTIFIKATIONSNUMMER|TAX ID\\p{L}*|TIN"
                                + "|STEUER-?NUMMER|STEUERLICHE IDENTIFIKATIONSNUMMER"),
                new PersonalNumber(
                        "a German pension insurance number",
                        "[0-9]{2} ?[0-9]{6} ?[A-Z] ?[0-9]{2} ?[0-9]",
                        EuropeanNumbers::pension),
                new PersonalNumber(
                        "a German health insurance number",
                        "[A-Z] ?[0-9]{9}",
                        EuropeanNumbers::health,
                        "KVNR|KV-?NUMMER|VERSICHERTEN-?(?:NUMMER|NR|ID)|KRANKENVERSICHER\\p{L}*|KRANKENKASSE\\p{L}*"),
                new PersonalNumber(
                        "a Portuguese tax number (NIF)",
                        "[1-3][0-9]{2} ?[0-9]{3} ?[0-9]{3}",
                        n -> (11 - sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11 % 10 == digit(n, 8),
                        "NIF|CONTRIBUINTE|N[ÚU]MERO FISCAL"),
                new PersonalNumber(
                        "a Greek social security number (AMKA)",
                        "[0-9]{6}[ -]?[0-9]{5}",
                        n -> date(n, 2, 0) && luhn(n),
                        "AMKA|ΑΜΚΑ|Α\\.Μ\\.Κ\\.Α\\."),
                new PersonalNumber(
                        "a British NHS number",
                        "[0-9]{3}([ -]?)[0-9]{3}\\1[0-9]{4}",
                        n -> (11 - sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(n, 9),
                        "NHS"),
                // No check digit, so prefixes that were never issued are excluded.
                new PersonalNumber(
                        "a British national insurance number",
                        "(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] [0-9]{2} [0-9]{2} [0-9]{2} ?[A-D]",
                        n -> true),
                new PersonalNumber(
                        "a British national insurance number",
                        "(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[A-D]",
                        n -> true,
                        "NINO|NI|NATIONAL INSURANCE|N\\.I\\."),
                new PersonalNumber(
                        "an Irish public service number (PPS)",
                        "[0-9]{7} ?[A-W][A-IW]?",
                        EuropeanNumbers::irish,
                        "PPS|PPSN|PERSONAL PUBLIC SERVICE"));
    }

    private static boolean dni(String n) {
        return DNI_LETTERS.charAt(Integer.parseInt(n.substring(0, 8)) % 23) == n.charAt(8);
    }

    private static boolean ccc(String n) {
        int bank = 11 - sum("00" + n.substring(0, 8), 1, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11;
        int account = 11 - sum(n.substring(10), 1, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11;
        return digit(n, 8) == (bank == 10 ? 1 : bank % 11) && digit(n, 9) == (account == 10 ? 1 : account % 11);
    }

    private static boolean codiceFiscale(String n) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int value = Character.isDigit(n.charAt(i)) ? digit(n, i) : n.charAt(i) - 'A';
            sum += i % 2 == 0 ? ODD_PLACES[value] : value;
        }
        return 'A' + sum % 26 == n.charAt(15);
    }

    private static boolean nir(String n) {
        int month = Integer.parseInt(n.substring(3, 5));
        long number = Long.parseLong(n.substring(0, 13).replace("2A", "19").replace("2B", "18"));
        return (month >= 1 && month <= 12 || month >= 20) && 97 - number % 97 == Integer.parseInt(n.substring(13));
    }

    private static boolean belgian(String n) {
        long number = Long.parseLong(n.substring(0, 9));
        int check = Integer.parseInt(n.substring(9));
        return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    }

    /** Checks that exactly one of the first ten digits occurs two or three times and no other digit is repeated. */
    private static boolean oneDigitRepeats(String n) {
        int repeated = 0;
        for (char c = '0'; c <= '9'; c++) {
            char of = c;
            long times = n.substring(0, 10).chars().filter(d -> d == of).count();
            if (times > 3) {
                return false;
            }
            repeated += times > 1 ? 1 : 0;
        }
        return repeated == 1;
    }

    private static boolean pension(String n) {
        String digits = n.substring(0, 8) + String.format("%02d", n.charAt(8) - 'A' + 1) + n.substring(9, 11);
        int day = Integer.parseInt(n.substring(2, 4));
        return digitSum(digits, 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1) % 10 == digit(n, 11) && (date(n, 4, 2) || day > 50);
    }

    private static boolean health(String n) {
        String digits = String.format("%02d", n.charAt(0) - 'A' + 1) + n.substring(1, 9);
        return digitSum(digits, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10 == digit(n, 9);
    }

    private static boolean irish(String n) {
        int second = n.length() > 8 && n.charAt(8) != 'W' ? n.charAt(8) - 'A' + 1 : 0;
        int check = (sum(n, 8, 7, 6, 5, 4, 3, 2) + second * 9) % 23;
        return "WABCDEFGHIJKLMNOPQRSTUV".charAt(check) == n.charAt(7);
    }
}
