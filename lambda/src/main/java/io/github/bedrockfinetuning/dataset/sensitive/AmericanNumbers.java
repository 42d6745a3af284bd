package io.github.bedrockfinetuning.dataset.sensitive;

import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.date;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.digit;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.luhn;
import static io.github.bedrockfinetuning.dataset.sensitive.CheckDigits.sum;

import java.util.List;

/** Personal and bank account numbers in North and South America. */
final class AmericanNumbers {
    private static final String CURP_LETTERS = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ";
    /**
     * Social Security numbers with area numbers that have been issued, excluding numbers that are invalid according
     * to the Social Security Administration.
     */
    private static final String SSN = "(?!000|666|9)[0-9]{3}%1$s(?!00)[0-9]{2}%1$s(?!0000)[0-9]{4}";

    private static final String ITIN = "9[0-9]{2}%1$s(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-24-9])%1$s[0-9]{4}";
    private static final String SSN_NAMES = "SSN|SOCIAL SECURITY(?: (?:NUMBER|NO|#))?|SOC SEC|SOCIAL";
    private static final String ITIN_NAMES = "ITIN|TAXPAYER\\p{L}*|TAX ?ID\\p{L}*|INDIVIDUAL TAXPAYER";

    private AmericanNumbers() {}

    static List<PersonalNumber> all() {
        return List.of(
                // No check digit, so areas that were never issued are excluded.
                new PersonalNumber("a US social security number", String.format(SSN, "-"), AmericanNumbers::noSample),
                new PersonalNumber(
                        "a US social security number",
                        String.format(SSN, "[ .]?"),
                        AmericanNumbers::noSample,
                        SSN_NAMES),
                new PersonalNumber("a US taxpayer number (ITIN)", String.format(ITIN, "-"), n -> true),
                new PersonalNumber("a US taxpayer number (ITIN)", String.format(ITIN, "[ .-]?"), n -> true, ITIN_NAMES),
                new PersonalNumber(
                        "a US bank routing number",
                        "[0-9]{4}-?[0-9]{4}-?[0-9]",
                        AmericanNumbers::routing,
                        "ROUTING|ABA|RTN|BANK"),
                new PersonalNumber("a US provider number (NPI)", "[12][0-9]{9}", n -> luhn("80840" + n), "NPI"),
                new PersonalNumber(
                        "a Canadian social insurance number",
                        "[1-9][0-9]{2}([ -]?)[0-9]{3}\\1[0-9]{3}",
                        CheckDigits::luhn,
                        "SIN|SOCIAL INSURANCE|NAS|ASSURANCE SOCIALE"),
                new PersonalNumber(
                        "a Brazilian tax number (CPF)",
                        "[0-9]{3}[. ][0-9]{3}[. ][0-9]{3}[- ][0-9]{2}|[0-9]{9}-[0-9]{2}",
                        AmericanNumbers::cpf),
                new PersonalNumber("a Brazilian tax number (CPF)", "[0-9]{11}", AmericanNumbers::cpf, "CPF"),
                new PersonalNumber(
                        "a Brazilian company number (CNPJ)",
                        "[0-9A-Z]{2}\\.?[0-9A-Z]{3}\\.?[0-9A-Z]{3}/[0-9A-Z]{4}-?[0-9]{2}",
                        AmericanNumbers::cnpj),
                new PersonalNumber("a Brazilian company number (CNPJ)", "[0-9]{14}", AmericanNumbers::cnpj, "CNPJ"),
                new PersonalNumber(
                        "a Mexican population number (CURP)",
                        "[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9]",
                        n -> date(n, 6, 8) && curp(n)),
                new PersonalNumber(
                        "a Chilean identity number (RUT)",
                        "[0-9]{1,2}\\.[0-9]{3}\\.[0-9]{3}-[0-9K]",
                        AmericanNumbers::rut),
                new PersonalNumber(
                        "a Chilean identity number (RUT)",
                        "[0-9]{7,8}-[0-9K]",
                        AmericanNumbers::rut,
                        "RUT|RUN|R\\.U\\.T\\."),
                new PersonalNumber(
                        "an Argentinian tax number (CUIT)",
                        "(?:20|23|24|27|3[034])-[0-9]{8}-[0-9]",
                        n -> (11 - sum(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(n, 10)),
                new PersonalNumber(
                        "an Ecuadorian identity number",
                        "[0-2][0-9][0-5][0-9]{6}-?[0-9]",
                        CheckDigits::luhn,
                        "C[ÉE]DULA|C\\.I\\."));
    }

    /**
     * Checks that the number is not one of the two Social Security numbers that were misused in advertising.
     *
     * @see <a href="https://www.ssa.gov/history/ssn/misused.html">Social Security Numbers misused in advertising</a>
     */
    private static boolean noSample(String n) {
        return !n.equals("078051120") && !n.equals("219099999");
    }

    /**
     * Verifies the American Bankers Association check digit and the first two digits, which identify a Federal
     * Reserve district.
     */
    private static boolean routing(String n) {
        int district = Integer.parseInt(n.substring(0, 2));
        boolean known = district >= 1 && district <= 12
                || district >= 21 && district <= 32
                || district >= 61 && district <= 72
                || district == 80;
        return known && sum(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
    }

    private static boolean cpf(String n) {
        return n.chars().distinct().count() > 1
                && sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(n, 9)
                && sum(n, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(n, 10);
    }

    /**
     * Verifies the check digits. Letters, which are allowed since 2026, have the value of their code minus the code of
     * 0.
     */
    private static boolean cnpj(String n) {
        return n.chars().distinct().count() > 1
                && sum(n, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(n, 12)
                && sum(n, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(n, 13);
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
        return "0K987654321".charAt(sum % 11) == n.charAt(n.length() - 1);
    }
}
