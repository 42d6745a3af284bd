package io.github.bedrockfinetuning.dataset.likeness;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Detects the language of text by its script. For Latin script, uses the most common words of each language. If a
 * text contains too few of these words, its language is unknown, because no result is better than a wrong result.
 */
public final class Languages {
    public static final int UNKNOWN = -1;

    private static final String[] WORDS = {
        "English: the and of to in is that it for you with my have what how can this are do not was your will would from"
                + " at on be as if or we he she they me so no an by there their which who when where why does did has had"
                + " been please i'm don",
        "German: der die das und ist nicht ich ein eine einen mit auf für von zu wie kann mein meine wir sie es den dem im"
                + " auch aber haben wird bei an so man was warum wo meiner ihr sind einer habe",
        "French: le la les des et est une un que pour dans je ne pas vous avec sur ce mon ma comment qui du au nous mais"
                + " il elle sont de en me mes quel quelle pourquoi ai suis cette",
        "Spanish: el la los las de que en un una es por con para mi no cómo qué se lo del al pero está su más me te le"
                + " cuándo tengo puedo cuál dónde hay",
        "Italian: lo la gli che di una un per con non come è sono mio mia del della nel ho si ma cosa perché il le mi da"
                + " quando posso questo in al",
        "Portuguese: os as de que do da em um uma para com não como por mais meu minha se no na está são você eu qual"
                + " quando posso fazer ao dos",
        "Dutch: de het een en van ik is niet dat op te voor met zijn mijn hoe kan wat er aan maar heb naar we ze die in"
                + " wordt waarom moet deze",
        "Swedish: och att det som en på är jag för med inte av till den har min hur kan vad om ett vi mitt",
        "Danish or Norwegian: og at å det som en på er jeg for med ikke af av til den har min hvordan kan hva hvad et vi"
                + " mitt",
        "Polish: nie na się do jest jak że mam co czy moje mój dla po ale to mnie jestem być",
        "Czech: je na se že jak jsem mám co pro není ale můj to do mi proč kde",
        "Turkish: ve bir bu için ne nasıl mi mı da de var değil ben çok ile olarak benim neden",
        "Finnish: ja on ei että se mutta kuin miten minun voi mitä olen ovat tämä miksi",
        "Romanian: și este nu la cu pe un pentru care mai în din sunt mea meu ce cum să de",
        "Hungarian: és az nem hogy egy van mi meg hogyan kell lehet ez miért is de",
        "Indonesian: yang dan di saya untuk dengan tidak ini itu dari apa bagaimana bisa ada adalah",
        "Vietnamese: và là của tôi không có được cho một này các những để như thế nào",
    };
    private static final String[] SCRIPTS = {
        "Greek",
        "Cyrillic script",
        "Hebrew",
        "Arabic script",
        "Devanagari script",
        "Thai",
        "Korean",
        "Japanese",
        "Chinese"
    };
    /** The Unicode ranges of the letters of each script. */
    private static final int[][] BLOCKS = {
        {0x370, 0x400},
        {0x400, 0x530},
        {0x590, 0x600},
        {0x600, 0x780},
        {0x900, 0x980},
        {0xE00, 0xE80},
        {0xAC00, 0xD7B0},
        {0x3040, 0x3100},
        {0x3400, 0xA000}
    };

    private static final int JAPANESE = 7;
    private static final int CHINESE = 8;

    /**
     * The minimum number of common words that are required to detect the language of text, and their minimum share of
     * all words.
     */
    private static final int FEWEST = 3;

    private static final double SHARE = 0.2;
    /** The minimum factor by which the score of the best language must exceed the score of the second best. */
    private static final double LEAD = 1.6;

    private static final String[] NAMES = new String[WORDS.length];

    /**
     * The size of the hash table of common words. It is at least twice the required size, so most words need only one
     * lookup.
     */
    private static final int SLOTS = 4096;

    private static final int[] HASHES = new int[SLOTS];
    /** The languages in which the word in each slot is common, with one bit for each language. */
    private static final int[] COMMON_IN = new int[SLOTS];
    /** The value of each byte: a lowercase ASCII letter, 0 for a word separator, or -1 for part of any other letter. */
    private static final int[] LETTERS = new int[256];

