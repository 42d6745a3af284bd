package io.github.bedrockfinetuning.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.Evaluation;
import io.github.bedrockfinetuning.local.iam.Policies;
import io.github.bedrockfinetuning.local.iam.Policy;
import io.github.bedrockfinetuning.local.iam.Principal;
import io.github.bedrockfinetuning.local.iam.Statement;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The policies of a template, ready for evaluation: the policies of roles with their permissions boundaries, and the
 * policies of buckets, keys, queues, topics, functions, and roles. All other principals are treated as administrators
 * of their account.
 */
public final class StackPolicies {
    /** The policy of an administrator. */
    private static final Policy ADMINISTRATOR = Policy.of(
            "Administrator",
            JsonNodeFactory.instance
                    .objectNode()
                    .put("Version", "2012-10-17")
                    .set(
                            "Statement",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("Sid", "Everything")
                                    .put("Effect", "Allow")
                                    .put("Action", "*")
                                    .put("Resource", "*")));

    /** The pattern of the ARN of a function version. */
    private static final Pattern VERSION = Pattern.compile("^((?:[^:]*:){2}lambda:(?:[^:]*:){3}[^:]+):.*$");

    private final Map<String, List<Policy>> identity;
    private final Map<String, Policy> boundaries;
    private final Map<String, Policy> resources;
    private final Map<String, Boolean> publicAccessBlocked;
    private final List<String> notes;

    private StackPolicies(
            Map<String, List<Policy>> identity,
            Map<String, Policy> boundaries,
            Map<String, Policy> resources,
            Map<String, Boolean> publicAccessBlocked,
            List<String> notes) {
        this.identity = identity;
        this.boundaries = boundaries;
        this.resources = resources;
        this.publicAccessBlocked = publicAccessBlocked;
        this.notes = notes;
    }

    /**
     * Reads the policies of a template.
     *
     * @param arn returns the ARN of a resource
     * @throws IllegalArgumentException if a statement is not supported; the message specifies the policy and the
     *     statement
     */
    public static StackPolicies of(Template template, UnaryArn arn) {
        return of(template, arn, id -> true);
    }

    /**
     * Reads the policies of a template. Ignores unsupported policies of some resources.
     *
     * @param arn returns the ARN of a resource
     * @param needed whether the policies of a resource, specified by its logical ID, must be supported; unsupported
     *     policies of other resources are omitted and noted
     * @throws IllegalArgumentException if a required statement is not supported; the message specifies the policy and
     *     the statement
     */
    public static StackPolicies of(Template template, UnaryArn arn, Predicate<String> needed) {
        return new Reader(template, arn, needed).read();
    }

    /** Returns the ARN of a resource. */
    public interface UnaryArn {
        String of(Resource resource);
    }

    public Decision decide(AuthorizationRequest request) {
        return Evaluation.of(request, applicable(request));
    }

    private Policies applicable(AuthorizationRequest request) {
        Principal principal = request.principal();
        boolean identified = principal.account() != null;
        String role = principal.roleArn();
        List<Policy> attached =
                !identified ? List.of() : identity.containsKey(role) ? identity.get(role) : List.of(ADMINISTRATOR);
        String owner = owner(request.resource());
        return new Policies(
                attached,
                role == null ? null : boundaries.get(role),
                null,
                owner.equals("*") ? null : resources.get(owner),
                publicAccessBlocked.getOrDefault(owner, false));
    }

    /** Returns the statements of the caller and the resource that could allow a request under other conditions. */
    List<Statement> hopes(AuthorizationRequest request) {
        Policies applicable = applicable(request);
        Stream<Policy> own = applicable.resource() == null ? Stream.empty() : Stream.of(applicable.resource());
        return Stream.concat(applicable.identity().stream(), own)
                .flatMap(policy -> policy.statements().stream())
                .filter(statement ->
                        statement.allows() && !statement.conditionKeys().isEmpty() && statement.concerns(request))
                .toList();
    }

    /** Returns the ARNs of the roles. */
    public List<String> roles() {
        return List.copyOf(identity.keySet());
    }

    /** Returns all statements. */
    public List<Statement> statements() {
        return Stream.of(
                        identity.values().stream().flatMap(List::stream),
                        boundaries.values().stream(),
                        resources.values().stream())
                .flatMap(policies -> policies)
                .distinct()
                .flatMap(policy -> policy.statements().stream())
                .toList();
    }

    /** Returns the statements of the resource-based policy of a resource. */
    public List<Statement> on(String arn) {
        Policy policy = resources.get(owner(arn));
        return policy == null ? List.of() : policy.statements();
    }

