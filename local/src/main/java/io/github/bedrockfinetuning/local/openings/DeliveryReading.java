package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Reads resources that send or share data: subscriptions, event buses, API destinations, delivery streams, and
 * resource shares.
 */
final class DeliveryReading {
    private static final Set<String> IN_ACCOUNT = Set.of("sqs", "lambda", "firehose");
    private static final Set<String> STREAM_DESTINATIONS_OUTSIDE = Set.of(
            "HttpEndpointDestinationConfiguration",
            "SplunkDestinationConfiguration",
            "SnowflakeDestinationConfiguration",
            "RedshiftDestinationConfiguration",
            "IcebergDestinationConfiguration");

    private DeliveryReading() {}

    static void topic(StackResource at, Reading.Context context) {
        at.property("Subscription").forEach(one -> subscription(at, context, "Subscription", one));
    }

    static void subscription(StackResource at, Reading.Context context) {
        subscription(at, context, "the subscription", at.properties());
    }

    private static void subscription(StackResource at, Reading.Context context, String path, JsonNode subscription) {
        String protocol = subscription.path("Protocol").asText();
        if (!IN_ACCOUNT.contains(protocol)) {
            context.opening(
                    at,
                    path,
                    subscription.path("Endpoint").asText("the endpoint"),
                    "receives every notification by " + protocol,
                    "Subscribe a queue or function in this account. Add subscriptions for people after the "
                            + "deployment.");
        }
    }

    /**
     * Reads the resource-based policy of an event bus. The older properties specify an account; the newer property
     * contains a statement.
     */
    static void busPolicy(StackResource at, Reading.Context context) {
        ResourcePolicies policies = new ResourcePolicies(context.account(), context.findings());
        JsonNode statement = at.property("Statement");
        if (!statement.isMissingNode()) {
            JsonNode json = statement.isTextual() ? Documents.parse(statement.textValue()) : statement;
            Clause clause = new Clause(json, 1);
            clause.unknown().forEach(why -> context.unread(at, "Statement: " + why));
            policies.clause(at, "Statement", clause);
            return;
        }
        ObjectNode older = JsonNodeFactory.instance.objectNode().put("Effect", "Allow");
        older.set("Principal", at.property("Principal"));
        older.set("Action", at.property("Action"));
        policies.clause(at, "the permission", new Clause(older, 1));
    }

    static void outside(StackResource at, Reading.Context context) {
        context.opening(
                at,
                "the resource",
                at.property("InvocationEndpoint").asText("an address outside the account"),
                "receives data",
                "Remove it.");
    }

    static void stream(StackResource at, Reading.Context context) {
        at.properties().fieldNames().forEachRemaining(name -> {
            if (STREAM_DESTINATIONS_OUTSIDE.contains(name)) {
                context.opening(
                        at,
                        name,
                        "the outside destination",
                        "receives the stream",
                        "Deliver to a bucket in the stack.");
            }
        });
    }

    /** Finds principals outside the account in a resource share. Every principal gets access. */
    static void share(StackResource at, Reading.Context context) {
        for (JsonNode principal : at.property("Principals")) {
            if (!context.account().isOwn(principal.asText())
                    && !context.account().holds(principal.asText())) {
                context.opening(
                        at,
                        "Principals",
                        principal.asText(),
                        "gets access to shared resources",
                        "Remove the principal.");
            }
        }
        if (!at.property("AllowExternalPrincipals").asText("true").equalsIgnoreCase("false")) {
            context.opening(
                    at,
                    "AllowExternalPrincipals",
                    "accounts outside the organization",
                    "can be given access",
                    "Set AllowExternalPrincipals to false.");
        }
    }

    /**
     * Finds access grants for identities outside the account. A directory identity is reported because the template
     * does not identify it.
     */
    static void accessGrant(StackResource at, Reading.Context context) {
        String grantee = at.property("Grantee").path("GranteeIdentifier").asText();
        if (!context.account().holds(grantee)) {
            context.opening(
                    at,
                    "Grantee",
                    grantee.isEmpty() ? "an unknown grantee" : grantee,
                    at.property("Permission").asText() + " through an S3 access grant",
                    "Grant access to roles in this account.");
        }
    }

    static void lakePermission(StackResource at, Reading.Context context) {
        JsonNode principal =
                at.property("Principal").isMissingNode() ? at.property("DataLakePrincipal") : at.property("Principal");
        String who = principal.path("DataLakePrincipalIdentifier").asText();
        if (!context.account().holds(who) && !context.account().isOwn(who)) {
            context.opening(
                    at,
                    "DataLakePrincipalIdentifier",
                    who.isEmpty() ? "an unknown principal" : who,
                    "Lake Formation permissions",
                    "Grant access to roles in this account.");
        }
    }
}
