package io.github.bedrockfinetuning.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Circumstances;
import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.Principal;
import io.github.bedrockfinetuning.local.iam.Statement;
import io.github.bedrockfinetuning.local.template.AnyNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The access matrix of a stack. The callers are all roles in the template, an administrator of the account, an
 * administrator of another account, anonymous callers, and AWS services that act for this account or for another
 * account. For each caller, every action is tested on every resource that contains data or grants access to data.
 * Condition keys that callers can choose (headers, prefixes, request tags, the intermediate service) get the values
 * that allow the most access. Condition keys that AWS sets (the identity, the account that a service acts for, resource
 * tags) get their actual values.
 *
 * @param rows the rows, grouped by principal
 * @param notes the policies that were not evaluated
 */
public record AccessMatrix(String region, List<AccessRow> rows, List<String> notes) {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String ANONYMOUS = "anonymous";
    static final String STRANGER = "administrator of another account";
    private static final String FOR_ANOTHER_ACCOUNT = " for another account";
    private static final String STACK = "Stack";
    private static final String DEFAULT_REGION = "us-east-1";
    private static final java.util.regex.Pattern REGION =
            java.util.regex.Pattern.compile("\\b(?:us|eu|ap|sa|ca|me|af|il|mx)(?:-gov)?-[a-z]+-\\d\\b");

    /** AWS services that access data, in addition to the services in the policies. */
    private static final List<String> SERVICES = List.of(
            "bedrock.amazonaws.com",
            "cloudtrail.amazonaws.com",
            "events.amazonaws.com",
            "lambda.amazonaws.com",
            "logging.s3.amazonaws.com",
            "s3.amazonaws.com",
            "sns.amazonaws.com",
            "states.amazonaws.com");

    /**
     * AWS services that do not specify the account on whose behalf they act. For queues, functions and keys, the
     * policies in the EventBridge documentation use {@code aws:SourceArn} at most.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">Resource-based
     *     policies for EventBridge</a>
     */
    private static final List<String> NO_SOURCE_ACCOUNT = List.of("events.amazonaws.com");

    /** The prefixes of condition keys that AWS sets and callers cannot choose. */
    private static final List<String> SET_BY_AWS = List.of(
            "aws:principal", "aws:resource", "aws:source", "aws:securetransport", "kms:calleraccount", "s3:tlsversion");

