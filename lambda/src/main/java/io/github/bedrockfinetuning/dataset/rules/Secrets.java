package io.github.bedrockfinetuning.dataset.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds secrets by the shapes that their issuers give them. Every pattern is anchored on a literal and bounded. */
final class Secrets {
    /** A quick look for these decides whether the patterns are tried at all. */
    private static final Literals MARKS = new Literals(List.of(
            "AKIA",
            "ASIA",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "xoxb-",
            "xoxa-",
            "xoxp-",
            "xoxr-",
            "xoxs-",
            "-----BEGIN",
            "AIza",
            "sk-",
            "sk_live_",
            "rk_live_",
            "npm_",
            "SG.",
            "eyJ",
            "://",
            "aws_secret",
            "AWS_SECRET",
            "ecretAccessKey",
            "ecret_access_key"));

    private static final Map<String, Pattern> PATTERNS = new LinkedHashMap<>();

    static {
        pattern("an AWS access key id", "(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z0-9])");
        pattern(
                "an AWS secret access key",
                "(?i:secret_?access_?key|aws_secret(?:_key)?)[\"']?\\s{0,5}[:=]\\s{0,5}[\"']?([A-Za-z0-9/+]{40})"
                        + "(?![A-Za-z0-9/+=])");
        pattern("a GitHub token", "(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})");
        pattern("a GitLab token", "glpat-[A-Za-z0-9_-]{20,64}");
        pattern("a Slack token", "xox[abprs]-[A-Za-z0-9-]{10,250}");
        pattern("a private key", "-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----");
        pattern("a Google API key", "AIza[A-Za-z0-9_-]{35}");
        pattern(
                "an API key",
                "(?<![A-Za-z0-9])sk-(?:ant-|proj-|svcacct-|or-v1-)?[A-Za-z0-9_-]{0,150}[A-Za-z0-9]{20,200}");
        pattern("a Stripe key", "[sr]k_live_[A-Za-z0-9]{16,250}");
        pattern("an npm token", "npm_[A-Za-z0-9]{36}");
        pattern("a SendGrid key", "SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
        pattern("a JSON Web Token", "eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{10,1000}");
        pattern("a password in an address", "[a-z][a-z0-9+.-]{1,20}://[^\\s/:@<>{}$]{1,100}:([^\\s/:@<>{}$]{3,100})@");
    }

    private static void pattern(String kind, String regex) {
        PATTERNS.put(kind, Pattern.compile(regex));
    }

    boolean mayHold(byte[] bytes, int from, int to) {
        return MARKS.anyIn(bytes, from, to);
    }

    /** What a text holds; where a pattern has a group, only that is the secret. */
    List<Sensitive> in(String text) {
        List<Sensitive> found = new ArrayList<>();
        PATTERNS.forEach((kind, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                int group = matcher.groupCount();
                found.add(Sensitive.of(kind, text, matcher.start(group), matcher.end(group)));
            }
        });
        return found;
    }
}
