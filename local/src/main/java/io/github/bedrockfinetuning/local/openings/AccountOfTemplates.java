package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The account id of templates. If they were synthesized for one account, it is in the name of the bucket for CDK
 * assets; otherwise, a number that none of the templates contains stands for {@code AWS::AccountId}.
 */
final class AccountOfTemplates {
    /** The bucket of CDK assets of an account. */
    static final Pattern ASSETS = Pattern.compile("cdk-[a-z0-9]+-assets-(\\d{12})-[a-z0-9-]+");

    private static final long FIRST = 555_000_000_001L;

    private AccountOfTemplates() {}

    static String of(List<StackTemplate> templates) {
        Set<String> named = new TreeSet<>();
        boolean open = false;
        for (StackTemplate template : templates) {
            for (JsonNode resource : template.json().path("Resources")) {
                JsonNode bucket = resource.path("Properties").path("Code").path("S3Bucket");
                Matcher assets = ASSETS.matcher(bucket.asText());
                if (assets.matches()) {
                    named.add(assets.group(1));
                } else if (!bucket.isMissingNode()) {
                    open = true;
                }
            }
        }
        if (named.size() == 1 && !open) {
            return named.iterator().next();
        }
        String texts = templates.toString();
        long standIn = FIRST;
        while (texts.contains(Long.toString(standIn))) {
            standIn++;
        }
        return Long.toString(standIn);
    }
}