    static {
        for (int b = 'A'; b <= 'z'; b++) {
            LETTERS[b] = Character.isLetter(b) ? Character.toLowerCase(b) : 0;
        }
        Arrays.fill(LETTERS, 0x80, 0x100, -1);
        for (int language = 0; language < WORDS.length; language++) {
            String[] parts = WORDS[language].split(": ");
            NAMES[language] = parts[0];
            for (String word : parts[1].split(" ")) {
                int hash = 0;
                for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
                    hash = hash * 31 + b;
                }
                int slot = slot(hash);
                HASHES[slot] = hash;
                COMMON_IN[slot] |= 1 << language;
            }
        }
    }

    private final int[] hits = new int[WORDS.length];
    private final int[] distinct = new int[WORDS.length];
    private final int[] letters = new int[SCRIPTS.length];
    /** For each slot, the number of the last text that contained the word. */
    private final int[] seenIn = new int[SLOTS];

    private int text;
    private int latin;
    private int words;
    private boolean otherScripts;

    /** Returns the table slot of a word, or the slot where it would be added. */
    private static int slot(int hash) {
        int slot = hash * 0x9E3779B1 >>> 20;
        while (HASHES[slot] != 0 && HASHES[slot] != hash) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    public static String name(int language) {
        return language < NAMES.length ? NAMES[language] : SCRIPTS[language - NAMES.length];
    }

    void clear() {
        Arrays.fill(hits, 0);
        Arrays.fill(distinct, 0);
        if (otherScripts) {
            Arrays.fill(letters, 0);
            otherScripts = false;
        }
        text++;
        latin = 0;
        words = 0;
    }

    /** Adds UTF-8 text. */
    void add(byte[] b, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            int letter = LETTERS[b[i] & 0xFF];
            if (letter > 0) {
                latin++;
                hash = hash * 31 + letter;
            } else if (letter == 0) {
                word(hash);
                hash = 0;
            } else {
                if (i + 2 < to) {
                    script(b, i);
                }
                hash = hash * 31 + b[i];
            }
        }
        word(hash);
    }

    private void word(int hash) {
        if (hash == 0) {
            return;
        }
        words++;
        int slot = slot(hash);
        if (HASHES[slot] == 0) {
            return;
        }
        int first = seenIn[slot] == text ? 0 : 1;
        seenIn[slot] = text;
        for (int left = COMMON_IN[slot]; left != 0; left &= left - 1) {
            int language = Integer.numberOfTrailingZeros(left);
            hits[language]++;
            distinct[language] += first;
        }
    }

    /** Adds the letter that begins at a lead byte to the letter count of its script. */
    private void script(byte[] b, int i) {
        int lead = b[i] & 0xFF;
        int script = -1;
        if (lead >= 0xC0 && lead < 0xE0) {
            int c = (lead & 0x1F) << 6 | b[i + 1] & 0x3F;
            script = of(c);
            latin += c < 0x250 ? 1 : 0;
        } else if (lead >= 0xE0 && lead < 0xF0) {
            int c = (lead & 0xF) << 12 | (b[i + 1] & 0x3F) << 6 | b[i + 2] & 0x3F;
            script = of(c);
        }
        if (script >= 0) {
            letters[script]++;
            otherScripts = true;
        }
    }

    private static int of(int c) {
        for (int i = 0; i < BLOCKS.length; i++) {
            if (c >= BLOCKS[i][0] && c < BLOCKS[i][1]) {
                return i;
            }
        }
        return -1;
    }

    int language() {
        return otherScripts ? byScript() : latinLanguage();
    }

    private int byScript() {
        int all = latin;
        int most = 0;
        for (int script = 0; script < letters.length; script++) {
            all += letters[script];
            most = letters[script] > letters[most] ? script : most;
        }
        // Japanese text also contains Chinese characters.
        if (letters[JAPANESE] > 0 && most == CHINESE) {
            most = JAPANESE;
        }
        int ofScript = most == JAPANESE ? letters[JAPANESE] + letters[CHINESE] : letters[most];
        if (ofScript * 2 > all && ofScript >= FEWEST) {
            return NAMES.length + most;
        }
        return latin * 2 > all ? latinLanguage() : UNKNOWN;
    }

    private int latinLanguage() {
        int best = 0;
        int next = -1;
        for (int language = 1; language < hits.length; language++) {
            if (hits[language] > hits[best]) {
                next = best;
                best = language;
            } else if (next < 0 || hits[language] > hits[next]) {
                next = language;
            }
        }
        boolean clear = hits[best] >= FEWEST
                && distinct[best] >= 2
                && hits[best] >= SHARE * words
                && hits[best] >= LEAD * hits[next];
        return clear ? best : UNKNOWN;
    }
}
