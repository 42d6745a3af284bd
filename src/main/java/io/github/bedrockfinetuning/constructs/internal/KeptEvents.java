package io.github.bedrockfinetuning.constructs.internal;

import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiObject;
import software.constructs.IConstruct;

/**
 * Keeps EventBridge notifications enabled for a bucket whose other notifications the CDK configures. For {@code
 * addEventNotification}, the CDK adds a custom resource that replaces the complete notification configuration of the
 * bucket. EventBridge is part of this configuration only if it is enabled in the custom resource, too. This aspect
 * enables it there, regardless of when the notifications are added. Buckets without such a custom resource are not
 * changed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">
 *     PutBucketNotificationConfiguration</a>
 * @see <a href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html#eventbridgeenabled">Bucket:
 *     eventBridgeEnabled</a>
 */
public final class KeptEvents extends JsiiObject implements IAspect {
    private static final String HANDLED = "Custom::S3BucketNotifications";

    private final IBucket bucket;

    private KeptEvents(IBucket bucket) {
        super(InitializationMode.JSII);
        this.bucket = bucket;
        JsiiEngine.getInstance().createNewObject(this);
    }

    /** Keeps the events of a bucket that the app creates. */
    public static void of(IBucket bucket) {
        Aspects.of(bucket).add(new KeptEvents(bucket));
    }

    @Override
    public void visit(IConstruct node) {
        if (node instanceof CfnResource resource
                && resource.getCfnResourceType().equals(HANDLED)) {
            bucket.enableEventBridgeNotification();
        }
    }
}
