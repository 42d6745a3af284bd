package io.github.bedrockfinetuning.dataset.sensitive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.dataset.json.StrictJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes excerpts of user data safe to show in a report. */
public final class Excerpts {
    /** The start of a key block. The key continues on the following lines, so such a line is not shown at all. */
    private static final String KEY_BLOCK = "-----BEGIN";

    /** Matches an escaped slash or an escaped visible ASCII character. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:/|u00([2-7][0-9A-Fa-f]))");

    private static final Secrets SECRETS = new Secrets();
    private static final PersonalNumbers NUMBERS = new PersonalNumbers();

    private Excerpts() {}

    /**
     * Returns the beginning of a string, with secrets and personal identification numbers masked and invisible
     * characters escaped.
     */
    public static String of(String text, int characters) {
        if (text.contains(KEY_BLOCK)) {
            return "(not shown because it contains a key)";
        }
        return Names.shown(masked(text), characters);
    }

    /**
     * Returns the beginning of a line of JSON, masked in the same way, with escape sequences decoded so that they
     * cannot hide a value.
     */
    public static String ofLine(String line, int characters) {
        return of(unescaped(line), characters);
    }

    private static String unescaped(String line) {
        return ESCAPE.matcher(line)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? "/"
                                : Character.toString((char) Integer.parseInt(escape.group(1), 16))));
    }

    /** Returns the entire string with each secret and personal identification number masked. */
    public static String masked(String text) {
        List<Sensitive> found = new ArrayList<>(SECRETS.in(text));
        found.addAll(NUMBERS.in(text));
        return without(text, found, any -> "•••");
    }

    /** Returns the entire string with each personal identification number replaced with its kind, except for exempted numbers. */
    public static String withoutPersonalNumbers(String text, Exemptions exemptions) {
        List<Sensitive> found = new ArrayList<>(NUMBERS.in(text));
        found.removeIf(number -> exemptions.key(number) != null);
        return without(text, found, Sensitive::placeholder);
    }

    /** Returns the kind of the first secret in a string, with its article. */
    public static Optional<String> secretIn(String text) {
        return SECRETS.in(text).stream().map(Sensitive::kind).findFirst();
    }

    /**
     * Returns the secrets and, if requested, the personal identification numbers in the keys and values of a line of JSON. If the line
     * is not valid JSON, searches the whole line.
     */
    public static List<Sensitive> inLine(String line, boolean personalNumbers) {
        List<String> texts = new ArrayList<>();
        try {
            addTexts(StrictJson.MAPPER.readTree(line), texts);
        } catch (JsonProcessingException e) {
            texts.add(unescaped(line));
        }
        List<Sensitive> found = new ArrayList<>();
        for (String text : texts) {
            found.addAll(SECRETS.in(text));
            if (personalNumbers) {
                found.addAll(NUMBERS.in(text));
            }
        }
        return found;
    }

    private static void addTexts(JsonNode node, List<String> texts) {
        if (node.isValueNode()) {
            texts.add(node.asText());
        }
        node.properties().forEach(field -> texts.add(field.getKey()));
        node.forEach(item -> addTexts(item, texts));
    }

    private static String without(String text, List<Sensitive> found, Function<Sensitive, String> mask) {
        if (found.isEmpty()) {
            return text;
        }
        found.sort(Comparator.comparingInt(Sensitive::start));
        StringBuilder masked = new StringBuilder();
        int at = 0;
        for (Sensitive one : found) {
            if (one.end() > at) {
                masked.append(text, at, Math.max(at, one.start())).append(mask.apply(one));
                at = one.end();
            }
        }
        return masked.append(text, at, text.length()).toString();
    }
}
