package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How many generated tokens of a rule are found. The rules are facts from gitleaks; no token is written in this
 * repository.
 *
 * @param rule the ID of the rule in gitleaks
 * @param kind the kind that the search reports
 * @param format fixed parts, and parts of random characters: a class and a length, separated by {@code |}
 * @see <a href="https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml">gitleaks' rules</a>
 */
record TokenMeasure(String rule, String kind, String format) {
    static final List<TokenMeasure> ALL = List.of(
            new TokenMeasure("1password-secret-key", "a 1Password secret key", "A3-|c6|-|c11|-|c5|-|c5|-|c5"),
            new TokenMeasure("1password-service-account-token", "a 1Password token", "ops_eyJ|w250"),
            new TokenMeasure("adobe-client-secret", "an Adobe client secret", "p8e-|w32"),
            new TokenMeasure("age-secret-key", "an age secret key", "AGE-SECRET-KEY-1|b58"),
            new TokenMeasure("alibaba-access-key-id", "an Alibaba Cloud access key", "LTAI|w20"),
            new TokenMeasure("anthropic-admin-api-key", "an Anthropic API key", "sk-ant-admin01-|d93|AA"),
            new TokenMeasure("anthropic-api-key", "an Anthropic API key", "sk-ant-api03-|d93|AA"),
            new TokenMeasure("artifactory-api-key", "an Artifactory key", "AKCp|w69"),
            new TokenMeasure("artifactory-reference-token", "an Artifactory key", "cmVmd|w59"),
            new TokenMeasure("atlassian-api-token", "an Atlassian token", "ATATT3|d186"),
            new TokenMeasure("aws-access-token", "an AWS access key id", "AKIA|u16"),
            new TokenMeasure("azure-ad-client-secret", "an Azure client secret", "w3|7Q~|d32"),
            new TokenMeasure("clickhouse-cloud-api-secret-key", "a ClickHouse Cloud key", "4b1d|w38"),
            new TokenMeasure("clojars-api-token", "a Clojars token", "CLOJARS_|w60"),
            new TokenMeasure("cloudflare-origin-ca-key", "a Cloudflare key", "v1.0-|h24|-|h146"));

    private static final int SAMPLES = 20;
    private static final List<String> CONTEXTS = List.of("%s", "Use %s now.", "key=\"%s\"");
    static final int TOKENS = SAMPLES * 3;
    private static final Map<Character, String> ALPHABETS = Map.of(
            'w', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            'd', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-",
            'c', "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            'u', "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
            'b', "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
            'h', "0123456789abcdef");
    private static final Secrets SECRETS = new Secrets();

    /** Returns the number of tokens that are found with their kind. */
    int found() {
        Random random = new Random(rule.hashCode());
        int found = 0;
        for (int i = 0; i < SAMPLES; i++) {
            String token = token(random, null);
            for (String context : CONTEXTS) {
                found += isFound(String.format(context, token), kind) ? 1 : 0;
            }
        }
        return found;
    }

    /** Returns the number of placeholders that are reported as secrets. */
    int falseAlarms() {
        int alarms = 0;
        for (String filler : List.of("x", "X", "0", "YOUR_KEY_HERE_", "EXAMPLE")) {
            alarms += isFound("Use " + token(new Random(1), filler) + " now.", null) ? 1 : 0;
        }
        return alarms;
    }

    private static boolean isFound(String text, String kind) {
        return SECRETS.in(text).stream()
                .anyMatch(secret -> kind == null || secret.kind().equals(kind));
    }

    /**
     * @param filler the text to repeat in place of random characters, or null
     */
    private String token(Random random, String filler) {
        StringBuilder token = new StringBuilder();
        for (String part : format.split("\\|")) {
            if (!part.matches("[wdcubh][0-9]+")) {
                token.append(part);
                continue;
            }
            int length = Integer.parseInt(part.substring(1));
            String alphabet = ALPHABETS.get(part.charAt(0));
            if (filler != null) {
                token.append(filler.repeat(length), 0, length);
                continue;
            }
            for (int i = 0; i < length; i++) {
                token.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        return token.toString();
    }

    String row() {
        return String.format(
                "| %s | %s | %d/%d | %d/5 |%n", rule, Kinds.withoutArticle(kind), found(), TOKENS, falseAlarms());
    }
}
