package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * Reads Lambda functions and the permissions to invoke them. Does not read the code of the functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html">AWS::Lambda::Function</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html">AWS::Lambda::Permission</a>
 */
final class FunctionReading {
    private static final Pattern OWN_IMAGE = Pattern.compile("(\\d{12})\\.dkr\\.ecr\\..*");
    private static final Pattern PROXY = Pattern.compile(".*_PROXY|AWS_LAMBDA_EXEC_WRAPPER", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPTIONS = Pattern.compile("_?(JAVA|JDK)(_TOOL|_JAVA)?_OPTIONS");
    private static final Pattern DETOUR = Pattern.compile("proxy|agent|store|classpath|-D|@", Pattern.CASE_INSENSITIVE);

    private FunctionReading() {}

    static void function(StackResource at, Reading.Context context) {
        JsonNode code = at.property("Code");
        if (code.has("S3Bucket")) {
            bucket(at, context, "Code.S3Bucket", code.path("S3Bucket").asText());
        }
        if (code.has("ImageUri")) {
            image(at, context, code.path("ImageUri").asText());
        }
        detours(at, context.findings());
        OwnNames.environment(at).forEach((name, value) -> {
            if (name.endsWith("_BUCKET") && !context.account().isWorkflowsBucket(value)) {
                context.opening(
                        at,
                        "Environment.Variables." + name.substring(name.lastIndexOf(' ') + 1),
                        "the owner of bucket " + value,
                        "stores data of the function, although no other function of the workflow uses this bucket",
                        "Use the bucket of the workflow.");
            }
        });
    }

    /** Finds environment variables that redirect requests from the JVM or the SDK, or that load other code. */
    private static void detours(StackResource at, Findings findings) {
        at.property("Environment").path("Variables").properties().forEach(entry -> {
            boolean proxy = PROXY.matcher(entry.getKey()).matches();
            boolean options = OPTIONS.matcher(entry.getKey()).matches()
                    && DETOUR.matcher(entry.getValue().asText()).find();
            if (proxy || options) {
                findings.opening(
                        at,
                        "Environment.Variables." + entry.getKey(),
                        entry.getValue().asText(),
                        "can redirect requests or load other code",
                        "Remove the variable.");
            }
        });
    }

    static void layer(StackResource at, Reading.Context context) {
        bucket(
                at,
                context,
                "Content.S3Bucket",
                at.property("Content").path("S3Bucket").asText());
    }

    /** Finds code that is stored neither in a bucket in the stack nor in the CDK assets bucket of the account. */
    private static void bucket(StackResource at, Reading.Context context, String path, String bucket) {
        var assets = AccountOfTemplates.ASSETS.matcher(bucket);
        boolean own = assets.matches() && context.account().isOwn(assets.group(1));
        if (!own && !context.account().isOwnBucket(bucket)) {
            context.opening(
                    at,
                    path,
                    "the owner of bucket " + bucket,
                    "controls the code that runs with the role of the function",
                    "Use code from the CDK assets bucket in this account.");
        }
    }

    private static void image(StackResource at, Reading.Context context, String image) {
        var own = OWN_IMAGE.matcher(image);
        if (!own.matches() || !context.account().isOwn(own.group(1))) {
            context.opening(
                    at,
                    "Code.ImageUri",
                    "the owner of " + image,
                    "controls the code that runs with the role of the function",
                    "Use an image from a registry in this account.");
        }
    }

    static void url(StackResource at, Reading.Context context) {
        if (!at.property("AuthType").asText().equals("AWS_IAM")) {
            context.opening(at, "AuthType", "everybody", "lambda:InvokeFunctionUrl", "Set AuthType to AWS_IAM.");
        }
    }

    /** Reads a permission, which is a statement in the policy of a function or a layer version. */
    static void permission(StackResource at, Reading.Context context) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode().put("Effect", "Allow");
        statement.set("Action", at.property("Action"));
        String principal = at.property("Principal").asText();
        boolean service = principal.contains(".") && !principal.startsWith("arn:");
        statement.putObject("Principal").put(service ? "Service" : "AWS", principal);
        ObjectNode conditions = statement.putObject("Condition");
        ObjectNode equals = conditions.putObject("StringEquals");
        if (at.properties().has("SourceArn")) {
            conditions.putObject("ArnLike").set("aws:SourceArn", at.property("SourceArn"));
        }
        if (at.properties().has("SourceAccount")) {
            equals.set("aws:SourceAccount", at.property("SourceAccount"));
        }
        if (!at.property("PrincipalOrgID").asText().isEmpty()) {
            equals.set("aws:PrincipalOrgID", at.property("PrincipalOrgID"));
        }
        new ResourcePolicies(context.account(), context.findings())
                .clause(at, "the permission", new Clause(statement, 1));
    }
}
