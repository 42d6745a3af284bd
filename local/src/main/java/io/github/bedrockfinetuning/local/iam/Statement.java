package io.github.bedrockfinetuning.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed statement of a policy. */
public final class Statement {
    private static final String ALL = "*";

    private final String policy;
    private final int number;
    private final String sid;
    private final boolean allows;
    /** The Principal element, or null in identity-based policies. */
    private final @Nullable PrincipalElement principals;

    private final boolean notPrincipals;
    private final List<String> actionTexts;
    private final List<Pattern> actions;
    private final boolean notActions;
    private final List<String> resourceTexts;
    /** The resources. Null represents {@code *}, which matches all resources. */
    private final List<@Nullable ArnPattern> resources;

    private final boolean notResources;
    private final List<Condition> conditions;

    private Statement(String policy, int number, JsonNode json, boolean variables) {
        this.policy = policy;
        this.number = number;
        sid = json.path("Sid").asText();
        String effect = json.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw refused("has the Effect \"" + effect + "\"", "Allow or Deny");
        }
        allows = effect.equals("Allow");
        notPrincipals = json.has("NotPrincipal");
        JsonNode named = json.path(notPrincipals ? "NotPrincipal" : "Principal");
        principals = named.isMissingNode() ? null : PrincipalElement.of(named);
        notActions = json.has("NotAction");
        actionTexts = Texts.of(json.path(notActions ? "NotAction" : "Action"));
        if (actionTexts.isEmpty()) {
            throw refused("contains no action", "Action or NotAction");
        }
        actions = actionTexts.stream()
                .map(action -> Pattern.of(action, true, false))
                .toList();
        notResources = json.has("NotResource");
        resourceTexts = Texts.of(json.path(notResources ? "NotResource" : "Resource"));
        resources = new ArrayList<>();
        for (String resource : resourceTexts) {
            ArnPattern arn = resource.equals(ALL) ? null : ArnPattern.of(resource, variables);
            if (arn == null && !resource.equals(ALL)) {
                throw refused("contains the resource \"" + resource + "\"", "an ARN or *");
            }
            resources.add(arn);
        }
        conditions = new ArrayList<>();
        json.path("Condition")
                .properties()
                .forEach(operator -> operator.getValue().properties().forEach(key -> {
                    try {
                        conditions.add(
                                new Condition(operator.getKey(), key.getKey(), Texts.of(key.getValue()), variables));
                    } catch (IllegalArgumentException unknown) {
                        throw new IllegalArgumentException(label() + ": " + unknown.getMessage(), unknown);
                    }
                }));
    }

    /**
     * @throws IllegalArgumentException if the statement is invalid; the message specifies the policy and the statement
     */
    static Statement of(String policy, int number, JsonNode json, boolean variables) {
        return new Statement(policy, number, json, variables);
    }

    /**
     * Returns the name of the policy and the Sid of the statement. Without a Sid, the label contains {@code #} and the
     * number of the statement, starting at 1.
     */
    public String label() {
        return policy + "/" + name();
    }

    public String name() {
        return sid.isEmpty() ? "#" + number : sid;
    }

    public boolean allows() {
        return allows;
    }

    /** Returns the principals in the statement, as written, or an empty list in identity-based policies. */
    public List<String> principals() {
        return principals == null ? List.of() : principals.names();
    }

    public List<String> actions() {
        return actionTexts;
    }

    public List<String> resources() {
        return resourceTexts;
    }

    /** Returns the condition keys in the statement. */
    public List<String> conditionKeys() {
        return conditions.stream().map(Condition::key).distinct().toList();
    }

    List<Condition> conditions() {
        return conditions;
    }

    boolean namesEverybody() {
        return principals != null && !notPrincipals && principals.namesEverybody();
    }

    /** Returns whether the statement applies to this action on this resource, regardless of its conditions. */
    public boolean concerns(AuthorizationRequest request) {
        return speaksOf(request.action()) && isAbout(request);
    }

    /** Returns whether a statement that applies to the action also applies to the resource and the context. */
    boolean holdsFor(AuthorizationRequest request) {
        if (!isAbout(request)) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.holds(request)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAbout(AuthorizationRequest request) {
        return resources.isEmpty() || (notResources ? offResources(request) : onResource(request));
    }

    /** Returns whether the statement applies to an action on any resource. */
    boolean speaksOf(String action) {
        // Actions contain no variables, so no request is required.
        return notActions != actions.stream().anyMatch(pattern -> pattern.matches(action, null, true));
    }

    /** Returns whether the statement has a NotPrincipal element. */
    boolean excludesPrincipals() {
        return notPrincipals;
    }

    /** Returns how directly the statement specifies a principal. */
    PrincipalElement.Match match(Principal principal) {
        if (principals == null) {
            return PrincipalElement.Match.NONE;
        }
        PrincipalElement.Match match = principals.match(principal);
        if (!notPrincipals) {
            return match;
        }
        return match == PrincipalElement.Match.NONE ? PrincipalElement.Match.ITSELF : PrincipalElement.Match.NONE;
    }

    private boolean onResource(AuthorizationRequest request) {
        return resources.stream().anyMatch(arn -> arn == null || arn.matches(request.resource(), request));
    }

    /** Returns whether no NotResource pattern matches. A variable without a value could match any text. */
    private boolean offResources(AuthorizationRequest request) {
        return resources.stream().noneMatch(arn -> arn == null || arn.mayMatch(request.resource(), request));
    }

    private IllegalArgumentException refused(String what, String allowed) {
        return new IllegalArgumentException("Statement " + label() + " " + what + "; it must be " + allowed + ".");
    }
}