    public AccessMatrix {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * Evaluates a synthesized template.
     *
     * @param region the Region of the stack; null to use the Region that occurs most often in the template, or
     *     us-east-1
     * @throws IllegalArgumentException if the template contains unsupported elements
     */
    public static AccessMatrix of(JsonNode json, @Nullable String region) {
        if (!json.path("Resources").isObject()) {
            throw new IllegalArgumentException(
                    "is not a CloudFormation template, because it has no Resources section. Specify a "
                            + "*.template.json file from cdk synth.");
        }
        String where = region == null ? region(json) : region;
        AnyNames names = new AnyNames(STACK, where, ACCOUNT);
        Template template = new Template(json, names.pseudoParameters(), names);
        StackPolicies policies = StackPolicies.of(template, names::arn);
        List<AccessRow> rows = new ArrayList<>();
        List<Target> targets = Targets.of(template, policies, names);
        for (Asker asker : askers(template, policies, names)) {
            for (Target target : targets) {
                target.actions().forEach(action -> rows.addAll(ask(policies, asker, action, target)));
            }
        }
        return new AccessMatrix(where, rows, policies.notes());
    }

    /**
     * Returns the rows that allow access to identities outside the account or to anonymous callers. The list should
     * be empty.
     */
    public List<AccessRow> outside() {
        return rows.stream()
                .filter(row -> row.allowed()
                        && (row.principal().equals(ANONYMOUS) || row.principal().equals(STRANGER)))
                .toList();
    }

    /** Returns the rows that allow access to AWS services that act on behalf of another account. */
    public List<AccessRow> forOthers() {
        return rows.stream()
                .filter(row -> row.allowed() && row.principal().endsWith(FOR_ANOTHER_ACCOUNT))
                .toList();
    }

    private static List<Asker> askers(Template template, StackPolicies policies, AnyNames names) {
        List<Asker> askers = new ArrayList<>();
        for (Resource role : template.resources("AWS::IAM::Role")) {
            askers.add(new Asker(
                    Labels.of(role.logicalId()), Principal.role(names.arn(role), "session"), Map.of(), false));
        }
        askers.add(new Asker("administrator", administrator(ACCOUNT), Map.of(), false));
        askers.add(new Asker(STRANGER, administrator(OTHER_ACCOUNT), Map.of(), true));
        askers.add(new Asker(ANONYMOUS, Principal.ANONYMOUS, Map.of(), true));
        TreeSet<String> services = new TreeSet<>(SERVICES);
        policies.statements().stream()
                .flatMap(statement -> statement.principals().stream())
                .filter(principal -> principal.endsWith(".amazonaws.com"))
                .forEach(services::add);
        for (String service : services) {
            for (String account : List.of(ACCOUNT, OTHER_ACCOUNT)) {
                boolean outside = account.equals(OTHER_ACCOUNT);
                askers.add(new Asker(
                        service + (outside ? FOR_ANOTHER_ACCOUNT : ""),
                        Principal.service(service),
                        NO_SOURCE_ACCOUNT.contains(service) ? Map.of() : Map.of("aws:SourceAccount", account),
                        outside));
            }
        }
        return askers;
    }

    private static Principal administrator(String account) {
        return Principal.role("arn:aws:iam::" + account + ":role/Administrator", "session");
    }

    /**
     * Tests the plain request first, and then the request with the conditions of each applicable statement. Returns one
     * row for each statement that allows the request, or one row for the denial.
     */
    static List<AccessRow> ask(StackPolicies policies, Asker asker, String action, Target target) {
        Map<String, String> plain = new TreeMap<>(usual(action));
        AuthorizationRequest plainly = request(asker, action, target, plain);
        Decision first = policies.decide(plainly);
        AccessRow row = new AccessRow(asker.name(), action, target.name(), first, Map.of(), plainly);
        if (first.isAllowed()) {
            return List.of(row);
        }
        Map<List<String>, AccessRow> allowed = new LinkedHashMap<>();
        for (Statement statement : policies.hopes(plainly)) {
            Map<String, String> under = chosen(asker, Circumstances.of(statement));
            Map<String, String> context = new TreeMap<>(plain);
            context.putAll(under);
            AuthorizationRequest request = request(asker, action, target, context);
            AccessRow hoped =
                    new AccessRow(asker.name(), action, target.name(), policies.decide(request), under, request);
            if (hoped.allowed()) {
                allowed.putIfAbsent(hoped.by(), hoped);
            }
        }
        return allowed.isEmpty() ? List.of(row) : List.copyOf(allowed.values());
    }

    private static AuthorizationRequest request(
            Asker asker, String action, Target target, Map<String, String> context) {
        Map<String, String> all = new LinkedHashMap<>(context);
        if (asker.principal().account() != null) {
            all.put("kms:CallerAccount", asker.principal().account());
        }
        all.putAll(asker.facts());
        all.putAll(target.tags());
        return AuthorizationRequest.of(asker.principal(), action, target.arn(), ACCOUNT, all);
    }

    /** Returns the condition keys of a typical request for an action. */
    private static Map<String, String> usual(String action) {
        return switch (action) {
            case "s3:PutObject" -> Map.of("s3:ObjectCreationOperation", "true", "s3:if-none-match", "*");
            case "kms:CreateGrant" -> Map.of("kms:GrantIsForAWSResource", "true");
            default -> Map.of();
        };
    }

    /**
     * Returns the requested condition keys that the caller can choose. A service acts for a resource in its account.
     * Other callers cannot choose keys that AWS sets.
     */
    private static Map<String, String> chosen(Asker asker, Map<String, String> wished) {
        Map<String, String> chosen = new TreeMap<>();
        wished.forEach((key, value) -> {
            String lower = key.toLowerCase(Locale.ROOT);
            boolean service = asker.principal().kind() == Principal.Kind.SERVICE;
            if (SET_BY_AWS.stream().noneMatch(lower::startsWith) || service && lower.equals("aws:sourcearn")) {
                chosen.put(key, service && asker.outside() && value.startsWith("arn:") ? foreign(value) : value);
            }
        });
        return chosen;
    }

    private static String foreign(String arn) {
        return arn.contains(":s3:::") ? arn + "-of-others" : arn.replace(ACCOUNT, OTHER_ACCOUNT);
    }

    /** Returns the Region that occurs most often in a template, or us-east-1. */
    public static String region(JsonNode json) {
        Map<String, Integer> counts = new TreeMap<>();
        REGION.matcher(json.path("Resources").toString())
                .results()
                .forEach(match -> counts.merge(match.group(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(DEFAULT_REGION);
    }
}
