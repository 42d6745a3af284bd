package io.github.bedrockfinetuning.dataset.sensitive;

import static io.github.bedrockfinetuning.dataset.sensitive.TokenForm.HEX;
import static io.github.bedrockfinetuning.dataset.sensitive.TokenForm.WORD;
import static io.github.bedrockfinetuning.dataset.sensitive.TokenForm.WORD_OR_DASH;
import static io.github.bedrockfinetuning.dataset.sensitive.TokenForm.around;
import static io.github.bedrockfinetuning.dataset.sensitive.TokenForm.behind;
import static io.github.bedrockfinetuning.dataset.sensitive.TokenForm.form;
import static io.github.bedrockfinetuning.dataset.sensitive.TokenForm.token;

import java.util.List;

/**
 * Tokens that have a prefix or another fixed part that identifies the issuer, with the lengths and alphabets that the
 * issuer uses.
 *
 * @see <a href="https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml">gitleaks, which gathers them</a>
 * @see <a href="https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns">
 *     GitHub's list of issuers</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM's prefixes</a>
 */
final class IssuedTokens {
    static final List<SecretForm> ALL = List.of(
            // AWS. Bedrock's long-term keys are Base64 after ABSK. A short-term key is a presigned URL in Base64.
            token("an AWS access key id", "[A-Z0-9]", 16, 16, "AKIA"),
            token("an AWS access key id", "[A-Z0-9]", 16, 16, "ASIA", "ABIA", "ACCA")
                    .provenBy(TokenForm::mixed),
            form("an Amazon Bedrock API key", List.of("ABSK"), 100, "ABSK[A-Za-z0-9+/]{100,300}={0,2}"),
            form(
                    "an Amazon Bedrock API key",
                    List.of("bedrock-api-key-"),
                    24,
                    "bedrock-api-key-[A-Za-z0-9+/_-]{24,8000}={0,2}"),
            form(
                    "an AWS session token",
                    List.of("IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz"),
                    100,
                    "(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/]{100,4000}={0,2}"),
            form(
                    "an Amazon MWS token",
                    List.of("amzn.mws."),
                    36,
                    "amzn\\.mws\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
            // Code and packages
            token("a GitHub token", WORD, 36, 255, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
            token("a GitHub token", "[A-Za-z0-9_]", 50, 255, "github_pat_"),
            form(
                    "a GitLab token",
                    List.of(
                            "glpat-",
                            "gloas-",
                            "gldt-",
                            "glrt-",
                            "glcbt-",
                            "glptt-",
                            "glft-",
                            "glimt-",
                            "glagent-",
                            "glwt-",
                            "glsoat-",
                            "glffct-"),
                    16,
                    "gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|wt|soat|ffct)-[A-Za-z0-9_.-]{19,300}[A-Za-z0-9_-]"),
            token("a GitLab token", WORD_OR_DASH, 20, 20, "GR1348941"),
            token("an npm token", WORD, 36, 36, "npm_"),
            token("a PyPI token", WORD_OR_DASH, 50, 1000, "pypi-Ag"),
            token("a RubyGems key", "[0-9a-f]", 48, 48, "rubygems_"),
            token("a Clojars token", WORD, 60, 60, "CLOJARS_"),
            token("an Artifactory key", WORD, 69, 69, "AKCp"),
            token("an Artifactory key", WORD, 59, 59, "cmVmd"),
            token("a Docker Hub token", WORD_OR_DASH, 27, 40, "dckr_pat_", "dckr_oat_"),
            around("a Terraform token", ".atlasv1.", 14, 60, "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}"),
            token("a HashiCorp Vault token", WORD_OR_DASH, 24, 400, "hvs.", "hvb.", "hvr."),
            token("a Pulumi token", "[0-9a-f]", 40, 40, "pul-"),
            token("a Doppler token", WORD, 40, 44, "dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."),
            token("a CircleCI token", "[A-Za-z0-9_]", 50, 90, "CCIPAT_", "CCIPRJ_"),
            token("a Sourcegraph token", "[A-Za-z0-9_]", 40, 70, "sgp_").provenBy(TokenForm::mixed),
            token("a Postman key", "[0-9a-f-]", 59, 59, "PMAK-"),
            token("an Octopus Deploy key", "[A-Z0-9]", 26, 34, "API-").provenBy(TokenForm::mixed),
            // Chat and email
            form("a Slack token", slack(), 10, "xox[a-z]-[A-Za-z0-9-]{10,250}").provenBy(TokenForm::mixed),
            form("a Slack token", List.of("xoxe.xox"), 0, "xoxe\\.xox[bp]-[0-9]-[A-Za-z0-9-]{40,250}"),
            form("a Slack token", List.of("xapp-"), 20, "xapp-[0-9]-[A-Za-z0-9]{5,40}-[0-9]{5,20}-[A-Za-z0-9]{20,128}"),
            behind(
                    "a Slack webhook",
                    List.of("hooks.slack"),
                    0,
                    "hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/"
                            + "([A-Za-z0-9]{6,20}/[A-Za-z0-9]{6,24}/[A-Za-z0-9/]{16,60})"),
            behind(
                    "a Discord webhook",
                    List.of("/api/webhooks/"),
                    17,
                    "/api/webhooks/([0-9]{17,20}/[A-Za-z0-9_-]{50,90})"),
            behind(
                    "a Microsoft Teams webhook",
                    List.of("/IncomingWebhook/"),
                    32,
                    "/IncomingWebhook/([0-9a-f]{32}/[0-9a-f-]{36})"),
            behind(
                    "a Telegram bot token",
                    List.of(":AA"),
                    33,
                    "(?<=[0-9]{8,10}):(AA[A-Za-z0-9_-]{32,33})(?![A-Za-z0-9_-])"),
            form("a SendGrid key", List.of("SG."), 16, "SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{30,64}"),
            token("a Twilio key", HEX, 32, 32, "SK"),
            token("a Mailgun key", "[0-9a-f]", 32, 32, "key-"),
            around("a Mailchimp key", "-us", 32, 1, "[0-9a-f]{32}-us[0-9]{1,2}(?![A-Za-z0-9])"),
            form("a Brevo key", List.of("xkeysib-"), 64, "xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
            token("a Resend key", "[A-Za-z0-9_]", 24, 40, "re_").provenBy(TokenForm::mixed),
            // Payment and shops
            token(
                    "a Stripe key",
                    WORD,
                    16,
                    250,
                    "sk_live_",
                    "rk_live_",
                    "sk_test_",
                    "rk_test_",
                    "sk_prod_",
                    "rk_prod_"),
            token("a Stripe webhook secret", "[A-Za-z0-9+/=]", 32, 64, "whsec_"),
            token("a Square token", WORD_OR_DASH, 22, 60, "sq0atp-", "sq0csp-"),
            token("a Square token", WORD_OR_DASH, 56, 60, "EAAA").provenBy(TokenForm::mixed),
            token("a Shopify token", HEX, 32, 32, "shpat_", "shpca_", "shppa_", "shpss_"),
            form(
                    "a PayPal token",
                    List.of("access_token$"),
                    0,
                    "access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}"),
            form(
                    "a Plaid token",
                    List.of("access-production-", "access-development-", "access-sandbox-"),
                    36,
                    "access-(?:production|development|sandbox)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
            token("a Flutterwave key", "[0-9A-Za-z-]", 12, 40, "FLWSECK-", "FLWSECK_TEST-"),
            token("an EasyPost key", WORD, 54, 54, "EZAK", "EZTK"),
            token("a Shippo key", HEX, 40, 40, "shippo_live_", "shippo_test_"),
            token("a Duffel key", "[A-Za-z0-9_=-]", 43, 43, "duffel_live_", "duffel_test_"),
            // Clouds and databases
            token("a Google API key", WORD_OR_DASH, 35, 35, "AIza"),
            token("a Google client secret", WORD_OR_DASH, 24, 40, "GOCSPX-"),
            token("a Google access token", "[A-Za-z0-9_.-]", 30, 400, "ya29."),
            around("an Azure client secret", "Q~", 4, 31, "[A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}"),
            around("an Azure DevOps token", "AZDO", 76, 4, "[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9])"),
            around("an Azure storage key", "+ASt", 76, 5, "[A-Za-z0-9+/]{76}\\+ASt[A-Za-z0-9+/]{6}=="),
            token("an Alibaba Cloud access key", WORD, 16, 24, "LTAI").provenBy(TokenForm::mixed),
            token("a Tencent Cloud secret id", WORD, 32, 32, "AKID").provenBy(TokenForm::mixed),
            token("a Yandex Cloud key", WORD_OR_DASH, 35, 38, "AQVN"),
            token("a DigitalOcean token", "[0-9a-f]", 64, 64, "dop_v1_", "doo_v1_", "dor_v1_"),
            token("a Heroku key", WORD_OR_DASH, 36, 70, "HRKU-"),
            token("a Fly.io token", "[A-Za-z0-9+/=_-]", 43, 4000, "fo1_", "fm1r_", "fm1a_", "fm2_"),
            token("a Cloudflare key", "[0-9a-f-]", 171, 171, "v1.0-"),
            token("a Supabase key", "[A-Za-z0-9_-]", 30, 60, "sbp_", "sb_secret_"),
            token("a PlanetScale secret", "[A-Za-z0-9_=.-]", 32, 64, "pscale_tkn_", "pscale_oauth_", "pscale_pw_"),
            token("a Databricks token", "[0-9a-f]", 32, 32, "dapi"),
            token("a Sentry token", "[A-Za-z0-9+/=_-]", 60, 500, "sntrys_", "sntryu_"),
            token("a Tailscale key", WORD_OR_DASH, 20, 80, "tskey-").provenBy(TokenForm::mixed),
            form("a Dynatrace token", List.of("dt0c01.", "dt0s01."), 24, "dt0[cs]01\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}"),
            token("a Grafana token", "[A-Za-z0-9+/=_]", 32, 400, "glsa_", "glc_"),
            token("a New Relic key", "[A-Za-z0-9-]", 27, 40, "NRAK-", "NRII-"),
            token("a PostHog key", WORD, 32, 64, "phx_"),
            token("a Linear key", WORD, 32, 48, "lin_api_", "lin_oauth_"),
            token("a Notion token", WORD, 40, 60, "ntn_"),
            token("a Figma token", WORD_OR_DASH, 36, 60, "figd_"),
            token("a Typeform token", "[A-Za-z0-9_.=-]", 40, 80, "tfp_").provenBy(TokenForm::mixed),
            token("a ReadMe key", WORD, 64, 80, "rdme_"),
            token("a Prefect key", WORD, 36, 36, "pnu_", "pnb_"),
            token("a Contentful token", WORD_OR_DASH, 43, 64, "CFPAT-"),
            token("an Atlassian token", "[A-Za-z0-9_=-]", 60, 250, "ATATT3", "ATCTT3"),
            token("a Bitbucket token", WORD, 28, 40, "ATBB"),
            token("a Facebook access token", WORD, 80, 300, "EAAM", "EAAC").provenBy(TokenForm::mixed),
            token("an OpenShift token", WORD_OR_DASH, 43, 43, "sha256~"),
            token("a 1Password token", "[A-Za-z0-9+/=_-]", 100, 2000, "ops_eyJ"),
            form(
                            "a 1Password secret key",
                            List.of("A3-"),
                            31,
                            "A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}(?![A-Za-z0-9-])")
                    .provenBy(TokenForm::mixed),
            token("an Adobe client secret", WORD, 32, 32, "p8e-").provenBy(TokenForm::mixed),
            token("a ClickHouse Cloud key", WORD, 38, 38, "4b1d").provenBy(TokenForm::mixed),
            // From gitleaks' rules as of 2026-12-01.
            token("a Frame.io token", "[A-Za-z0-9_=-]", 64, 64, "fio-u-"),
            token("an Infracost key", WORD, 32, 32, "ico-").provenBy(TokenForm::mixed),
            token("a 42 client secret", HEX, 64, 64, "s-s4t2ud-", "s-s4t2af-"),
            around("a MaxMind key", "_mmk", 36, 0, "[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?![A-Za-z0-9_-])")
                    .provenBy(TokenForm::mixed),
            token("a Scalingo token", WORD_OR_DASH, 48, 48, "tk-us-").provenBy(TokenForm::mixed),
            token("a SettleMint token", WORD, 16, 16, "sm_aat_", "sm_pat_", "sm_sat_"),
            token("an age secret key", "[A-Z0-9]", 58, 58, "AGE-SECRET-KEY-1"),
            // Models
            token("an Anthropic API key", WORD_OR_DASH, 24, 200, "sk-ant-").provenBy(TokenForm::mixed),
            token(
                            "an OpenAI API key",
                            WORD_OR_DASH,
                            20,
                            250,
                            "sk-proj-",
                            "sk-svcacct-",
                            "sk-admin-",
                            "sk-None-",
                            "sk-service-")
                    .provenBy(TokenForm::mixed),
            token("an OpenRouter API key", WORD_OR_DASH, 32, 100, "sk-or-v1-", "sk-or-"),
            form("an API key", List.of("sk-"), 20, "sk-(?:[A-Za-z0-9]{2,20}-){0,2}[A-Za-z0-9]{20,200}(?![A-Za-z0-9])")
                    .provenBy(TokenForm::mixed),
            token("an API key", "[0-9a-f]", 48, 48, "sk_"),
            token("a Hugging Face token", WORD, 30, 40, "hf_", "api_org_", "hf_oauth_"),
            token("a Replicate token", WORD, 36, 40, "r8_"),
            token("a Groq API key", WORD, 48, 60, "gsk_"),
            token("an xAI API key", WORD, 70, 90, "xai-"),
            token("a Perplexity API key", WORD, 40, 64, "pplx-"),
            token("an NVIDIA API key", WORD_OR_DASH, 60, 80, "nvapi-"),
            token("a Pinecone API key", "[A-Za-z0-9_]", 40, 90, "pcsk_"),
            token("a LangSmith API key", "[0-9a-f_]", 43, 43, "lsv2_pt_", "lsv2_sk_"),
            token("a Tavily API key", "[A-Za-z0-9-]", 28, 60, "tvly-").provenBy(TokenForm::mixed),
            // Signed claims. The signature is after the second period.
            form(
                    "a JSON Web Token",
                    List.of("eyJ"),
                    10,
                    "eyJ[A-Za-z0-9_-]{10,2000}\\.(?:eyJ[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{10,1000}"
                            + "|[A-Za-z0-9_-]{0,1000}\\.[A-Za-z0-9_-]{8,100}\\.[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{16,64})"));

    private IssuedTokens() {}

    private static List<String> slack() {
        return List.of("xoxa-", "xoxb-", "xoxc-", "xoxd-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-");
    }
}
