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
            new TokenMeasure("cloudflare-origin-ca-key", "a Cloudflare key", "v1.0-|h24|-|h146"),
            new TokenMeasure("databricks-api-token", "a Databricks token", "dapi|h32"),
            new TokenMeasure("digitalocean-access-token", "a DigitalOcean token", "doo_v1_|h64"),
            new TokenMeasure("digitalocean-pat", "a DigitalOcean token", "dop_v1_|h64"),
            new TokenMeasure("digitalocean-refresh-token", "a DigitalOcean token", "dor_v1_|h64"),
            new TokenMeasure("doppler-api-token", "a Doppler token", "dp.pt.|w43"),
            new TokenMeasure("duffel-api-token", "a Duffel key", "duffel_live_|d43"),
            new TokenMeasure("dynatrace-api-token", "a Dynatrace token", "dt0c01.|c24|.|c64"),
            new TokenMeasure("easypost-api-token", "an EasyPost key", "EZAK|w54"),
            new TokenMeasure("easypost-test-api-token", "an EasyPost key", "EZTK|w54"),
            new TokenMeasure("facebook-page-access-token", "a Facebook access token", "EAAM|w120"),
            new TokenMeasure("flutterwave-encryption-key", "a Flutterwave key", "FLWSECK_TEST-|h12"),
            new TokenMeasure("flutterwave-secret-key", "a Flutterwave key", "FLWSECK_TEST-|h32|-X"),
            new TokenMeasure("flyio-access-token", "a Fly.io token", "fo1_|d43"),
            new TokenMeasure("frameio-api-token", "a Frame.io token", "fio-u-|d64"),
            new TokenMeasure("gcp-api-key", "a Google API key", "AIza|d35"),
            new TokenMeasure("github-app-token", "a GitHub token", "ghs_|w36"),
            new TokenMeasure("github-fine-grained-pat", "a GitHub token", "github_pat_|w22|_|w59"),
            new TokenMeasure("github-oauth", "a GitHub token", "gho_|w36"),
            new TokenMeasure("github-pat", "a GitHub token", "ghp_|w36"),
            new TokenMeasure("github-refresh-token", "a GitHub token", "ghr_|w36"),
            new TokenMeasure("gitlab-cicd-job-token", "a GitLab token", "glcbt-|w4|_|d20"),
            new TokenMeasure("gitlab-deploy-token", "a GitLab token", "gldt-|d20"),
            new TokenMeasure("gitlab-feature-flag-client-token", "a GitLab token", "glffct-|d20"),
            new TokenMeasure("gitlab-feed-token", "a GitLab token", "glft-|d20"),
            new TokenMeasure("gitlab-incoming-mail-token", "a GitLab token", "glimt-|d25"),
            new TokenMeasure("gitlab-kubernetes-agent-token", "a GitLab token", "glagent-|d50"),
            new TokenMeasure("gitlab-oauth-app-secret", "a GitLab token", "gloas-|d64"),
            new TokenMeasure("gitlab-pat", "a GitLab token", "glpat-|d20"),
            new TokenMeasure("gitlab-pat-routable", "a GitLab token", "glpat-|d27|.|h9"),
            new TokenMeasure("gitlab-ptt", "a GitLab token", "glptt-|h40"),
            new TokenMeasure("gitlab-rrt", "a GitLab token", "GR1348941|d20"),
            new TokenMeasure("gitlab-runner-authentication-token", "a GitLab token", "glrt-|d20"),
            new TokenMeasure("gitlab-scim-token", "a GitLab token", "glsoat-|d20"),
            new TokenMeasure("grafana-cloud-api-token", "a Grafana token", "glc_|w64"),
            new TokenMeasure("grafana-service-account-token", "a Grafana token", "glsa_|w32|_|h8"),
            new TokenMeasure("hashicorp-tf-api-token", "a Terraform token", "w14|.atlasv1.|d64"),
            new TokenMeasure("heroku-api-key-v2", "a Heroku key", "HRKU-AA|d58"),
            new TokenMeasure("huggingface-access-token", "a Hugging Face token", "hf_|l34"),
            new TokenMeasure("huggingface-organization-api-token", "a Hugging Face token", "api_org_|l34"),
            new TokenMeasure("infracost-api-token", "an Infracost key", "ico-|w32"),
            new TokenMeasure("intra42-client-secret", "a 42 client secret", "s-s4t2ud-|h64"),
            new TokenMeasure("jwt", "a JSON Web Token", "eyJ|w20|.eyJ|w30|.|d43"),
            new TokenMeasure("linear-api-key", "a Linear key", "lin_api_|w40"),
            new TokenMeasure("mailchimp-api-key", "a Mailchimp key", "h32|-us12"),
            new TokenMeasure("mailgun-private-api-token", "a Mailgun key", "key-|h32"),
            new TokenMeasure("maxmind-license-key", "a MaxMind key", "w6|_|w29|_mmk"),
            new TokenMeasure("new-relic-insert-key", "a New Relic key", "NRII-|c32"),
            new TokenMeasure("new-relic-user-api-key", "a New Relic key", "NRAK-|c27"),
            new TokenMeasure("notion-api-token", "a Notion token", "ntn_|n11|w35"),
            new TokenMeasure("npm-access-token", "an npm token", "npm_|w36"),
            new TokenMeasure("octopus-deploy-api-key", "an Octopus Deploy key", "API-|c26"),
            new TokenMeasure("openai-api-key", "an OpenAI API key", "sk-proj-|d74|T3BlbkFJ|d74"),
            new TokenMeasure("openshift-user-token", "an OpenShift token", "sha256~|d43"),
            new TokenMeasure("perplexity-api-key", "a Perplexity API key", "pplx-|w48"),
            new TokenMeasure("plaid-api-token", "a Plaid token", "access-sandbox-|h8|-|h4|-|h4|-|h4|-|h12"),
            new TokenMeasure("planetscale-api-token", "a PlanetScale secret", "pscale_tkn_|d43"),
            new TokenMeasure("planetscale-oauth-token", "a PlanetScale secret", "pscale_oauth_|d43"),
            new TokenMeasure("planetscale-password", "a PlanetScale secret", "pscale_pw_|d43"),
            new TokenMeasure("postman-api-token", "a Postman key", "PMAK-|h24|-|h34"),
            new TokenMeasure("prefect-api-token", "a Prefect key", "pnu_|w36"),
            new TokenMeasure("pulumi-api-token", "a Pulumi token", "pul-|h40"),
            new TokenMeasure("pypi-upload-token", "a PyPI token", "pypi-AgEIcHlwaS5vcmc|d60"),
            new TokenMeasure("readme-api-token", "a ReadMe key", "rdme_|h70"),
            new TokenMeasure("rubygems-api-token", "a RubyGems key", "rubygems_|h48"),
            new TokenMeasure("scalingo-api-token", "a Scalingo token", "tk-us-|d48"),
            new TokenMeasure("sendgrid-api-token", "a SendGrid key", "SG.|d22|.|d43"),
            new TokenMeasure("sendinblue-api-token", "a Brevo key", "xkeysib-|h64|-|w16"),
            new TokenMeasure("sentry-org-token", "a Sentry token", "sntrys_eyJpYXQiO|w60|LCJyZWdpb25fdXJs|w40|_|w43"),
            new TokenMeasure("sentry-user-token", "a Sentry token", "sntryu_|h64"),
            new TokenMeasure("settlemint-application-access-token", "a SettleMint token", "sm_aat_|w16"),
            new TokenMeasure("settlemint-personal-access-token", "a SettleMint token", "sm_pat_|w16"),
            new TokenMeasure("settlemint-service-access-token", "a SettleMint token", "sm_sat_|w16"),
            new TokenMeasure("shippo-api-token", "a Shippo key", "shippo_live_|h40"),
            new TokenMeasure("shopify-access-token", "a Shopify token", "shpat_|h32"),
            new TokenMeasure("shopify-custom-access-token", "a Shopify token", "shpca_|h32"),
            new TokenMeasure("shopify-private-app-access-token", "a Shopify token", "shppa_|h32"),
            new TokenMeasure("shopify-shared-secret", "a Shopify token", "shpss_|h32"),
            new TokenMeasure("slack-app-token", "a Slack token", "xapp-1-|c11|-|n13|-|h64"),
            new TokenMeasure("slack-bot-token", "a Slack token", "xoxb-|n12|-|n12|-|w24"),
            new TokenMeasure("slack-config-access-token", "a Slack token", "xoxe.xoxp-1-|c163"),
            new TokenMeasure("slack-config-refresh-token", "a Slack token", "xoxe-1-|c146"),
            new TokenMeasure("slack-legacy-bot-token", "a Slack token", "xoxb-|n12|-|w24"),
            new TokenMeasure("slack-legacy-token", "a Slack token", "xoxs-|n12|-|n12|-|n12|-|h32"),
            new TokenMeasure("slack-legacy-workspace-token", "a Slack token", "xoxa-2-|w40"),
            new TokenMeasure("slack-user-token", "a Slack token", "xoxp-|n12|-|n12|-|n12|-|w32"),
            new TokenMeasure("sourcegraph-access-token", "a Sourcegraph token", "sgp_|h40"),
            new TokenMeasure("square-access-token", "a Square token", "sq0atp-|d22"),
            new TokenMeasure("stripe-access-token", "a Stripe key", "sk_live_|w24"),
            new TokenMeasure("twilio-api-key", "a Twilio key", "SK|h32"),
            new TokenMeasure("typeform-api-token", "a Typeform token", "tfp_|d59"),
            new TokenMeasure("vault-batch-token", "a HashiCorp Vault token", "hvb.|d140"),
            new TokenMeasure("vault-service-token", "a HashiCorp Vault token", "hvs.|d95"),
            new TokenMeasure("yandex-api-key", "a Yandex Cloud key", "AQVN|d36"));

    private static final int SAMPLES = 20;
    private static final List<String> CONTEXTS = List.of("%s", "Use %s now.", "key=\"%s\"");
    static final int TOKENS = SAMPLES * 3;
    private static final Map<Character, String> ALPHABETS = Map.of(
            'w', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
            'd', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-",
            'c', "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            'u', "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
            'b', "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
            'h', "0123456789abcdef",
            'l', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            'n', "0123456789");
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
            if (!part.matches("[wdcubhln][0-9]+")) {
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
