package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sensitive values that are allowed in a dataset, because they are false positives or because the task needs them.
 * Each exemption is a kind of value or the fingerprint of a finding, with the reason.
 */
public final class Exemptions {
    public static final Exemptions NONE = new Exemptions(Map.of());

    private static final int SIMILAR = 8;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{8}");

    /** The reasons for the exemptions, by kind or fingerprint. */
    private final Map<String, String> reasons;

    /** The original keys, by kind in lowercase or by fingerprint. */
    private final Map<String, String> keys = new TreeMap<>();

    /**
     * @param reasons reasons by kind, without an article, or by fingerprint
     */
    public Exemptions(Map<String, String> reasons) {
        this.reasons = Map.copyOf(reasons);
        reasons.keySet().forEach(key -> keys.put(Kinds.key(key), key));
    }

    /** Checks whether a key is a kind of sensitive value or has the format of a fingerprint. */
    public static boolean isKey(String key) {
        return FINGERPRINT.matcher(key).matches() || Kinds.all().stream().anyMatch(kind -> kind.equalsIgnoreCase(key));
    }

    /**
     * Returns the kinds that share a word with an unknown kind, phrased so that they can be appended to a sentence,
     * or an empty string if there are none.
     */
    public static String similar(String key) {
        Set<String> words = words(key);
        List<String> similar = Kinds.all().stream()
                .filter(kind -> !Collections.disjoint(words(kind), words))
                .limit(SIMILAR)
                .toList();
        return similar.isEmpty() ? "" : ", such as: " + String.join(", ", similar);
    }

    /** Returns the words of a kind that distinguish it from others. */
    private static Set<String> words(String kind) {
        Set<String> words = new HashSet<>(List.of(Kinds.key(kind).split("[^\\p{L}]+")));
        words.removeAll(List.of("", "a", "an", "number", "token", "key", "in"));
        return words;
    }

    /** Returns the keys in alphabetical order. */
    public List<String> keys() {
        return reasons.keySet().stream().sorted().toList();
    }

    public String reason(String key) {
        return reasons.getOrDefault(key, "");
    }

    /** Returns the key that exempts a value, or null if there is none. A fingerprint takes precedence over a kind. */
    public @Nullable String key(Sensitive value) {
        if (keys.isEmpty()) {
            return null;
        }
        String key = keys.get(value.fingerprint());
        return key == null ? keys.get(Kinds.key(value.shortKind())) : key;
    }
}
