package io.github.bedrockfinetuning.dataset.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The values are invented or are the published examples of detect-secrets. They are split in the source code, so other
 * scanners do not report them.
 */
class SecretsTest {
    private static final String MIXED =
            "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA3bC5dE7fG9hJ1kL3mN5pQ7rS9tU1vW3xY5zA7bC9dE1fG3hJ5k";

    private final Secrets secrets = new Secrets();

    /** The number of characters (letters and digits) after the prefix. */
    @ParameterizedTest
    @CsvSource({
        "Amazon Bedrock API key, bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t, 60",
        "GitHub token, gho_, 36",
        "GitHub token, github_pat_, 60",
        "GitLab token, glpat-, 20",
        "GitLab token, glrt-, 20",
        "npm token, npm_, 36",
        "PyPI token, pypi-AgEIcHlwaS5vcmc, 60",
        "Docker Hub token, dckr_pat_, 27",
        "Vault token, hvs., 24",
        "Slack token, xoxb-123456789012-, 24",
        "Stripe key, rk_live_, 24",
        "Stripe key, sk_test_, 24",
        "Stripe webhook secret, whsec_, 32",
        "Google API key, AIza, 35",
        "Google client secret, GOCSPX-, 28",
        "Anthropic API key, sk-ant-api03-, 80",
        "OpenAI API key, sk-proj-, 48",
        "API key, sk-, 48",
        "Hugging Face token, hf_, 34",
        "Groq API key, gsk_, 52",
        "Replicate token, r8_, 37",
        "Telegram, 123456789:AA, 33",
        "SendGrid key, SG.aB3dE5gH7jK9mN1pQ3rS5t., 43",
        "Discord webhook, https://discord.com/api/webhooks/123456789012345678/, 68",
        "Slack webhook, https://hooks.slack.com/services/T0AB12CD3/B0AB12CD3/, 24",
        "Notion token, ntn_, 46",
        "Figma token, figd_, 40",
        "Atlassian token, ATATT3, 80",
        "Alibaba Cloud access key, LTAI, 20",
        "token in a header, Authorization: Bearer^, 40",
        "API key, api_key =^, 32",
        "API key, \"apiKey\": ', 32",
        "API key, CLIENT_SECRET=, 32",
        "API key, my API key is^, 32",
        "npm token, //packages.example.com/:_authToken=, 30",
    })
    void findsATokenByItsPrefixAndLength(String kind, String prefix, int length) {
        found(kind, prefix.replace('^', ' ') + MIXED.substring(0, length));
    }

