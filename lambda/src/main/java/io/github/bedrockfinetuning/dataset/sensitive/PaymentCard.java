package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A payment card number. Its range and length are those of a card network, it has a valid check digit, and it is
 * written without separators or in the groups used on cards.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Payment_card_number">the ranges and lengths of the networks</a>
 */
final class PaymentCard implements NumberForm {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    /**
     * The minimum number of groups for which a number is treated as a table row, because no card number has so many
     * groups.
     */
    private static final int ROW = 6;

    private static final Pattern NEAR = PersonalNumber.word(
            "CARDS?|VISA|CREDIT|DEBIT|MASTERCARD|MAESTRO|AMEX|KARTE|KREDITKARTE|KARTENNUMMER|CARTE|TARJETA|CARTA|CART[ÃA]O|PAN|CC");

    /** The groupings of digits that are used on cards. */
    private static final Set<List<Integer>> GROUPINGS = Set.of(
            List.of(4, 4, 4, 4),
            List.of(4, 4, 4, 4, 1),
            List.of(4, 4, 4, 4, 2),
            List.of(4, 4, 4, 4, 3),
            List.of(4, 6, 5),
            List.of(4, 5, 6),
            List.of(4, 6, 4),
            List.of(4, 3, 3, 3),
            List.of(4, 4, 4, 1),
            List.of(4, 4, 4, 2),
            List.of(4, 4, 4, 3),
            List.of(6, 13),
            List.of(6, 10),
            List.of(8, 8));

    /** The first and last prefix of a network's numbers, and one bit for each valid length. */
    private record Range(int first, int last, int lengths) {
        boolean holds(String digits) {
            int beginning =
                    Integer.parseInt(digits.substring(0, Integer.toString(first).length()));
            return beginning >= first && beginning <= last && (lengths & 1 << digits.length()) != 0;
        }
    }

    private static final int L13 = 1 << 13;
    private static final int L14 = 1 << 14;
    private static final int L15 = 1 << 15;
    private static final int L16 = 1 << 16;
    private static final int L18 = 1 << 18;
    private static final int L19 = 1 << 19;
    private static final int FROM_16 = L16 | 1 << 17 | L18 | L19;

    private static final List<Range> RANGES = List.of(
            new Range(4, 4, L13 | L16 | L19), // Visa
            new Range(51, 55, L16), // Mastercard
            new Range(2221, 2720, L16),
            new Range(34, 34, L15), // American Express
            new Range(37, 37, L15),
            new Range(6011, 6011, FROM_16), // Discover
            new Range(644, 649, FROM_16),
            new Range(65, 65, FROM_16),
            new Range(62, 62, FROM_16), // UnionPay
            new Range(81, 81, FROM_16),
            new Range(3528, 3589, FROM_16), // JCB
            new Range(300, 305, L14 | L16 | L19), // Diners Club
            new Range(3095, 3095, L14 | L16 | L19),
            new Range(36, 36, L14 | L16 | L19),
            new Range(38, 39, L14 | L16 | L19),
            new Range(5018, 5020, FROM_16 | L15 | L14 | L13), // Maestro, Dankort
            new Range(5038, 5038, FROM_16 | L15 | L14 | L13),
            new Range(5893, 5893, FROM_16 | L15 | L14 | L13),
            new Range(6304, 6304, FROM_16 | L15 | L14 | L13),
            new Range(6759, 6763, FROM_16 | L15 | L14 | L13),
            new Range(2200, 2205, FROM_16), // Mir, Borica
            new Range(60, 60, L16 | L19), // RuPay, Hipercard, UkrCard
            new Range(508, 508, L16),
            new Range(506099, 506198, L16 | L18 | L19), // Verve
            new Range(507865, 507964, L16 | L18 | L19),
            new Range(5041, 5041, L16), // Elo
            new Range(5066, 5067, L16),
            new Range(509, 509, L16),
            new Range(6277, 6277, L16),
            new Range(6362, 6363, L16),
            new Range(637, 639, L16), // InstaPayment
            new Range(9792, 9792, L16), // Troy
            new Range(8600, 8600, L16), // UzCard, Humo
            new Range(9860, 9860, L16),
            new Range(1946, 1946, L16)); // GPN

    /** The range of UATP, which contains many numbers that are not card numbers. */
    private static final Range UATP = new Range(1, 1, L15);

    @Override
    public String name() {
        return "a payment card number";
    }

    @Override
    public boolean mayBeginWith(char first) {
        return first <= '9';
    }

    @Override
    public int end(String plain, int start) {
        Groups groups = Groups.at(plain, start, LONGEST + 4 * ROW, false);
        for (int count = Math.min(5, groups.all().size()); count > 0; count--) {
            int end = groups.all().get(count - 1).end();
            if (grouped(groups, count) && free(plain, end) && isCard(plain, groups, count, start, end)) {
                return end;
            }
        }
        return -1;
    }

    private static boolean grouped(Groups groups, int count) {
        if (count == 1) {
            int length = groups.all().get(0).text().length();
            return length >= SHORTEST && length <= LONGEST;
        }
        List<Integer> lengths = groups.all().subList(0, count).stream()
                .map(group -> group.text().length())
                .toList();
        return GROUPINGS.contains(lengths) && groups.partedAlike(count);
    }

    private static boolean free(String plain, int end) {
        if (end == plain.length()) {
            return true;
        }
        char c = plain.charAt(end);
        boolean part = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
        return !part
                && !((c == '.' || c == '-') && end + 1 < plain.length() && Character.isDigit(plain.charAt(end + 1)));
    }

    private static boolean isCard(String plain, Groups groups, int count, int start, int end) {
        StringBuilder all = new StringBuilder();
        groups.all().subList(0, count).forEach(group -> all.append(group.text()));
        String digits = all.toString();
        if (!CheckDigits.luhn(digits) || digits.chars().distinct().count() == 1) {
            return false;
        }
        boolean doubtful = UATP.holds(digits)
                || count == 1 && digits.length() == SHORTEST && CheckDigits.ean13(digits)
                || count > 1 && groups.all().size() >= ROW;
        return (UATP.holds(digits) || RANGES.stream().anyMatch(range -> range.holds(digits)))
                && (!doubtful || PersonalNumber.isNamed(plain, start, end, NEAR));
    }
}
