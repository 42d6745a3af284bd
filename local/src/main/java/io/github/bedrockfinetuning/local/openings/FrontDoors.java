package io.github.bedrockfinetuning.local.openings;

import java.util.Locale;
import java.util.Set;

/**
 * Services that hand requests of others through: even for a resource of the account they act for whoever asks. Amazon
 * CloudFront, for instance, reads a bucket for every viewer of a distribution.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html">Restrict
 *     access to an Amazon S3 origin</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html">Invoking a Lambda function using an
 *     Amazon API Gateway endpoint</a>
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">Lambda functions
 *     as targets of an Application Load Balancer</a>
 */
final class FrontDoors {
    private static final Set<String> SERVICES = Set.of(
            "alexa-appkit.amazon.com",
            "alexa-connectedhome.amazon.com",
            "apigateway.amazonaws.com",
            "appsync.amazonaws.com",
            "cloudfront.amazonaws.com",
            "cognito-idp.amazonaws.com",
            "edgelambda.amazonaws.com",
            "elasticloadbalancing.amazonaws.com",
            "iot.amazonaws.com",
            "lex.amazonaws.com",
            "lexv2.amazonaws.com",
            "transfer.amazonaws.com",
            "vpc-lattice.amazonaws.com");

    private FrontDoors() {}

    static boolean isOne(String service) {
        return SERVICES.contains(service.toLowerCase(Locale.ROOT));
    }
}