    @ParameterizedTest
    @CsvSource({
        "Databricks token, dapi, 32",
        "DigitalOcean token, dop_v1_, 64",
        "Shopify token, shpat_, 32",
        "Twilio key, SK, 32",
        "Mailgun key, key-, 32",
        "Pulumi token, pul-, 40",
        "RubyGems key, rubygems_, 48",
        "Supabase key, sbp_, 40",
    })
    void findsATokenOfHexadecimalDigits(String kind, String prefix, int length) {
        found(kind, prefix + "0f3a9c1e7b5d2846".repeat(4).substring(0, length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS access key id | AKIA | QWERTYUIOPASDFGH",
                "AWS access key id | ASIA | Q3EGRYUIOPASDFGH",
                "GitHub token | ghp_ | wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx",
                "GitLab token | glpat- | hellOworld380_testin",
                "GitLab token | glsoat- | PREfix_helloworld380_testin_pretty_long_token_long",
                "OpenAI API key | sk-proj- | Xi8tdMjHV6pmbBbwilTeT3BlbkFJ3UDnpdEwNNm6wVBpYM0o",
                "API key | sk- | Xi8tcNiHV9awbCcvilTeT3BlbkFJ3UDnpdEwNNm6wVBpYM0o",
                "Stripe key | sk_live_ | ReTllpYQYfIZu2Jnf2lAPFjD",
                "Slack token | xoxp- | 523423-234243-234233-e039d02840a0b9379c",
                "Slack token | xoxb- | 34532454-e039d02840a0b9379c",
                "Slack token | xoxa- | 2-511111111-31111111111-3111111111111-e039d02840a0b9379c",
                "Telegram bot token | 7213808860: | AAH1bjqpKKW3maRSPAxzIU-0v6xNuq2-NjM",
                "SendGrid key | SG. | ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr",
                "Grafana token | glsa_ | Q0tTx59W5f7LXgxiM4MjJs75176oun5F_e5c6b96d",
                "Mailchimp key | 343ea45721923ed956e2b38c31db76aa | -us30",
                "HashiCorp Vault token | hvs. | wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx",
                "Azure key | AccountKey= | lJzRc1YdHaAA2KCNJJ1tkYwF/+mKK6Ygw0NGe170Xu592euJv2wYUtBlV8z+qnlcNQSnIYVTkLWntUO1F8j8rQ==",
                "Azure key | SharedAccessKeyName=root;SharedAccessKey= | mKK6Ygw0NGe170Xu592euJv2wYUtBlV8zqnlcNQSnIY=",
                "Azure client secret | Ab18Q~ | mKK6Ygw0NGe170Xu592euJv2wYUtBlV8zq",
                "Azure signature | https://a.blob.core.windows.net/c?sv=2022&sig= | mKK6Ygw0NGe170Xu592euJv2wYUtBlV8zqnlcNQSnIY%3D",
                "AWS secret access key | aws_secret_access_key =^| lJzRc1YdHaAA2KCNJJ1tkYwF/+mKK6Ygw0NGe170",
                "AWS secret access key | \"SecretAccessKey\": \" | lJzRc1YdHaAA2KCNJJ1tkYwF/+mKK6Ygw0NGe170",
                "AWS secret access key | My secret access key is^| lJzRc1YdHaAA2KCNJJ1tkYwF/+mKK6Ygw0NGe170",
                "AWS secret access key | AKIAIOSFODNN7EXAMPLE, | lJzRc1YdHaAA2KCNJJ1tkYwF/+mKK6Ygw0NGe170",
                "JSON Web Token | eyJhbGciOiJIUzI1NiJ9. | eyJzdWIiOiI5ODc2NTQzMjEwIn0.k5HibI_uLn_RTuPcaCNkaVaQH2y5q6GvJg8GPpGMRwQ",
                "password in a header | Authorization: Basic^| YWRtaW46aHVudGVyMjAyNA==",
                "password in an address | https://app:s3cr | ecret99@db.internal",
                "password in an address | redis://:s3cr | etPa55@cache:6379/0",
                "password in an address | postgres://app:ab | /cd9?ef#gh@db:5432/app",
                "password in an address | mongodb+srv://app:p@ss | w0rd9@cluster0.mongodb.net",
                "password in an address | amqp://app:correct | -horse@[::1]:5672/",
                "password | Server=db;User Id=sa;Password= | Xk9!mQ2#;Database=a",
                "password | password: \"| Summer-2024-rain\"",
                "password | DB_PASSWORD= | Tr0ub4dor&3",
                "password | my password is^| Tr0ub4dor&3",
                "password | curl -s -u admin: | horse-staple-9 https://x",
                "Age | AGE-SECRET-KEY-1 | QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE",
            })
    void findsWhatOthersFindToo(String kind, String prefix, String rest) {
        found(kind, prefix.replace('^', ' ') + rest);
    }

    @Test
    void findsAPrivateKeyHoweverItsLinesEnd() {
        String body = "MIIEowIBAAKCAQEA0f3a9c1e7b5d2846hGfTzQwXyLkPnMbVcRsJdHgKqWeRtYu0";
        for (String type : List.of("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ")) {
            for (String end : List.of("\n", "\r\n", "\\n", "\\\\n", " ")) {
                String key = "-----BEGIN " + type + "PRIVATE KEY-----" + end + body + end + body + end + "-----END "
                        + type + "PRIVATE KEY-----";
                List<Sensitive> all = secrets.in("the key " + key + " of it");
                assertThat(all).as(key).hasSize(1);
                assertThat(all.get(0).start()).isEqualTo(8);
                assertThat(all.get(0).end()).isEqualTo(8 + key.length());
                assertThat(may("the key " + key)).isTrue();
            }
        }
        assertThat(secrets.in("-----BEGIN PRIVATE KEY-----\n" + body + "\n" + body + " cut off"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE and wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AKIAXXXXXXXXXXXXXXXX, AKIAZZZZZZZZZZZZZZZZ",
                "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "sk-your-api-key-goes-here-please-1234567890",
                "sk-proj-XXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
                "xoxb-your-token-here-please",
                "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ"
                        + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
                "postgres://user:password@localhost:5432/db, https://<user>:<pass>@host, redis://:${PASSWORD}@cache",
                "http://localhost:8080/users/@me and http://host:80/a?b=c@d, ssh://git@github.com:22/a.git",
                "https://medium.com/@name, mailto://a@b.c, see http://[::1]:80/x@y",
                "A file that begins with -----BEGIN RSA PRIVATE KEY----- is a key.",
                "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN...\n-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nMIIEowIBAAKCAQEA0f3a9c1e7b5d2846hGfTzQwXyLkPnMbVcRsJdHgKqWeRtYu0\n",
                "npm_config_registry, hf_transfer, sk-learn, glpat-short, AIzaShort, xoxb-",
                "password: must have at least 8 characters. Your password is required. password=password",
                "password = request.form['password']; login(user, password=config.db.password2)",
                "\"password\": \"********\", \"password\": \"{{ vault_password }}\", pwd: ${PWD1234}",
                "Basic understanding of Basic authentication, Basic QWxhZGRpbg==",
                "api_key = os.environ['API_KEY1']; api_key=settings.apiKey2.value; the API key is required",
                "git commit 0f3a9c1e7b5d28460f3a9c1e7b5d28460f3a9c1e, id 550e8400-e29b-41d4-a716-446655440000",
                "the secret key to success: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "docker run -u 1000:1000 image; curl https://example.com:443/a",
            })
    void leavesPlaceholdersExamplesAndOrdinaryText(String text) {
        assertThat(secrets.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\\\n", "%3D", "=", ":", "\"", "'", "(", "<b>", "/"})
    void findsATokenBehindWhateverStandsBeforeIt(String before) {
        assertThat(secrets.in("a" + before + "ghp_" + MIXED.substring(0, 36) + ")"))
                .hasSize(1);
    }

    private void found(String kind, String secret) {
        for (String text : List.of(secret, "über " + secret, "{\"a\": \"" + secret + "\"}", "x\n" + secret + "\ny")) {
            assertThat(secrets.in(text)).as(text).hasSize(1);
            assertThat(secrets.in(text).get(0).kind()).as(text).containsIgnoringCase(kind);
            assertThat(may(text)).as(text).isTrue();
        }
    }

    private boolean may(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return secrets.mayHold(bytes, 0, bytes.length);
    }
}
