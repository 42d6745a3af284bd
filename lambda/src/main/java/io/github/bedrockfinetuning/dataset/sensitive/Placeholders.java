package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Well-known placeholders for secrets in documentation. */
final class Placeholders {
    /** Values that issuers publish in their own documentation. */
    private static final Set<String> PUBLISHED = Set.of(
            // All keys at https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html contain
            // EXAMPLE. https://docs.stripe.com/keys
            "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
            "sk_test_BQokikJOvBiI2HlWgH4olfQ2",
            "sk_test_26PHem9AhJZvU623DfE1x4sd",
            // https://learn.microsoft.com/azure/storage/common/storage-use-azurite and .../cosmos-db/emulator
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
            "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
            // https://core.telegram.org/bots/api
            "AAHdqTcvCH1vGWJxfSe1ofSAs0K5PALDsaw",
            "AAEhBP0av28phBU1sIzt6Zk1-Nx0KQXyjAE");

    /** The signatures of the tokens on https://jwt.io and in RFC 7519. */
    private static final List<String> SIGNATURES = List.of(
            ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
            ".KMUFsIDTnFmyG3nMiGM6H9FNFUROf3wh7SmqJp-QV30",
            ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            ".TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ");

    private static final Pattern WORDS = Pattern.compile(
            "example|placeholder|redacted|changeme|x{8}|your[_-]?(?:api[_-]?)?(?:key|token|secret)[_-]?here");

    /** Words that could occur by chance in a long secret. */
    private static final Pattern SHORT_WORDS = Pattern.compile(
            "change[_-]me|replace[_-]?(?:me|with|this)|dummy|(?:^|[^a-z])fake|your[_-]|(?:^|[_-])your|insert[_-]"
                    + "|not[_-]?(?:a[_-]?)?real|to[_-]?be[_-]?(?:set|filled)|x{4}|\\*{3}|•{2}|\\.{3}|…|#{4}|_{4}"
                    + "|<[a-z _-]{2,}>");
    /** The minimum length of a long secret, in characters. */
    private static final int LONG = 120;

    /** The minimum length of a secret that is treated as a placeholder if it has only three different characters. */
    private static final int FEW_KINDS = 24;

    /** One character repeated many times. */
    private static final Pattern FILLED = Pattern.compile("([A-Za-z0])\\1{11}");

    /** Placeholders for passwords. */
    private static final Set<String> PASSWORDS = Set.of(
            "password",
            "passwd",
            "passwort",
            "pass",
            "pwd",
            "pw",
            "secret",
            "token",
            "key",
            "apikey",
            "api_key",
            "api-key",
            "user",
            "username",
            "user_password",
            "userpassword",
            "mypassword",
            "my-password",
            "my_password",
            "mypass",
            "yourpassword",
            "db_password",
            "dbpassword",
            "db_pass",
            "dbpass",
            "postgres",
            "mysql",
            "root",
            "admin",
            "guest",
            "test",
            "demo",
            "foo",
            "bar",
            "baz",
            "foobar",
            "none",
            "null",
            "undefined",
            "true",
            "false",
            "string",
            "value",
            "xxx",
            "yyy",
            "zzz",
            "abc",
            "x-oauth-basic",
            "x-access-token",
            "mysecret",
            "my-secret",
            "my_secret",
            "mysecretpassword",
            "my-secret-pw",
            "secretpassword",
            "supersecret",
            "s3cr3t",
            "123",
            "1234",
            "12345",
            "123456");

    private Placeholders() {}

    /** Checks whether a string is a placeholder for a secret. */
    static boolean is(String secret) {
        if (PUBLISHED.contains(secret) || SIGNATURES.stream().anyMatch(secret::endsWith)) {
            return true;
        }
        return secret.chars().filter(Character::isLetterOrDigit).distinct().count()
                        <= (secret.length() < FEW_KINDS ? 2 : 3)
                || FILLED.matcher(secret).find()
                || holdsWord(secret.toLowerCase(Locale.ROOT));
    }

    private static boolean holdsWord(String secret) {
        return WORDS.matcher(secret).find()
                || secret.length() <= LONG && SHORT_WORDS.matcher(secret).find();
    }

    /** Checks whether a string is a placeholder for a password. */
    static boolean isPassword(String password) {
        String small = password.toLowerCase(Locale.ROOT);
        // Replaces symbols that stand for letters, as in P@55w0rd_Ex@mple.
        String plain = small.replace('@', 'a')
                .replace('0', 'o')
                .replace('3', 'e')
                .replace('5', 's')
                .replace('$', 's');
        return is(password) || PASSWORDS.contains(small) || holdsWord(plain);
    }
}
