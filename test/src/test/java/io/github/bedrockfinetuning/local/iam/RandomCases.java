package io.github.bedrockfinetuning.local.iam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generates policies and requests with a small number of values, so they often match. */
final class RandomCases {
    private static final String HERE = "111122223333";
    private static final String THERE = "999988887777";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The condition keys with the values for requests and policies. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "aws:PrincipalAccount", List.of(HERE, THERE, "1111*", "${aws:ResourceAccount}"),
            "aws:SourceArn",
                    List.of(
                            "arn:aws:events:us-east-1:" + HERE + ":rule/drops",
                            "arn:aws:events:us-east-1:" + HERE + ":rule/*",
                            "arn:aws:*:us-east-?:" + THERE + ":rule/drops",
                            "no-arn"),
            "s3:prefix",
                    List.of(
                            "staged/run1",
                            "staged/*",
                            "STAGED/run1",
                            "${aws:username}/x",
                            "${aws:username, 'staged'}/*",
                            ""),
            "s3:max-keys", List.of("5", "10", "10.0", "-3", "many"),
            "aws:CurrentTime",
                    List.of("2026-11-22T10:00:00Z", "2026-11-22T10:00:00.000Z", "2027-01-01T00:00:00Z", "soon"),
            "aws:SecureTransport", List.of("true", "false", "TRUE", "perhaps"),
            "aws:SourceIp", List.of("10.0.0.0/8", "192.0.2.7/32", "2001:db8::/32", "2001:db8:0:0:0:0:0:1/128", "here"),
            "kms:Context", List.of("QUJD", "REVG"),
            "aws:TagKeys", List.of("owner", "cost", "Owner", "c*"),
            "aws:username", List.of("staged", "ana", "*"));

    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
            "ArnEquals",
            "ArnNotEquals",
            "ArnLike",
            "ArnNotLike",
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals",
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals",
            "Bool",
            "BinaryEquals",
            "IpAddress",
            "NotIpAddress");
    private static final Map<String, List<String>> SUITING = Map.of(
            "aws:SourceArn", List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"),
            "s3:max-keys", OPERATORS.subList(10, 16),
            "aws:CurrentTime", OPERATORS.subList(16, 22),
            "aws:SecureTransport", List.of("Bool"),
            "aws:SourceIp", List.of("IpAddress", "NotIpAddress"),
            "kms:Context", List.of("BinaryEquals"));

    private static final List<String> ACTIONS = List.of(
            "s3:GetObject",
            "s3:PutObject",
            "s3:ListBucket",
            "kms:Decrypt",
            "kms:CreateGrant",
            "sqs:SendMessage",
            "sts:AssumeRole",
            "bedrock:InvokeModel");

    private final Random random;

    private RandomCases(long seed) {
        random = new Random(seed);
    }

    static OtherSimulator.Case make(long seed) {
        return new RandomCases(seed).make();
    }

    private OtherSimulator.Case make() {
        Principal principal = principal();
        String action = one(ACTIONS);
        String resource = resource(action.substring(0, action.indexOf(':')));
        Map<String, List<String>> context = new LinkedHashMap<>();
        KEYS.keySet().stream().sorted().forEach(key -> {
            if (random.nextInt(3) > 0) {
                context.put(key, key.equals("aws:TagKeys") ? several(KEYS.get(key)) : List.of(one(plain(key))));
            }
        });
        context.put("aws:ResourceAccount", List.of(HERE));
        boolean identified = principal.account() != null;
        List<ObjectNode> identity = new ArrayList<>();
        for (int i = identified ? random.nextInt(3) : 0; i > 0; i--) {
            identity.add(policy(action, resource, null));
        }
        return new OtherSimulator.Case(
                identity,
                identified && random.nextInt(5) == 0 ? policy(action, resource, null) : null,
                random.nextInt(4) == 0 ? null : policy(action, resource, principal),
                random.nextInt(3) == 0,
                new AuthorizationRequest(principal, action, resource, HERE, context));
    }

    private Principal principal() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> Principal.role("arn:aws:iam::" + HERE + ":role/step", "run");
            case 2 -> Principal.user("arn:aws:iam::" + HERE + ":user/ana");
            case 3 -> Principal.role("arn:aws:iam::" + THERE + ":role/step", "run");
            case 4 -> Principal.service("events.amazonaws.com");
            default -> Principal.ANONYMOUS;
        };
    }

    private String resource(String service) {
        return switch (service) {
            case "s3" ->
                one(List.of("arn:aws:s3:::data", "arn:aws:s3:::data/staged/run1", "arn:aws:s3:::data/ana/a:b"));
            case "kms" ->
                one(List.of("arn:aws:kms:us-east-1:" + HERE + ":key/1", "arn:aws:kms:us-east-1:" + HERE + ":key/2"));
            case "sqs" -> "arn:aws:sqs:us-east-1:" + HERE + ":drops";
            case "sts" -> "arn:aws:iam::" + HERE + ":role/other";
            default -> "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0";
        };
    }

    private ObjectNode policy(String action, String resource, Principal principal) {
        ObjectNode policy = JSON.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            statements.add(statement(action, resource, principal));
        }
        return policy;
    }

    private ObjectNode statement(String action, String resource, Principal principal) {
        ObjectNode statement = JSON.objectNode().put("Effect", random.nextInt(4) == 0 ? "Deny" : "Allow");
        if (principal != null) {
            statement.set(random.nextInt(10) == 0 ? "NotPrincipal" : "Principal", named());
        }
        boolean notAction = random.nextInt(10) == 0;
        statement.set(
                notAction ? "NotAction" : "Action",
                texts(List.of(random.nextBoolean() ? action : blurred(action), blurred(one(ACTIONS)))));
        boolean notResource = random.nextInt(10) == 0;
        statement.set(
                notResource ? "NotResource" : "Resource",
                texts(List.of(
                        random.nextBoolean() ? "*" : blurredArn(resource),
                        blurredArn(resource(one(List.of("s3", "kms", "sqs")))))));
        if (random.nextInt(5) < 3) {
            ObjectNode conditions = statement.putObject("Condition");
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                condition(conditions);
            }
        }
        return statement;
    }

    private void condition(ObjectNode conditions) {
        String key = one(KEYS.keySet().stream().sorted().toList());
        if (random.nextInt(8) == 0) {
            conditions.withObject("/Null").put(key, random.nextBoolean() ? "true" : "false");
            return;
        }
        String operator = random.nextInt(8) == 0
                ? one(OPERATORS.subList(0, 6))
                : one(SUITING.getOrDefault(key, OPERATORS.subList(0, 6)));
        String set = key.equals("aws:TagKeys") && random.nextInt(4) > 0 || random.nextInt(10) == 0
                ? one(List.of("ForAllValues:", "ForAnyValue:"))
                : "";
        String ifExists = random.nextInt(4) == 0 ? "IfExists" : "";
        conditions.withObject("/" + set + operator + ifExists).set(key, texts(several(KEYS.get(key))));
    }

    private ObjectNode named() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.objectNode().put("AWS", "*");
            case 1 -> JSON.objectNode().put("AWS", HERE);
            case 2 -> JSON.objectNode().put("AWS", "arn:aws:iam::" + THERE + ":root");
            case 3 -> JSON.objectNode().put("AWS", "arn:aws:iam::" + HERE + ":role/step");
            case 4 -> JSON.objectNode().put("AWS", "arn:aws:sts::" + HERE + ":assumed-role/step/run");
            case 5 -> JSON.objectNode().put("AWS", "arn:aws:iam::" + HERE + ":user/ana");
            case 6 -> JSON.objectNode().put("Service", "events.amazonaws.com");
            default -> {
                ObjectNode both = JSON.objectNode().put("Service", "events.amazonaws.com");
                both.putArray("AWS").add("arn:aws:iam::" + HERE + ":root").add("arn:aws:iam::" + THERE + ":role/step");
                yield both;
            }
        };
    }

    private String blurred(String action) {
        int colon = action.indexOf(':') + 1;
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> action.substring(0, colon) + "*";
            case 2 -> action.substring(0, colon + 3) + "*";
            case 3 -> action.toUpperCase(java.util.Locale.ROOT);
            case 4 -> action.substring(0, colon) + "?" + action.substring(colon + 1);
            default -> action;
        };
    }

    /** Adds wildcards or variables to the resource part of an ARN, where AWS allows them. */
    private String blurredArn(String arn) {
        int slash = arn.indexOf('/');
        return switch (random.nextInt(6)) {
            case 0 -> slash < 0 ? arn + "*" : arn.substring(0, slash + 1) + "*";
            case 1 -> arn.substring(0, arn.length() - 1) + "?";
            case 2 -> slash < 0 ? arn : arn.substring(0, slash + 1) + "${aws:username}/*";
            case 3 -> arn.replace(HERE, "*");
            case 4 -> slash < 0 ? arn + "/*" : arn.substring(0, slash);
            default -> arn;
        };
    }

    private static List<String> plain(String key) {
        return key.equals("aws:SourceIp")
                ? List.of("10.1.2.3", "192.0.2.7", "192.0.2.8", "2001:db8:0:0:0:0:0:1", "2001:db9::1", "there")
                : KEYS.get(key).stream().filter(value -> !value.contains("${")).toList();
    }

    private List<String> several(List<String> values) {
        List<String> chosen = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            chosen.add(one(values));
        }
        return chosen;
    }

    private com.fasterxml.jackson.databind.JsonNode texts(List<String> texts) {
        if (texts.size() == 1 || random.nextBoolean()) {
            return JSON.textNode(texts.get(0));
        }
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
