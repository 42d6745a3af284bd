package io.github.bedrockfinetuning.dataset.sensitive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Secrets that are identified only by their names. A value counts only if it does not look like words, code, or a
 * placeholder, because a false positive rejects a dataset.
 *
 * @see <a href="https://github.com/Yelp/detect-secrets/tree/master/detect_secrets/plugins">detect-secrets' plugins</a>
 * @see <a href="https://github.com/awslabs/git-secrets">git-secrets, for AWS's secret keys</a>
 */
final class NamedSecrets {
    private static final String SIGN = "[\"'`\\])]{0,2}\\s{0,3}(?::=|=>|[:=])\\s{0,3}";
    private static final String AWS_SECRET = "(?<![A-Za-z0-9/+])([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])";
    private static final Pattern CODE = Pattern.compile("[A-Za-z_$][\\w$]*(?:(?:\\.|->|::)[A-Za-z_$][\\w$]*)+");

    /** The minimum length of a secret in a header, in characters. */
    private static final int SHORTEST = 8;

    static final List<SecretForm> ALL = all();

    private NamedSecrets() {}

    private static List<SecretForm> all() {
        List<SecretForm> all = new ArrayList<>();
        all.add(TokenForm.behind(
                        "an AWS secret access key",
                        spelled("secret access key", "aws secret", "secret key"),
                        0,
                        "(?i:(?:aws[_ -]?)?secret(?:[_ -]?access)?(?:[_ -]?key)?)[\\s\\S]{1,30}?" + AWS_SECRET)
                .provenBy(NamedSecrets::random));
        all.add(TokenForm.behind(
                        "an AWS secret access key",
                        List.of("AKIA", "ASIA"),
                        16,
                        "A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Z0-9])[\\s\\S]{1,60}?" + AWS_SECRET)
                .provenBy(NamedSecrets::random));
        all.add(TokenForm.behind(
                        "an AWS session token",
                        spelled("session token"),
                        0,
                        "(?i:session[_ -]?token)" + SIGN + "[\"'`]?([A-Za-z0-9+/]{100,4000}={0,2})")
                .provenBy(NamedSecrets::random));
        all.add(named(
                "an Azure key",
                spelled("account key", "shared access key"),
                "(?i:account[_ -]?key|shared[_ -]?access[_ -]?key)" + SIGN
                        + "[\"'`]?([A-Za-z0-9+/]{40,88}={0,2})(?![A-Za-z0-9+/=])",
                TokenForm::mixed));
        all.add(named(
                "an Azure signature", List.of("sig="), "(?<=[?&;])sig=([A-Za-z0-9%+/-]{40,120}=?)", TokenForm::mixed));
        all.add(named(
                "a password in a header",
                List.of("Basic ", "basic ", "\"auth\""),
                "(?:[Bb]asic |\"auth\"\\s{0,3}:\\s{0,3}\")([A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])",
                NamedSecrets::nameAndPassword));
        all.add(named(
                "a token in a header",
                List.of("Bearer ", "bearer "),
                "[Bb]earer ([A-Za-z0-9_.~+/-]{20,8000}=*)",
                NamedSecrets::opaque));
        all.add(named(
                "an npm token",
                List.of("_authToken", "_auth=", "_auth ="),
                "_auth(?:Token)? ?= ?[\"']?([A-Za-z0-9_+/=.-]{8,200})",
                value -> true));
        all.add(named(
                "an API key",
                spelled("api key", "access token", "auth token", "client secret", "secret key", "private token"),
                "(?i:api[_ -]?key|access[_ -]?token|auth[_ -]?token|client[_ -]?secret|secret[_ -]?key|private[_ -]?token)"
                        + "(?:" + SIGN + "|\\sis:?\\s)[\"'`]?([A-Za-z0-9_+/=.~-]{16,200})(?![A-Za-z0-9_(\\[])",
                NamedSecrets::opaque));
        all.add(new NamedSecret(
                "a password",
                List.of("curl "),
                0,
                Pattern.compile("curl [^\\n]{0,200}?(?:-u|--user)[ =][\"']?[^\\s:\"'$]{1,64}:([^\\s\"'$@/]{4,100})"),
                password -> !Placeholders.isPassword(password)));
        all.add(named(
                "a password",
                List.of("password is ", "Password is ", "password was ", "passwort ist ", "Passwort ist "),
                "(?i:password|passwort) (?i:is|was|ist) [\"'`]?([^\\s\"'`<>{}$()\\[\\]]{8,64})",
                NamedSecrets::strong));
        List<String> passwords = spelled("password", "passwd", "pwd", "passphrase", "passwort");
        all.add(named(
                "a password",
                passwords,
                "(?i:password|passwd|pwd|passphrase|passwort)" + SIGN + "([\"'`])([^\\s\"'`<>{}$()]{6,100})\\1",
                NamedSecrets::strong));
        all.add(named(
                "a password",
                passwords,
                "(?i:password|passwd|pwd|passphrase|passwort)" + SIGN
                        + "([^\\s\"'`<>{}$()\\[\\],;&\\\\]{8,100})(?=[\\s;&\"'`\\\\]|$)",
                value -> strong(value) && !CODE.matcher(value).matches()));
        return all;
    }

