package io.github.bedrockfinetuning.dataset.tokens;

import java.util.Locale;
import java.util.Set;

/** Distinguishes words from random letters, and English words from words in other languages. */
final class Letters {
    private static final Set<String> SMALL_WORDS =
            Set.of(("the be am is are was were been do does did have has had will "
                            + "would can could should may might must of to in on at by for from with about into over after before "
                            + "under between through and or but if because as than then so when while where who what which why how "
                            + "that this these those it its he him his she her they them their we us our you your i my me not no "
                            + "yes all any each some such other only also there here just more most very an a")
                    .split(" "));

    private static final String VOWELS = "aeiouy";
    /** Pairs of vowels and pairs of consonants that occur in words of European languages. */
    private static final Set<String> PAIRS =
            Set.of(("ai au ea ee ei eu ie io oo ou ia ua ue oa ui oi ay ey oy uy ye yo ya "
                            + "th st nd ng nt tr pr ch sh ll ss ck rs nc ct rt pl cl bl br cr dr fr gr sp sc sm sn sl sw tw ld lt lm ls "
                            + "lv mp mb nk ns ff tt pp mm nn rr cc dd gg rd rk rl rm rn rg rc rv rp rb ft pt wh wr ph ks gh kn dl ts ds "
                            + "ws ms ps gs bs wn wl rw nf nv ht xp xt nl tl sk fl gl gn dg lk lf lp nm mn ")
                    .split(" "));

    private static final boolean[] LIKELY = likely();

    private Letters() {}

    private static boolean[] likely() {
        boolean[] likely = new boolean[26 * 26];
        for (char a = 'a'; a <= 'z'; a++) {
            for (char b = 'a'; b <= 'z'; b++) {
                boolean mixed = VOWELS.indexOf(a) >= 0 != VOWELS.indexOf(b) >= 0;
                boolean rare = "jqxz".indexOf(a) >= 0 || "jqxz".indexOf(b) >= 0;
                String pair = "" + a + b;
                likely[(a - 'a') * 26 + b - 'a'] = mixed && !rare || PAIRS.contains(pair);
            }
        }
        return likely;
    }

    /** Checks whether two ASCII letters, regardless of case, occur next to each other in words. */
    static boolean likely(char a, char b) {
        return LIKELY[((a | 0x20) - 'a') * 26 + (b | 0x20) - 'a'];
    }

    /** Checks whether a word is frequent in English prose. */
    static boolean smallWord(String text, int start, int end) {
        return end - start <= 8
                && SMALL_WORDS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }
}
