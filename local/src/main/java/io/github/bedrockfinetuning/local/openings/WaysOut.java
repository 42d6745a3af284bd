package io.github.bedrockfinetuning.local.openings;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The actions that an identity can use to transfer data to another account, or to grant another account access to
 * data, if anyone can own the resource. All actions are included except those that are known to be harmless: actions
 * that only read or remove, and a few others.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
final class WaysOut {
    private static final Pattern READS_OR_REMOVES = Pattern.compile(
            "[a-z0-9-]+:(get|list|describe|head|batchget|query|scan|search|lookup|view|count|check|validate|"
                    + "delete|remove|stop|cancel|abort|tag|untag)[a-z0-9*?]*");
    private static final Set<String> HARMLESS = Set.of(
            "bedrock:createmodelcustomizationjob",
            "bedrock:invokemodel",
            "bedrock:invokemodel*",
            "bedrock:invokemodelwithresponsestream",
            "cloudwatch:putmetricdata",
            "ec2:assignprivateipaddresses",
            "ec2:createnetworkinterface",
            "ec2:createnetworkinterfacepermission",
            "ec2:createtags",
            "ec2:unassignprivateipaddresses",
            "kms:decrypt",
            "kms:encrypt",
            "kms:generatedatakey",
            "kms:generatedatakey*",
            "kms:reencrypt*",
            "kms:reencryptfrom",
            "kms:reencryptto",
            "logs:createlogdelivery",
            "logs:createloggroup",
            "logs:createlogstream",
            "logs:putlogevents",
            "logs:putresourcepolicy",
            "logs:putretentionpolicy",
            "logs:updatelogdelivery",
            "s3:putbucketnotification",
            "sqs:changemessagevisibility",
            "sqs:receivemessage",
            "xray:puttelemetryrecords",
            "xray:puttracesegments");

    /** An action that returns credentials, although its name suggests a read action. */
    private static final String CREDENTIALS = "sts:GetFederationToken";

    private static final String EVERYTHING = "*";

    private WaysOut() {}

    /** Returns whether a statement in an identity-based policy can allow one of these actions. */
    static boolean among(Clause clause) {
        if (clause.has("notaction")) {
            // A list of exceptions is never complete: the actions of a single missing service are sufficient.
            return clause.texts("notaction").stream()
                    .noneMatch(action -> pattern(action).matcher(EVERYTHING).matches());
        }
        return !clause.texts("action").stream().allMatch(WaysOut::isHarmless);
    }

    private static boolean isHarmless(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return HARMLESS.contains(lower)
                || READS_OR_REMOVES.matcher(lower).matches()
                        && !pattern(action).matcher(CREDENTIALS).matches();
    }

    private static Pattern pattern(String wildcards) {
        StringBuilder regex = new StringBuilder();
        for (char c : wildcards.toLowerCase(Locale.ROOT).toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
