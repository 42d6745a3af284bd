package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads all properties of a resource of any type. Policy documents are read as policies. Any other text that refers to
 * another account, a bucket outside the stack, or an address outside AWS is an opening.
 */
final class Walk {
    private static final Set<String> POLICIES = Set.of("PolicyDocument", "KeyPolicy", "AssumeRolePolicyDocument");
    /** A resource type whose document is a subscription or a data protection policy. */
    private static final String ACCOUNT_POLICY = "AWS::Logs::AccountPolicy";

    private static final String ENDPOINT = "AWS::EC2::VPCEndpoint";
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:[a-z0-9-]*:[a-z0-9-]*:(\\d{12}):([^\\s\"',;]*)");
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z])\\d{12}(?![0-9A-Za-z])");
    /** The pattern of UUIDs. The end of a UUID can look like an account ID. */
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Pattern BUCKET = Pattern.compile("arn:[a-z-]+:s3:::([A-Za-z0-9.*?_-]+)");
    private static final Pattern URL =
            Pattern.compile("[a-z][a-z0-9+.-]*://([^\\s/\"'?#,;]*)[^\\s\"',;]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN_URL = Pattern.compile("(sqs|states)\\.[a-z0-9-]+\\.amazonaws\\.com");
    /** The values that create an opening if a policy takes them from a mapping. */
    private static final Set<String> DECISIVE = Set.of("*", "Allow", "PublicRead", "PublicReadWrite");
    /** The properties that contain descriptions. */
    private static final Set<String> PROSE = Set.of("Description", "AlarmDescription", "GroupDescription", "Tags");

    private static final Pattern BUCKET_PROPERTY =
            Pattern.compile("(S3|OutputS3|Destination)?Bucket(Name)?", Pattern.CASE_INSENSITIVE);
    /** The resource types that have their own rules for buckets, or that can use any bucket. */
    private static final Set<String> OTHER_BUCKETS = Set.of(
            "AWS::Lambda::Function",
            "AWS::Lambda::LayerVersion",
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::S3::AccessPoint",
            "AWS::CloudTrail::Trail",
            "AWS::CloudWatch::Dashboard",
            "AWS::CloudWatch::Alarm");

    private static final Pattern DESTINATION =
            Pattern.compile("arn:[a-z-]+:events:[a-z0-9-]*:\\d*:api-destination/[^\\s\"',;]*");

    /** The resource types with identity-based policies. */
    private static final Set<String> IDENTITY_POLICIES = Set.of(
            "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::RolePolicy",
            "AWS::IAM::UserPolicy",
            "AWS::IAM::GroupPolicy",
            "AWS::IAM::User",
            "AWS::IAM::Group",
            "AWS::SSO::PermissionSet");

    private final OwnAccount account;
    private final Findings findings;
    private final ResourcePolicies resourcePolicies;
    private final IdentityPolicies identityPolicies;

    Walk(OwnAccount account, Findings findings) {
        this.account = account;
        this.findings = findings;
        resourcePolicies = new ResourcePolicies(account, findings);
        identityPolicies = new IdentityPolicies(account, findings);
    }

    void through(StackResource at) {
        besides(at, Set.of());
    }

    /** Reads all properties except the specified ones. */
    void besides(StackResource at, Set<String> known) {
        at.properties().properties().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .forEach(entry -> visit(at, entry.getKey(), entry.getKey(), entry.getValue()));
    }

    private void visit(StackResource at, String path, String name, JsonNode node) {
        boolean prose = PROSE.contains(name) && (path.equals(name) || path.startsWith("SecurityGroup"));
        if (prose) {
            return;
        }
        if (Documents.isPolicy(node)) {
            policy(at, path, node);
            return;
        }
        boolean text = node.isTextual() && Documents.isPolicy(Documents.parse(node.textValue()));
        if (POLICIES.contains(path) && !text && !at.type().equals(ACCOUNT_POLICY)) {
            findings.unread(at, path + " contains no readable policy");
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> visit(at, path + "." + entry.getKey(), entry.getKey(), entry.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                visit(at, path + "[" + i + "]", "", node.get(i));
            }
        } else if (node.isTextual()) {
            JsonNode inside = Documents.parse(node.textValue());
            if (inside.isContainerNode()) {
                visit(at, path, "", inside);
            } else {
                if (Documents.looksLikePolicy(node.textValue())) {
                    findings.unread(at, path + " looks like a policy, but cannot be read");
                }
                bucketName(at, path, name, node.textValue());
                text(at, path, node.textValue());
            }
        } else if (node.isNumber()) {
            number(at, path, node);
        }
    }

    private void number(StackResource at, String path, JsonNode node) {
        boolean finite = node.isIntegralNumber() || Double.isFinite(node.doubleValue());
        if (finite) {
            text(at, path, node.decimalValue().toBigInteger().toString());
        } else {
            findings.unread(at, path + " is too large a number");
        }
    }

    private void policy(StackResource at, String path, JsonNode document) {
        boolean identity = IDENTITY_POLICIES.contains(at.type())
                || at.type().equals("AWS::IAM::Role") && path.startsWith("Policies");
        Documents.clauses(document, why -> findings.unread(at, path + ": " + why))
                .forEach(clause -> {
                    if (at.type().equals(ENDPOINT)) {
                        endpoint(at, path, clause);
                    } else if (identity && !clause.has("principal") && !clause.has("notprincipal")) {
                        identityPolicies.clause(at, path, clause);
                    } else {
                        resourcePolicies.clause(at, path, clause);
                    }
                });
    }

    /** Reads an endpoint policy. It restricts both the callers and the resources. */
    private void endpoint(StackResource at, String path, Clause clause) {
        boolean answers = !clause.texts("resource").isEmpty()
                && clause.texts("resource").stream().allMatch(account::isForAnswersToCloudFormation);
        if (!answers) {
            resourcePolicies.clause(at, path, clause);
            identityPolicies.clause(at, path, clause);
        }
    }

    private void bucketName(StackResource at, String path, String name, String value) {
        boolean chosenLater = value.startsWith("$") || value.startsWith("{%") || value.startsWith("arn:");
        if (BUCKET_PROPERTY.matcher(name).matches()
                && !OTHER_BUCKETS.contains(at.type())
                && !chosenLater
                && !account.isWorkflowsBucket(value)) {
            names(at, path, "the owner of bucket " + value, value);
        }
    }

    private void text(StackResource at, String path, String text) {
        if (at.type().isEmpty() && DECISIVE.contains(text)) {
            findings.unread(at, path + " is \"" + text + "\" for another Region or parameter");
        }
        if (Unresolved.isIn(text)) {
            findings.unread(at, path + " is \"" + text + "\", which depends on a value outside the template");
        }
        String rest = ARN.matcher(text).replaceAll(found -> {
            if (!account.holds(found.group())) {
                names(at, path, "account " + found.group(1), found.group());
            }
            return Matcher.quoteReplacement(" " + found.group(2));
        });
        Matcher number = NUMBER.matcher(UUID.matcher(rest).replaceAll(" "));
        while (number.find()) {
            if (!account.isOwn(number.group())) {
                names(at, path, "account " + number.group(), text);
            }
        }
        Matcher bucket = BUCKET.matcher(rest);
        while (bucket.find()) {
            if (!account.isOwnBucket(bucket.group(1))) {
                names(at, path, "the owner of bucket " + bucket.group(1), bucket.group());
            }
        }
        Matcher destination = DESTINATION.matcher(text);
        while (destination.find()) {
            names(at, path, "the address of an API destination", destination.group());
        }
        Matcher url = URL.matcher(rest);
        while (url.find()) {
            if (!OWN_URL.matcher(url.group(1)).matches()) {
                names(at, path, url.group(1), url.group());
            }
        }
    }

    private void names(StackResource at, String path, String who, String text) {
        findings.opening(
                at, path, who, "is named: " + text, "Specify a resource in this account, or remove the property.");
    }
}