    private static NamedSecret named(String name, List<String> marks, String regex, Predicate<String> proof) {
        return new NamedSecret(name, marks, SHORTEST, Pattern.compile(regex), proof);
    }

    /**
     * Returns the spellings of names that are common in programs and prose, such as api_key, API_KEY, apiKey, ApiKey,
     * apikey, api-key, Api-Key, and api key.
     */
    private static List<String> spelled(String... names) {
        List<String> spelled = new ArrayList<>();
        for (String name : names) {
            String[] words = name.split(" ");
            String capitals = name;
            for (String word : words) {
                capitals = capitals.replace(word, capital(word));
            }
            String camel = name.charAt(0) + capitals.substring(1);
            spelled.addAll(List.of(name, capitals, capital(name), name.toUpperCase(Locale.ROOT)));
            for (String join : List.of("_", "-", "")) {
                spelled.addAll(List.of(
                        name.replace(" ", join),
                        camel.replace(" ", join),
                        capitals.replace(" ", join),
                        name.toUpperCase(Locale.ROOT).replace(" ", join)));
            }
        }
        if (spelled.contains("api key")) {
            spelled.addAll(List.of("API key", "API Key", "API-Key", "API_Key"));
        }
        return spelled.stream().distinct().toList();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /**
     * Checks whether a value looks like Base64-encoded random bytes: it contains uppercase letters, lowercase
     * letters, and digits, and is not a hexadecimal hash.
     */
    private static boolean random(String value) {
        return value.chars().anyMatch(c -> c >= 'G' && c <= 'Z')
                && value.chars().anyMatch(c -> c >= 'g' && c <= 'z')
                && value.chars().anyMatch(Character::isDigit);
    }

    /**
     * Checks whether a value is a varied mix of letters and digits that is neither a word nor a member of an object.
     */
    private static boolean opaque(String value) {
        return TokenForm.mixed(value)
                && value.chars().filter(Character::isDigit).count() >= 2
                && value.chars().distinct().count() >= 8
                && !CODE.matcher(value).matches();
    }

    /** Checks whether a value contains letters, digits, and either mixed case or a symbol. */
    private static boolean strong(String value) {
        boolean sign = value.chars().anyMatch(c -> "!@#%^*+=~?&|:-_.".indexOf(c) >= 0);
        boolean both =
                value.chars().anyMatch(Character::isUpperCase) && value.chars().anyMatch(Character::isLowerCase);
        return TokenForm.mixed(value) && (sign || both) && !Placeholders.isPassword(value);
    }

    private static boolean nameAndPassword(String value) {
        try {
            String decoded = new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
            int colon = decoded.indexOf(':');
            return colon >= 0
                    && decoded.length() - colon > 3
                    && decoded.chars().allMatch(c -> c >= ' ' && c <= '~')
                    && !Placeholders.isPassword(decoded.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
