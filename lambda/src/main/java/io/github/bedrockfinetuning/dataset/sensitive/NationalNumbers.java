package io.github.bedrockfinetuning.dataset.sensitive;

import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.date;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.digit;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.luhn;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.sum;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers by which states know their people, as far as check digits or a shape of their own tell them from other
 * numbers. Where neither does, the number's name must stand before it.
 *
 * @see <a href="https://arthurdejong.org/python-stdnum/doc/2.1/index#available-formats">python-stdnum, which gathers the
 *     issuers' rules</a>
 */
final class NationalNumbers {
    private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String HETU_LETTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String CURP_LETTERS = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";
    /** What a letter or digit counts for in the odd places of an Italian tax code. */
    private static final int[] ODD_PLACES = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    static final List<PersonalNumber> ALL = all();

    private NationalNumbers() {}

    private static List<PersonalNumber> all() {
        List<PersonalNumber> all = new ArrayList<>();
        // No check digit, but areas that were never given out.
        all.add(new PersonalNumber(
                "a US social security number", "(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}", n -> true));
        all.add(new PersonalNumber(
                "a Brazilian tax number (CPF)", "[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}", NationalNumbers::cpf));
        all.add(new PersonalNumber("a Spanish identity number (DNI)", "[0-9]{8}-?[A-Z]", n -> dni(n)));
        all.add(new PersonalNumber(
                "a Spanish foreigner's number (NIE)",
                "[XYZ]-?[0-9]{7}-?[A-Z]",
                n -> dni("XYZ".indexOf(n.charAt(0)) + n.substring(1))));
        all.add(new PersonalNumber(
                "an Italian tax code",
                "[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]",
                NationalNumbers::codiceFiscale));
        all.add(new PersonalNumber(
                "a French social security number",
                "[12] ?[0-9]{2} ?[0-9]{2} ?(?:[0-9]{2}|2[AB]) ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}",
                NationalNumbers::nir));
        all.add(new PersonalNumber(
                "a Swedish personal number",
                "(?:[0-9]{2})?[0-9]{6}[-+][0-9]{4}",
                n -> luhn(last(n, 10)) && birth(last(n, 10), 2, 4, 60)));
        all.add(new PersonalNumber(
                "a Finnish personal identity code",
                "[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]",
                n -> date(n, 2, 0) && hetu(n)));
        all.add(new PersonalNumber(
                "a Belgian national number",
                "[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[0-9]{3}\\.[0-9]{2}",
                NationalNumbers::belgian));
        all.add(new PersonalNumber(
                "a Swiss social security number (AHV)",
                "756\\.[0-9]{4}\\.[0-9]{4}\\.[0-9]{2}",
                n -> sum(n, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0));
        all.add(new PersonalNumber(
                "a Norwegian identity number", "[0-7][0-9]{5} ?[0-9]{5}", NationalNumbers::norwegian));
        all.add(new PersonalNumber(
                "a Chinese identity number",
                "[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]",
                n -> date(n, 10, 12)
                        && "10X98765432".charAt(sum(n, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) % 11)
                                == n.charAt(17)));
        all.add(new PersonalNumber(
                "a Korean resident number",
                "[0-9]{6}-[0-9]{7}",
                n -> date(n, 2, 4) && (11 - sum(n, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10 == digit(n, 12)));
        all.add(new PersonalNumber(
                "a Mexican population number (CURP)",
                "[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9]",
                n -> date(n, 6, 8) && curp(n)));
        all.add(new PersonalNumber(
                "a Chilean identity number (RUT)", "[0-9]{1,2}\\.[0-9]{3}\\.[0-9]{3}-[0-9Kk]", NationalNumbers::rut));
        all.add(new PersonalNumber(
                "a Singaporean identity number (NRIC)", "[STFG][0-9]{7}[A-Z]", NationalNumbers::nric));
        all.add(new PersonalNumber(
                "a South African identity number", "[0-9]{10}[01][89][0-9]", n -> luhn(n) && date(n, 2, 4)));
        all.add(new PersonalNumber(
                "an Indian Aadhaar number",
                // Three years in a row of a table look the same.
                "(?!20[0-9]{2}[ -]20)[2-9][0-9]{3}([ -])[0-9]{4}\\1[0-9]{4}",
                CheckDigits::verhoeff));
        all.addAll(named());
        return List.copyOf(all);
    }

    /** Plain digits of an ordinary length. */
    private static List<PersonalNumber> named() {
        return List.of(
                new PersonalNumber(
                        "a British NHS number",
                        "[0-9]{3}([ -]?)[0-9]{3}\\1[0-9]{4}",
                        n -> (11 - sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(n, 9),
                        "NHS"),
                new PersonalNumber(
                        "a Dutch citizen service number (BSN)",
                        "[0-9]{4}[. ]?[0-9]{2}[. ]?[0-9]{3}",
                        n -> sum(n, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0,
                        "BSN|burgerservicenummer|sofinummer"),
                new PersonalNumber(
                        "a German tax number",
                        "[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
                        CheckDigits::mod11And10,
                        "Steuer-?ID|Id-?Nr|Identifikationsnummer"),
                new PersonalNumber(
                        "a Canadian social insurance number",
                        "[0-9]{3}([ -]?)[0-9]{3}\\1[0-9]{3}",
                        CheckDigits::luhn,
                        "SIN|social insurance|NAS"),
                new PersonalNumber(
                        "an Australian tax file number",
                        "[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
                        n -> sum(n, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0,
                        "TFN|tax file"),
                new PersonalNumber(
                        "a Polish PESEL number",
                        "[0-9]{11}",
                        n -> sum(n, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0,
                        "PESEL"),
                new PersonalNumber(
                        "an Indian Aadhaar number", "[2-9][0-9]{11}", CheckDigits::verhoeff, "aadhaar|aadhar"));
    }

    private static String last(String digits, int length) {
        return digits.substring(digits.length() - length);
    }

    /** A date of birth, to whose day some issuers add a number for people of another standing. */
    private static boolean birth(String digits, int month, int day, int added) {
        int d = Integer.parseInt(digits.substring(day, day + 2));
        return d > added
                ? date(String.format("%s%02d", digits.substring(month, month + 2), d - added), 0, 2)
                : date(digits, month, day);
    }

    private static boolean cpf(String n) {
        return n.chars().distinct().count() > 1
                && sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(n, 9)
                && sum(n, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(n, 10);
    }

    private static boolean dni(String n) {
        return DNI_LETTERS.charAt(Integer.parseInt(n.substring(0, 8)) % 23) == n.charAt(8);
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

    private static boolean hetu(String n) {
        // The sign of the century, which is a letter for some, stands between the two.
        int number = Integer.parseInt(n.substring(0, 6) + n.substring(n.length() - 4, n.length() - 1));
        return HETU_LETTERS.charAt(number % 31) == n.charAt(n.length() - 1);
    }

    private static boolean belgian(String n) {
        long number = Long.parseLong(n.substring(0, 9));
        int check = Integer.parseInt(n.substring(9));
        return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    }

    private static boolean norwegian(String n) {
        return birth(n, 2, 0, 40)
                && sum(n, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && sum(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    private static boolean curp(String n) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (18 - i) * CURP_LETTERS.indexOf(n.charAt(i));
        }
        return (10 - sum % 10) % 10 == digit(n, 17);
    }

    private static boolean rut(String n) {
        int sum = 0;
        for (int i = 0; i < n.length() - 1; i++) {
            sum += digit(n, n.length() - 2 - i) * (2 + i % 6);
        }
        return "0K987654321".charAt(sum % 11) == Character.toUpperCase(n.charAt(n.length() - 1));
    }

    private static boolean nric(String n) {
        char series = n.charAt(0);
        int sum = sum(n.substring(1), 2, 7, 6, 5, 4, 3, 2) + (series == 'T' || series == 'G' ? 4 : 0);
        return (series == 'S' || series == 'T' ? "JZIHGFEDCBA" : "XWUTRQPNMLK").charAt(sum % 11) == n.charAt(8);
    }
}
