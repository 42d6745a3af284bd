package io.github.bedrockfinetuning.local.openings;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The resources and Regions in the account of the stacks.
 *
 * @param ids the account ID; a substitute if the templates do not contain it
 * @param buckets the names of the buckets in the templates
 * @param importedKeys the ARNs of imported keys
 * @param importedBuckets the names of imported buckets
 * @param regions the Regions of the stacks
 */
record OwnAccount(
        Set<String> ids,
        Set<String> buckets,
        Set<String> importedKeys,
        Set<String> importedBuckets,
        Set<String> regions) {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ARN = Pattern.compile("arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)", Pattern.DOTALL);
    private static final String S3_PREFIX = ":s3:::";

    OwnAccount {
        ids = Set.copyOf(ids);
        buckets = Set.copyOf(buckets);
        importedKeys = Set.copyOf(importedKeys);
        importedBuckets = Set.copyOf(importedBuckets);
        regions = Set.copyOf(regions);
    }

    /**
     * Returns whether an ARN belongs to the bucket in which CloudFormation receives responses from custom resources,
     * in the Region of a stack.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html">VPC
     *     endpoint policies for CloudFormation buckets</a>
     */
    boolean isForAnswersToCloudFormation(String arn) {
        return regions.stream()
                .anyMatch(region -> arn.matches("arn:[a-z-]+:s3:::cloudformation-custom-resource-response-"
                        + region.replace("-", "") + "/\\*"));
    }

    boolean isOwn(String account) {
        return ids.contains(account);
    }

    static boolean isAccount(String text) {
        return ACCOUNT.matcher(text).matches();
    }

    /** Returns whether an ARN or an ARN pattern matches only resources in the account. */
    boolean holds(String arn) {
        if (importedKeys.contains(arn)) {
            return true;
        }
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            return false;
        }
        if (isOwn(parts.group(4))) {
            return true;
        }
        return parts.group(2).equals("s3") && parts.group(4).isEmpty() && isOwnBucket(parts.group(5));
    }

    /** Returns whether a bucket name, or a path in a bucket, refers to a bucket in the templates. */
    boolean isOwnBucket(String path) {
        int slash = path.indexOf('/');
        return buckets.contains(slash < 0 ? path : path.substring(0, slash));
    }

    /** Returns whether a bucket belongs to the workflow or is imported. */
    boolean isWorkflowsBucket(String name) {
        return isOwnBucket(name) || importedBuckets.contains(name);
    }

    /** Returns the account in an ARN, or null if the string is not an ARN. */
    static @Nullable String accountOf(String arn) {
        Matcher parts = ARN.matcher(arn);
        return parts.matches() ? parts.group(4) : null;
    }

    static boolean isS3(String arn) {
        return arn.contains(S3_PREFIX);
    }
}
