package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Determines the ID of the account that the templates were synthesized for. If they were synthesized for one account,
 * the ID is part of the name of the CDK assets bucket. Otherwise, {@code AWS::AccountId} is replaced with a number
 * that occurs in none of the templates.
 */
final class AccountOfTemplates {
    /** The name pattern of the CDK assets bucket in an account. */
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