    /**
     * Returns notes about policies that were not evaluated: managed policies and permissions boundaries that are not in
     * the template.
     */
    public List<String> notes() {
        return notes;
    }

    /** Combines the policies of two stacks in one account. */
    public StackPolicies and(StackPolicies other) {
        Map<String, List<Policy>> allIdentity = new LinkedHashMap<>(identity);
        allIdentity.putAll(other.identity);
        Map<String, Policy> allBoundaries = new LinkedHashMap<>(boundaries);
        allBoundaries.putAll(other.boundaries);
        Map<String, Policy> allResources = new LinkedHashMap<>(resources);
        allResources.putAll(other.resources);
        Map<String, Boolean> allBlocked = new LinkedHashMap<>(publicAccessBlocked);
        allBlocked.putAll(other.publicAccessBlocked);
        List<String> allNotes =
                Stream.concat(notes.stream(), other.notes.stream()).toList();
        return new StackPolicies(allIdentity, allBoundaries, allResources, allBlocked, allNotes);
    }

    /** Adds resource-based policies, keyed by resource ARN. */
    public StackPolicies and(Map<String, Policy> onResources) {
        Map<String, Policy> more = new LinkedHashMap<>(resources);
        more.putAll(onResources);
        return new StackPolicies(identity, boundaries, more, publicAccessBlocked, notes);
    }

    /** Removes statements. */
    public StackPolicies without(Predicate<Statement> left) {
        UnaryOperator<Policy> less = policy -> policy.without(left);
        Map<String, List<Policy>> fewer = new LinkedHashMap<>();
        identity.forEach(
                (role, policies) -> fewer.put(role, policies.stream().map(less).toList()));
        Map<String, Policy> own = new LinkedHashMap<>();
        resources.forEach((arn, policy) -> own.put(arn, less.apply(policy)));
        return new StackPolicies(fewer, boundaries, own, publicAccessBlocked, notes);
    }

    /** Adds a policy, such as a service control policy, to every role of the stack. */
    public StackPolicies and(Policy everybodys) {
        Map<String, List<Policy>> more = new LinkedHashMap<>();
        identity.forEach((role, policies) -> more.put(
                role, Stream.concat(policies.stream(), Stream.of(everybodys)).toList()));
        return new StackPolicies(more, boundaries, resources, publicAccessBlocked, notes);
    }

    /** Returns the resource whose policy applies: the bucket of an object, or the function of a version. */
    private static String owner(String arn) {
        if (arn.startsWith("arn:") && arn.contains(":s3:::")) {
            int slash = arn.indexOf('/');
            return slash < 0 ? arn : arn.substring(0, slash);
        }
        return arn.contains(":lambda:") ? VERSION.matcher(arn).replaceFirst("$1") : arn;
    }

    /** Reads the policies of each resource. */
    private static final class Reader {
        private final Template template;
        private final UnaryArn arn;
        private final Map<String, List<Policy>> identity = new LinkedHashMap<>();
        private final Map<String, Policy> boundaries = new LinkedHashMap<>();
        private final Map<String, Policy> resources = new LinkedHashMap<>();
        private final Map<String, Boolean> blocked = new LinkedHashMap<>();
        private final TreeSet<String> notes = new TreeSet<>();
        private final Map<String, Policy> managed = new LinkedHashMap<>();

        private final Predicate<String> needed;

        private Reader(Template template, UnaryArn arn, Predicate<String> needed) {
            this.needed = needed;
            this.template = template;
            this.arn = arn;
        }

        private StackPolicies read() {
            each("AWS::IAM::ManagedPolicy", policy -> managed.put(arn.of(policy), policy(policy, "PolicyDocument")));
            each("AWS::IAM::Role", this::role);
            for (String type : List.of("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy")) {
                each(type, this::attach);
            }
            each("AWS::S3::Bucket", this::bucket);
            each("AWS::KMS::Key", key -> resources.put(arn.of(key), policy(key, "KeyPolicy")));
            onResources("AWS::S3::BucketPolicy", "Bucket", "AWS::S3::Bucket");
            onResources("AWS::SQS::QueuePolicy", "Queues", "AWS::SQS::Queue");
            onResources("AWS::SNS::TopicPolicy", "Topics", "AWS::SNS::Topic");
            each("AWS::Lambda::Permission", this::permission);
            return new StackPolicies(identity, boundaries, resources, blocked, List.copyOf(notes));
        }

        private void each(String type, Consumer<Resource> read) {
            for (Resource resource : template.resources(type)) {
                try {
                    read.accept(resource);
                } catch (IllegalArgumentException notUnderstood) {
                    if (needed.test(resource.logicalId())) {
                        throw notUnderstood;
                    }
                    notes.add("The policies of " + Labels.of(resource.logicalId()) + " are omitted: "
                            + notUnderstood.getMessage());
                }
            }
        }

