package io.github.bedrockfinetuning.local.cli.console;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Replaces the characters that a character set cannot encode, which Java would print as question marks. Symbols get an
 * ASCII replacement, of the same width where the layout depends on it; other characters become JSON escapes, for
 * example {@code \}{@code u00e4}.
 */
final class EncodableText {
    private static final Map<Character, String> REPLACEMENTS = new HashMap<>();

    static {
        each("✓✔", "+");
        each("✗✘✕×", "x");
        each("↷↪", ">");
        each("→⇒", "->");
        each("←", "<-");
        each("…", "...");
        each("–—−‐‑", "-");
        each("“”„«»", "\"");
        each("‘’‚", "'");
        each("·•●▪", "*");
        each("○◦", "o");
        each("≤", "<=");
        each("≥", ">=");
        each("≈", "~");
        each("≠", "!=");
        each("±", "+/-");
        each("⚠", "!");
        each("▲△", "^");
        each("▼▽", "v");
        each("⟨‹", "<");
        each("⟩›", ">");
        each("\u00a0\u2007\u2009\u202f", " ");
        each("─━╌┄", "-");
        each("═", "=");
        each("│┃║╎┆", "|");
        each("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛", "+");
        each("█■▉▊", "#");
        each("░▒▓□", ".");
        String levels = "_.:-=+*";
        for (int i = 0; i < levels.length(); i++) {
            each(String.valueOf((char) ('▁' + i)), levels.substring(i, i + 1));
        }
    }

    private final CharsetEncoder encoder;

    EncodableText(Charset charset) {
        encoder = charset.newEncoder();
    }

    private static void each(String characters, String replacement) {
        characters.chars().forEach(one -> REPLACEMENTS.put((char) one, replacement));
    }

    /** Returns human-readable text in which unencodable characters are replaced or escaped. */
    synchronized String of(String text) {
        if (encoder.charset().equals(StandardCharsets.UTF_8) || encoder.canEncode(text)) {
            return text;
        }
        StringBuilder encodable = new StringBuilder();
        text.codePoints().forEach(character -> {
            String one = Character.toString(character);
            if (encoder.canEncode(one)) {
                encodable.append(one);
            } else {
                String replacement = one.length() == 1 ? REPLACEMENTS.get(one.charAt(0)) : null;
                encodable.append(replacement == null ? escaped(one) : replacement);
            }
        });
        return encodable.toString();
    }

    /** Returns an equivalent JSON document that contains only ASCII characters. */
    static String json(String document) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(document) ? document : escaped(document);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : text.toCharArray()) {
            if (unit < 0x80) {
                escaped.append(unit);
            } else {
                escaped.append(String.format("\\u%04x", (int) unit));
            }
        }
        return escaped.toString();
    }
}
