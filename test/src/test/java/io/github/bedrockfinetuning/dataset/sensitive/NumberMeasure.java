package io.github.bedrockfinetuning.dataset.sensitive;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many generated numbers of a kind are found in each notation, and how many invalid ones are reported. The check
 * digits are computed here, not with the code of the product.
 *
 * @param kind the kind that the search reports
 * @param label the name that precedes the number
 * @param written the notation with separators; {@code #} is the next character
 * @param check the position of the check digit, or -1 if there is none
 * @param generator returns a valid number without separators
 */
record NumberMeasure(String kind, String label, String written, int check, Function<Random, String> generator) {
    static final int NUMBERS = 20;
    /** The index of the last notation in which every number must be found. */
    static final int BEFORE_A_WORD = 4;

    private static final PersonalNumbers PRODUCT = new PersonalNumbers();
    private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE";

    static final List<NumberMeasure> ALL = List.of(
            of("a payment card number", "Visa", "#### #### #### ####", r -> luhn("4" + digits(r, 14))),
            of("a payment card number", "Mastercard", "####-####-####-####", r -> luhn("53" + digits(r, 13))),
            of("a payment card number", "Amex", "#### ###### #####", r -> luhn("37" + digits(r, 12))),
            of("a payment card number", "Discover", "#### #### #### ####", r -> luhn("6011" + digits(r, 11))),
            of("a payment card number", "JCB", "#### #### #### ####", r -> luhn("3540" + digits(r, 11))),
            of("a payment card number", "Diners Club", "#### ###### ####", r -> luhn("36" + digits(r, 11))),
            iban("DE", "German IBAN", "#### #### #### #### #### ##", r -> digits(r, 18)),
            iban("GB", "British IBAN", "#### #### #### #### #### ##", r -> letters(r, 4) + digits(r, 14)),
            iban("NL", "Dutch IBAN", "#### #### #### #### ##", r -> letters(r, 4) + digits(r, 10)),
            iban(
                    "FR",
                    "French IBAN",
                    "#### #### #### #### #### #### ###",
                    r -> digits(r, 10) + letters(r, 11) + digits(r, 2)),
            new NumberMeasure(
                    "a US social security number",
                    "SSN",
                    "###-##-####",
                    -1,
                    r -> number(r, 100, 665) + number(r, 10, 99) + number(r, 1000, 9999)),
            of("a US bank routing number", "ABA", "####-####-#", r -> {
                String n = "0" + number(r, 1, 9) + digits(r, 6);
                return n + (10 - sum(n, 3, 7, 1, 3, 7, 1, 3, 7) % 10) % 10;
            }),
            of(
                    "a US provider number (NPI)",
                    "NPI",
                    "##########",
                    r -> luhn("808401" + digits(r, 8)).substring(5)),
            of("a Canadian social insurance number", "SIN", "###-###-###", r -> luhn(number(r, 1, 7) + digits(r, 7))),
            of("a Brazilian tax number (CPF)", "CPF", "###.###.###-##", r -> {
                String n = digits(r, 9);
                n += sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
                return n + sum(n, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
            }),
            of("a Spanish identity number (DNI)", "DNI", "########-#", r -> {
                String n = digits(r, 8);
                return n + DNI.charAt(Integer.parseInt(n) % 23);
            }),
            of("a Spanish foreigner's number (NIE)", "NIE", "#-#######-#", r -> {
                String n = digits(r, 7);
                return "X" + n + DNI.charAt(Integer.parseInt(n) % 23);
            }),
            of("a French social security number", "NIR", "# ## ## ## ### ### ##", r -> {
                String n = number(r, 1, 2) + date(r, "yymm") + number(r, 10, 95) + digits(r, 6);
                return n + String.format("%02d", 97 - Long.parseLong(n) % 97);
            }),
            of("a Belgian national number", "NISS", "##.##.##-###.##", r -> {
                String n = date(r, "yymmdd") + digits(r, 3);
                return n + String.format("%02d", 97 - Long.parseLong(n) % 97);
            }),
            of("a Swiss social security number (AHV)", "AHV", "###.####.####.##", r -> {
                String n = "756" + digits(r, 9);
                return n + (10 - sum(n, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3) % 10) % 10;
            }),
            of(
                    "a Dutch citizen service number (BSN)",
                    "BSN",
                    "####.##.###",
                    r -> until(r, 9, random -> {
                        String n = number(random, 1, 9) + digits(random, 7);
                        return n + sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
                    })),
            of(
                    "a British NHS number",
                    "NHS",
                    "### ### ####",
                    r -> until(r, 10, random -> {
                        String n = number(random, 4, 7) + digits(random, 8);
                        return n + (11 - sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11;
                    })),
            of(
                    "a Swedish personal identification number",
                    "personnummer",
                    "######-####",
                    r -> luhn(date(r, "yymmdd") + digits(r, 3))),
            of("a Polish PESEL number", "PESEL", "###########", r -> {
                String n = date(r, "yymmdd") + digits(r, 4);
                return n + (10 - sum(n, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10;
            }),
            of("a Portuguese tax number (NIF)", "NIF", "### ### ###", r -> {
                String n = number(r, 1, 2) + digits(r, 7);
                int rest = sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
                return n + (rest < 2 ? 0 : 11 - rest);
            }),
            of("a Chinese identity number", "ID", "##################", r -> {
                String n = "110105" + number(r, 1950, 2009) + date(r, "mmdd") + digits(r, 3);
                int rest = sum(n, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) % 11;
                return n + "10X98765432".charAt(rest);
            }),
            of("a Korean resident number", "RRN", "######-#######", r -> {
                String n = date(r, "yymmdd") + number(r, 1, 2) + digits(r, 5);
                return n + (11 - sum(n, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10;
            }),
            of("a Singaporean identity number (NRIC)", "NRIC", "#########", r -> {
                String n = digits(r, 7);
                return "S" + n + "JZIHGFEDCBA".charAt(sum(n, 2, 7, 6, 5, 4, 3, 2) % 11);
            }),
            of(
                    "a South African identity number",
                    "ID",
                    "###### #### ###",
                    r -> luhn(date(r, "yymmdd") + digits(r, 4) + "08")),
            of(
                    "an Australian tax file number",
                    "TFN",
                    "### ### ###",
                    r -> until(r, 9, random -> {
                        String n = digits(random, 8);
                        // The last weight is 10, which equals -1 modulo 11.
                        return n + sum(n, 1, 4, 3, 7, 5, 8, 6, 9) % 11;
                    })));

    /** The columns of valid numbers. A cell is empty if the notation does not differ from another. */
    static final List<String> NOTATIONS = List.of(
            "with separators",
            "without separators",
            "full-width digits",
            "lowercase",
            "before a word",
            "joined to a word",
            "without its name");

    static final List<String> FAULTS = List.of("wrong check digit", "one digit short", "one digit long");

    private static NumberMeasure of(String kind, String label, String written, Function<Random, String> generator) {
        int length = (int) written.chars().filter(c -> c == '#').count();
        return new NumberMeasure(kind, label, written, length - 1, generator);
    }

    private static NumberMeasure iban(String country, String label, String written, Function<Random, String> account) {
        return new NumberMeasure("a bank account number (IBAN)", label, written, 3, r -> {
            String bban = account.apply(r);
            String digits = (bban + country + "00")
                    .chars()
                    .mapToObj(c -> Integer.toString(Character.digit(c, 36)))
                    .collect(Collectors.joining());
            int rest = new BigInteger(digits).mod(BigInteger.valueOf(97)).intValue();
            return country + String.format("%02d", 98 - rest) + bban;
        });
    }

    /** Returns how many valid numbers are found in a notation, or -1 if the kind does not have the notation. */
    int found(int notation) {
        boolean letters = generator.apply(new Random(1)).chars().anyMatch(Character::isLetter);
        if (notation == 0 && !written.contains(" ") && !written.matches(".*[.-].*") || notation == 3 && !letters) {
            return -1;
        }
        return count(n -> switch (notation) {
            case 0 -> label + " " + separated(n);
            case 1 -> label + " " + n;
            case 2 -> label + " " + fullWidth(separated(n));
            case 3 -> label + " " + separated(n).toLowerCase(Locale.ROOT);
            case 4 -> label + " " + separated(n) + " or another";
            case 5 -> label + " " + separated(n) + "or another";
            default -> "It is " + separated(n) + ".";
        });
    }

    /** Returns how many invalid numbers are reported as this kind. */
    int falseAlarms(int fault) {
        return count(n -> switch (fault) {
            case 0 -> label + " " + separated(wrong(n));
            case 1 -> label + " " + n.substring(0, n.length() - 1);
            default -> label + " " + n + "7";
        });
    }

    private int count(UnaryOperator<String> text) {
        Random random = new Random((kind + label + written).hashCode());
        int found = 0;
        for (int i = 0; i < NUMBERS; i++) {
            String searched = text.apply(generator.apply(random));
            found += PRODUCT.in(searched).stream().anyMatch(n -> n.kind().equals(kind)) ? 1 : 0;
        }
        return found;
    }

    /** Returns the number with another check digit. A number without one begins with 666, which was never issued. */
    private String wrong(String n) {
        if (check < 0) {
            return "666" + n.substring(3);
        }
        char c = n.charAt(check);
        char other =
                c == '9' ? '0' : c == 'X' && Character.isDigit(n.charAt(0)) ? '1' : c == 'Z' ? 'A' : (char) (c + 1);
        return n.substring(0, check) + other + n.substring(check + 1);
    }

    private String separated(String n) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (char c : written.toCharArray()) {
            text.append(c == '#' ? n.charAt(at++) : c);
        }
        return text.toString();
    }

    private static String fullWidth(String text) {
        return text.chars()
                .map(c -> Character.isDigit(c) ? c - '0' + '\uff10' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Returns a number of the specified length. A remainder of 10 has two digits, and no such number is issued. */
    private static String until(Random r, int length, Function<Random, String> generator) {
        return Stream.generate(() -> generator.apply(r))
                .filter(n -> n.length() == length)
                .findFirst()
                .orElseThrow();
    }

    private static String luhn(String n) {
        int sum = 0;
        for (int i = 0; i < n.length(); i++) {
            int digit = n.charAt(n.length() - 1 - i) - '0';
            sum += i % 2 == 1 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }
        return n + (10 - sum % 10) % 10;
    }

    private static int sum(String n, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (n.charAt(i) - '0');
        }
        return sum;
    }

    private static String digits(Random r, int count) {
        return r.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private static String letters(Random r, int count) {
        return r.ints(count, 'A', 'Z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String number(Random r, int least, int most) {
        return Integer.toString(least + r.nextInt(most - least + 1));
    }

    /** Returns a date from 1950 through 1999 in a format of yy, mm, and dd. */
    private static String date(Random r, String format) {
        return format.replace("yy", number(r, 50, 99))
                .replace("mm", String.format("%02d", 1 + r.nextInt(12)))
                .replace("dd", String.format("%02d", 1 + r.nextInt(28)));
    }

    String row() {
        StringBuilder row = new StringBuilder("| ")
                .append(Kinds.withoutArticle(kind))
                .append(", ")
                .append(label);
        for (int i = 0; i < NOTATIONS.size(); i++) {
            int found = found(i);
            row.append(" | ").append(found < 0 ? "" : found + "/" + NUMBERS);
        }
        for (int i = 0; i < FAULTS.size(); i++) {
            row.append(" | ").append(falseAlarms(i)).append("/").append(NUMBERS);
        }
        return row.append(" |\n").toString();
    }

    static String table() {
        List<String> columns = Stream.of(List.of("kind, name"), NOTATIONS, FAULTS)
                .flatMap(List::stream)
                .toList();
        return "| " + String.join(" | ", columns) + " |\n|" + "---|".repeat(columns.size()) + "\n"
                + ALL.stream().map(NumberMeasure::row).collect(Collectors.joining());
    }
}
