package io.github.bedrockfinetuning.local.openings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What sends messages, events and streams: subscriptions, event buses, API destinations, delivery streams, shares. */
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
                    "gets every notification by " + protocol,
                    "Subscribe a queue or function of the account, or subscribe people after deployment.");
        }
    }

    /** The older properties name one account; the newer one holds a statement. */
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
                "is sent data",
                "Remove it.");
    }

    static void stream(StackResource at, Reading.Context context) {
        at.properties().fieldNames().forEachRemaining(name -> {
            if (STREAM_DESTINATIONS_OUTSIDE.contains(name)) {
                context.opening(
                        at, name, "the destination outside", "gets the stream", "Deliver to a bucket in the stack.");
            }
        });
    }

    /** What is shared is shared with others, whoever they are. */
    static void share(StackResource at, Reading.Context context) {
        for (JsonNode principal : at.property("Principals")) {
            if (!context.account().isOwn(principal.asText())
                    && !context.account().holds(principal.asText())) {
                context.opening(at, "Principals", principal.asText(), "shares resources", "Remove the principal.");
            }
        }
        if (!at.property("AllowExternalPrincipals").asText("true").equalsIgnoreCase("false")) {
            context.opening(
                    at,
                    "AllowExternalPrincipals",
                    "accounts outside the organization",
                    "can be let in",
                    "Set AllowExternalPrincipals to false.");
        }
    }

    /** Grants to identities of the account are its own; those to a directory's are not told by the template. */
    static void accessGrant(StackResource at, Reading.Context context) {
        String grantee = at.property("Grantee").path("GranteeIdentifier").asText();
        if (!context.account().holds(grantee)) {
            context.opening(
                    at,
                    "Grantee",
                    grantee.isEmpty() ? "a grantee that is not told" : grantee,
                    at.property("Permission").asText() + " by an S3 access grant",
                    "Grant to the account's own roles.");
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
                    who.isEmpty() ? "a principal that is not told" : who,
                    "Lake Formation permissions",
                    "Grant to the account's own roles.");
        }
    }
}
