package io.github.bedrockfinetuning.constructs.internal;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.IResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.kms.IAlias;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Validates the existing resources that props contain, and replaces an alias with its key. A workflow uses resources of
 * its own Region and, except for keys and topics, of its own account.
 */
public final class Existing {
    /**
     * Names of S3 resources other than general purpose buckets (access point aliases, Object Lambda access points,
     * directory buckets, and table buckets), as well as ARNs and paths.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming
     *     rules</a>
     */
    private static final Pattern NOT_A_BUCKET =
            Pattern.compile("(?s).*(-s3alias|--ol-s3|--x-s3|--table-s3|\\.mrap)|arn:.*|.*:.*|accesspoint/.*");

    private static final String ALIAS_ARN = ":alias/";

    private Existing() {}

    /**
     * Returns the key itself if an alias is specified. IAM policies and conditions compare the ARN of a key, never the
     * ARN of an alias.
     *
     * @throws IllegalArgumentException if the key of an alias is not known, or if the key is in another Region or stage
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html">Use aliases to
     *     control access to KMS keys</a>
     */
    public static IKey key(Construct scope, String prop, IKey specified) {
        IKey key = specified;
        for (int i = 0; key instanceof IAlias alias && i < 10; i++) {
            key = target(prop, alias);
        }
        if (String.valueOf(Stack.of(scope).resolve(key.getKeyArn())).contains(ALIAS_ARN)) {
            throw unknownKey(prop);
        }
        requireReachable(scope, prop, "key", "Key.fromKeyArn", key);
        return key;
    }

    /** Returns the key itself if a resource is encrypted with an alias, or null if there is no key. */
    public static @Nullable IKey keyOrNull(Construct scope, String prop, @Nullable IKey specified) {
        return specified == null ? null : key(scope, prop, specified);
    }

    private static IKey target(String prop, IAlias alias) {
        try {
            return Objects.requireNonNull(alias.getAliasTargetKey());
        } catch (RuntimeException onlyItsName) {
            throw unknownKey(prop);
        }
    }

    private static IllegalArgumentException unknownKey(String prop) {
        return new IllegalArgumentException(prop
                + " is an alias, and its key is not known. IAM policies apply to keys, not to aliases. Specify the key,"
                + " for example with Key.fromKeyArn or Key.fromLookup.");
    }

    /**
     * Validates a bucket.
     *
     * @throws IllegalArgumentException if it is not a general purpose bucket, or if it is in another account, Region, or
     *     stage
     */
    public static IBucket bucket(Construct scope, String prop, IBucket bucket) {
        if (!isOwn(bucket)) {
            String name = bucket.getBucketName();
            if (!Token.isUnresolved(name)
                    && !name.startsWith(DUMMY)
                    && NOT_A_BUCKET.matcher(name).matches()) {
                throw new IllegalArgumentException(prop + " is " + name
                        + ", which is not the name of a general purpose bucket. Access points, directory buckets, and"
                        + " table buckets do not send the events and do not have the policies that the workflow needs."
                        + " Specify the bucket itself.");
            }
        }
        requireReachable(scope, prop, "bucket", "Bucket.fromBucketName", bucket);
        String account = bucket.getEnv().getAccount();
        String own = Stack.of(scope).getAccount();
        if (differ(account, own)) {
            throw new IllegalArgumentException(prop + " belongs to account " + account
                    + ", but the stack is in account " + own
                    + ". The workflow's policies deny access to buckets in other accounts. Specify a bucket in "
                    + "account " + own + ".");
        }
        return bucket;
    }

    /** The beginning of the value that the CDK returns for a parameter that has not been looked up yet. */
    static final String DUMMY = "dummy-value-for-";

    /** Returns whether the CDK returned a placeholder, because the first pass of synthesis precedes the lookup. */
    public static boolean isPlaceholder(@Nullable Object value) {
        return String.valueOf(value).contains(DUMMY);
    }

    /**
     * Rejects a resource in another Region or stage.
     *
     * @param kind the noun for the resource, for messages
     * @param byName the CDK's method that imports such a resource
     */
    public static void requireReachable(Construct scope, String prop, String kind, String byName, IResource resource) {
        if (isOwn(resource)) {
            String stage = stage(resource);
            String own = stage(scope);
            if (!stage.equals(own)) {
                throw new IllegalArgumentException(prop + " is in " + named(stage) + ", but the workflow is in "
                        + named(own) + ". Stages are deployed separately and cannot use each other's resources. Create"
                        + " the " + kind + " in the workflow's stage, or import it with " + byName + ".");
            }
        }
        String region = resource.getEnv().getRegion();
        String own = Stack.of(scope).getRegion();
        if (differ(region, own)) {
            throw new IllegalArgumentException(prop + " is in the Region " + region + ", but the stack is in "
                    + own
                    + ". A workflow uses only resources in its own Region. Specify a "
                    + kind + " in " + own + ".");
        }
    }

    /** Returns whether this app creates the resource. */
    public static boolean isOwn(IConstruct resource) {
        return resource.getNode().getDefaultChild() instanceof CfnElement;
    }

    /**
     * Returns whether a resource belongs to the stack of a construct. The policy of a resource of another stack must not
     * contain the ARNs of this stack's roles: CloudFormation does not support stacks that depend on each other.
     */
    public static boolean inStackOf(IConstruct scope, IConstruct resource) {
        return Stack.of(resource)
                .getNode()
                .getPath()
                .equals(Stack.of(scope).getNode().getPath());
    }

    private static boolean differ(String one, String other) {
        return !Token.isUnresolved(one) && !Token.isUnresolved(other) && !one.equals(other);
    }

    private static String stage(IConstruct construct) {
        Stage stage = Stage.of(construct);
        return stage == null ? "" : stage.getNode().getPath();
    }

    private static String named(String stage) {
        return stage.isEmpty() ? "no stage" : "the stage " + stage;
    }
}
