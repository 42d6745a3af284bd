package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.Map;
import java.util.TreeMap;

/**
 * A bank account number as specified in ISO 13616. Its country determines its length and the positions of letters, so a
 * word after it is not treated as part of the number.
 *
 * @see <a href="https://www.swift.com/standards/data-standards/iban-international-bank-account-number">SWIFT's
 *     registry</a>
 */
final class Iban implements NumberForm {
    /**
     * The format of the characters after the check digits, by country: a number of digits (n), letters (a), or
     * alphanumeric characters (c).
     */
    private static final String REGISTRY =
            "AD 8n12c AE 19n AL 8n16c AT 16n AZ 4a20c BA 16n BE 12n BG 4a6n8c BH 4a14c BI 23n "
                    + "BR 23n1a1c BY 4c4n16c CH 5n12c CR 18n CY 8n16c CZ 20n DE 18n DJ 23n DK 14n DO 4c20n EE 16n EG 25n ES 20n "
                    + "FI 14n FK 2a12n FO 14n FR 10n11c2n GB 4a14n GE 2a16n GI 4a15c GL 14n GR 7n16c GT 24c HN 4a20n HR 17n HU 24n "
                    + "IE 4a14n IL 19n IQ 4a15n IS 22n IT 1a10n12c JO 4a4n18c KW 4a22c KZ 3n13c LB 4n20c LC 4a24c LI 5n12c LT 16n "
                    + "LU 3n13c LV 4a13c LY 21n MC 10n11c2n MD 20c ME 18n MK 3n10c2n MN 16n MR 23n MT 4a5n18c MU 4a19n3a NI 4a20n "
                    + "NL 4a10n NO 11n OM 3n16c PK 4a16c PL 24n PS 4a21c PT 21n QA 4a21c RO 4a16c RS 18n RU 14n15c SA 2n18c "
                    + "SC 4a20n3a SD 14n SE 20n SI 15n SK 20n SM 1a10n12c SO 19n ST 21n SV 4a20n TL 19n TN 20n TR 6n16c UA 6n19c "
                    + "VA 18n VG 4a16n XK 16n YE 4a4n18c";

    private static final Map<String, String> KINDS = kinds();
    private static final int LONGEST = 34;

    /** Returns the type of each character after the check digits, by country. */
    private static Map<String, String> kinds() {
        Map<String, String> kinds = new TreeMap<>();
        String[] registry = REGISTRY.split(" ");
        for (int i = 0; i < registry.length; i += 2) {
            StringBuilder all = new StringBuilder();
            int count = 0;
            for (char c : registry[i + 1].toCharArray()) {
                if (c >= '0' && c <= '9') {
                    count = count * 10 + c - '0';
                } else {
                    all.append(Character.toString(c).repeat(count));
                    count = 0;
                }
            }
            kinds.put(registry[i], all.toString());
        }
        return kinds;
    }

    @Override
    public String name() {
        return "a bank account number (IBAN)";
    }

    @Override
    public boolean mayBeginWith(char first) {
        return first >= 'A';
    }

    @Override
    public int end(String plain, int start) {
        if (start + 4 > plain.length() || !digit(plain, start + 2) || !digit(plain, start + 3)) {
            return -1;
        }
        String kinds = KINDS.get(plain.substring(start, start + 2));
        if (kinds == null) {
            return -1;
        }
        int length = kinds.length() + 4;
        Groups groups = Groups.at(plain, start, LONGEST, true);
        StringBuilder number = new StringBuilder();
        int count = 0;
        for (Groups.Group group : groups.all()) {
            int rest = length - number.length();
            number.append(group.text());
            count++;
            if (group.text().length() >= rest) {
                // A number can be followed directly by a word, but only if it ends with a digit.
                boolean free =
                        group.text().length() == rest || kinds.endsWith("n") && !digit(plain, group.start() + rest);
                return free && groups.partedAlike(count) && holds(number.substring(0, length), kinds)
                        ? group.start() + rest
                        : -1;
            }
        }
        return -1;
    }

    private static boolean holds(String iban, String kinds) {
        for (int i = 0; i < kinds.length(); i++) {
            boolean digit = digit(iban, i + 4);
            char kind = kinds.charAt(i);
            if (kind == 'n' && !digit || kind == 'a' && digit) {
                return false;
            }
        }
        return CheckDigits.iban(iban);
    }

    private static boolean digit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