        private void role(Resource role) {
            JsonNode properties = template.properties(role);
            List<Policy> attached = new ArrayList<>();
            for (JsonNode inline : properties.path("Policies")) {
                attached.add(Policy.of(
                        Labels.of(role.logicalId()) + "/"
                                + inline.path("PolicyName").asText(),
                        inline.path("PolicyDocument")));
            }
            for (JsonNode named : properties.path("ManagedPolicyArns")) {
                Policy known = managed.get(named.asText());
                if (known == null) {
                    notes.add("The managed policy " + named.asText() + " of " + Labels.of(role.logicalId())
                            + " is not in the template. The permissions that it grants are not included.");
                } else {
                    attached.add(known);
                }
            }
            String boundary = properties.path("PermissionsBoundary").asText();
            if (managed.containsKey(boundary)) {
                boundaries.put(arn.of(role), managed.get(boundary));
            } else if (!boundary.isEmpty()) {
                notes.add("The permissions boundary " + boundary + " of " + Labels.of(role.logicalId())
                        + " is not in the template. The restrictions that it imposes are not included.");
            }
            identity.put(arn.of(role), attached);
            resources.put(arn.of(role), policy(role, "AssumeRolePolicyDocument"));
        }

        private void attach(Resource policy) {
            Policy known = managed.get(arnOrNothing(policy));
            Policy own = known != null ? known : policy(policy, "PolicyDocument");
            for (JsonNode role : template.properties(policy).path("Roles")) {
                identity.entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith(":role/" + role.asText()))
                        .forEach(entry -> entry.getValue().add(own));
            }
        }

        private String arnOrNothing(Resource policy) {
            return policy.type().equals("AWS::IAM::ManagedPolicy") ? arn.of(policy) : "";
        }

        private void bucket(Resource bucket) {
            JsonNode block = template.properties(bucket).path("PublicAccessBlockConfiguration");
            // By default, S3 blocks all public access to a new bucket.
            blocked.put(
                    arn.of(bucket),
                    block.isMissingNode() || block.path("RestrictPublicBuckets").asBoolean());
        }

        private void onResources(String type, String property, String on) {
            each(type, policy -> {
                JsonNode named = policy.properties().path(property);
                for (JsonNode one : named.isArray() ? named : List.of(named)) {
                    String id = template.text(one);
                    template.resources(on).stream()
                            .filter(resource -> template.ref(resource).equals(id))
                            .forEach(resource -> resources.put(arn.of(resource), policy(policy, "PolicyDocument")));
                }
            });
        }

        /**
         * Adds a permission to the resource-based policy of a function. A permission is a statement in the function's
         * resource-based policy.
         */
        private void permission(Resource permission) {
            JsonNode properties = template.properties(permission);
            ObjectNode statement = JsonNodeFactory.instance
                    .objectNode()
                    .put("Sid", Labels.of(permission.logicalId()))
                    .put("Effect", "Allow")
                    .put("Resource", "*")
                    .put("Action", properties.path("Action").asText());
            String principal = properties.path("Principal").asText();
            statement.putObject("Principal").put(principal.endsWith(".com") ? "Service" : "AWS", principal);
            ObjectNode conditions = statement.putObject("Condition");
            if (properties.has("SourceArn")) {
                conditions
                        .putObject("ArnLike")
                        .put("aws:SourceArn", properties.path("SourceArn").asText());
            }
            if (properties.has("SourceAccount")) {
                conditions
                        .putObject("StringEquals")
                        .put(
                                "aws:SourceAccount",
                                properties.path("SourceAccount").asText());
            }
            String named = properties.path("FunctionName").asText();
            for (Resource function : template.resources("AWS::Lambda::Function")) {
                if (named.equals(template.ref(function)) || owner(named).equals(arn.of(function))) {
                    Policy before = resources.get(arn.of(function));
                    List<Statement> statements = new ArrayList<>(before == null ? List.of() : before.statements());
                    statements.addAll(Policy.of(Labels.of(function.logicalId()), document(statement))
                            .statements());
                    resources.put(arn.of(function), new Policy(Labels.of(function.logicalId()), statements));
                }
            }
        }

        private static ObjectNode document(ObjectNode statement) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
            document.putArray("Statement").add(statement);
            return document;
        }

        private Policy policy(Resource resource, String property) {
            return Policy.of(
                    Labels.of(resource.logicalId()),
                    template.properties(resource).path(property));
        }
    }
}
