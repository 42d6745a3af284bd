package io.github.bedrockfinetuning.dataset.sensitive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets by the shapes that their issuers give them. Every pattern is anchored on a literal and bounded, and is
 * tried only where enough of what a secret is made of stands behind that literal: ordinary text full of addresses and
 * hyphens costs one look.
 */
public final class Secrets implements Detector {
    private static final List<Kind> KINDS = new ArrayList<>();
    /** By literal, the fewest bytes of a secret that must stand behind it. */
    private static final Map<String, Integer> MARKS = new LinkedHashMap<>();

    /** @param marks of which a text holds one at least if it holds such a secret */
    private record Kind(String name, Pattern pattern, List<String> marks) {}

    private static final String ADDRESS = "://";
    /** The longest name or password that is looked for in an address, in bytes. */
    private static final int ADDRESS_PART = 400;

    /** A long token is tried at its beginning only: one made of many beginnings would take time by its square. */
    private static final String BOUND = "(?<![A-Za-z0-9_-])";

    static {
        pattern("an AWS access key id", "(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z0-9])", 16, "AKIA", "ASIA");
        pattern(
                "an AWS secret access key",
                "(?i:secret_?access_?key|aws_secret(?:_key)?)[\"']?\\s{0,5}[:=]\\s{0,5}[\"']?([A-Za-z0-9/+]{40})"
                        + "(?![A-Za-z0-9/+=])",
                0,
                "aws_secret",
                "AWS_SECRET",
                "ecretAccessKey",
                "ecret_access_key");
        pattern(
                "a GitHub token",
                "(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})",
                36,
                "ghp_",
                "gho_",
                "ghu_",
                "ghs_",
                "ghr_",
                "github_pat_");
        pattern("a GitLab token", "glpat-[A-Za-z0-9_-]{20,64}", 20, "glpat-");
        pattern("a Slack token", "xox[abprs]-[A-Za-z0-9-]{10,250}", 10, "xoxb-", "xoxa-", "xoxp-", "xoxr-", "xoxs-");
        pattern("a private key", "-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----", 0, "-----BEGIN");
        pattern("a Google API key", "AIza[A-Za-z0-9_-]{35}", 35, "AIza");
        pattern(
                "an API key",
                BOUND + "sk-(?:ant-|proj-|svcacct-|or-v1-)?[A-Za-z0-9_-]{0,150}[A-Za-z0-9]{20,200}",
                20,
                "sk-");
        pattern("a Stripe key", "[sr]k_live_[A-Za-z0-9]{16,250}", 16, "sk_live_", "rk_live_");
        pattern("an npm token", "npm_[A-Za-z0-9]{36}", 36, "npm_");
        pattern("a SendGrid key", "SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}", 22, "SG.");
        pattern(
                "a JSON Web Token",
                BOUND + "eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{10,1000}",
                10,
                "eyJ");
        pattern(
                "a password in an address",
                "[a-z][a-z0-9+.-]{1,20}://[^\\s/:@<>{}$]{1,100}:([^\\s/:@<>{}$]{3,100})@",
                0,
                ADDRESS);
    }

    private static final Literals LITERALS = new Literals(List.copyOf(MARKS.keySet()));

    private static void pattern(String kind, String regex, int behind, String... marks) {
        KINDS.add(new Kind(kind, Pattern.compile(regex), List.of(marks)));
        for (String mark : marks) {
            MARKS.put(mark, behind);
        }
    }

    @Override
    public boolean mayHold(byte[] bytes, int from, int to) {
        return LITERALS.anyIn(bytes, from, to, Secrets::promising);
    }

    private static boolean promising(String mark, byte[] bytes, int behind, int to) {
        if (mark.equals(ADDRESS)) {
            return namesAndPassword(bytes, behind, to);
        }
        int wanted = MARKS.get(mark);
        if (to - behind < wanted) {
            return false;
        }
        for (int i = behind; i < behind + wanted; i++) {
            byte b = bytes[i];
            boolean token =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '-';
            if (!token) {
                return false;
            }
        }
        return true;
    }

    /** Whether a colon and then an at sign stand before anything that ends an address's first part. */
    private static boolean namesAndPassword(byte[] bytes, int behind, int to) {
        boolean colon = false;
        for (int i = behind; i < Math.min(to, behind + 2 * ADDRESS_PART); i++) {
            byte b = bytes[i];
            if (b == '@') {
                return colon;
            }
            if (b == '/' || b >= 0 && b <= ' ' || b == '<' || b == '>' || b == '{' || b == '}' || b == '$') {
                return false;
            }
            colon |= b == ':';
        }
        return false;
    }

    /** What a text holds; where a pattern has a group, only that is the secret. */
    @Override
    public List<Sensitive> in(String text) {
        List<Sensitive> found = new ArrayList<>();
        for (Kind kind : KINDS) {
            if (kind.marks().stream().anyMatch(text::contains)) {
                Matcher matcher = kind.pattern().matcher(text);
                while (matcher.find()) {
                    int group = matcher.groupCount();
                    found.add(Sensitive.of(kind.name(), text, matcher.start(group), matcher.end(group)));
                }
            }
        }
        return found;
    }
}
