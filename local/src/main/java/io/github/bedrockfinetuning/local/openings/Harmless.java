package io.github.bedrockfinetuning.local.openings;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Actions that hand nothing to another account even if the resource may be anybody's: what reads or removes, and few others.
 * Whatever is not known to be harmless is taken for a way out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>
 */
final class Harmless {
    private static final Pattern READS_OR_REMOVES = Pattern.compile(
            "[a-z0-9-]+:(get|list|describe|head|batchget|query|scan|search|lookup|view|count|check|validate|"
                    + "delete|remove|stop|cancel|abort|tag|untag)[a-z0-9*?]*");
    private static final Set<String> OTHERS = Set.of(
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

    private Harmless() {}

    static boolean isOne(String action) {
        String written = action.toLowerCase(Locale.ROOT);
        return OTHERS.contains(written) || READS_OR_REMOVES.matcher(written).matches();
    }
}
