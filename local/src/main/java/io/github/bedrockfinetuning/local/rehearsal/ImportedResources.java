package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings.PublicAccessBlock;
import io.github.bedrockfinetuning.local.iam.Policy;
import io.github.bedrockfinetuning.run.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys, buckets, and topics that a workflow uses but that no stack in the app contains. In a rehearsal, they exist
 * and have the required configuration.
 *
 * @param keys the ARNs of the keys
 * @param topics the ARNs of the topics that the functions publish to, declared or not
 */
record ImportedResources(Set<String> keys, Set<String> topics, String account) {
    private static final Pattern KEY = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");
    /** The services that the key policy must allow to use the keys of a workflow. */
    private static final List<String> SERVICES = List.of(
            "events.amazonaws.com",
            "scheduler.amazonaws.com",
            "sns.amazonaws.com",
            "sqs.amazonaws.com",
            "s3.amazonaws.com",
            "logs.amazonaws.com",
            "cloudwatch.amazonaws.com",
            "delivery.logs.amazonaws.com",
            "bedrock.amazonaws.com");

    /** @param declared the ARNs of the keys in the app */
    static ImportedResources of(Iterable<JsonNode> propertiesOfWorkflow, Set<String> declared, String account) {
        Set<String> keys = new TreeSet<>();
        Set<String> topics = new TreeSet<>();
        for (JsonNode properties : propertiesOfWorkflow) {
            String topic = properties
                    .at("/Environment/Variables/" + EnvironmentVariables.TOPIC_ARN)
                    .asText();
            if (!topic.isEmpty()) {
                topics.add(topic);
            }
            Matcher named = KEY.matcher(properties.toString());
            while (named.find()) {
                keys.add(named.group());
            }
        }
        keys.removeAll(declared);
        return new ImportedResources(keys, topics, account);
    }

    /**
     * Adds the key policy that the owner must configure. It allows access to services, and to identities of the account
     * with identity-based policies.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html">Default key
     *     policy</a>
     */
    StackPolicies with(StackPolicies policies) {
        ObjectNode document = Json.object().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        statements
                .addObject()
                .put("Sid", "Account")
                .put("Effect", "Allow")
                .put("Action", "kms:*")
                .put("Resource", "*")
                .putObject("Principal")
                .put("AWS", "arn:aws:iam::" + account + ":root");
        ArrayNode services = statements
                .addObject()
                .put("Sid", "Services")
                .put("Effect", "Allow")
                .put("Action", "kms:*")
                .put("Resource", "*")
                .putObject("Principal")
                .putArray("Service");
        SERVICES.forEach(services::add);
        Map<String, Policy> own = new LinkedHashMap<>();
        keys.forEach(key -> own.put(key, Policy.of("Imported key", document)));
        return policies.and(own);
    }

    /**
     * Creates the keys, and the missing buckets and topics of a workflow.
     *
     * @param settings the environment of the function that starts runs
     * @return the created resources
     */
    List<String> makeIn(LocalAws aws, Map<String, String> settings) {
        List<String> made = new ArrayList<>(keys);
        keys.forEach(aws.kms()::create);
        topics.stream().filter(topic -> !aws.sns().has(topic)).forEach(topic -> {
            aws.sns().createTopic(topic);
            made.add(topic);
        });
        for (String role : List.of("DATASETS", "RESULTS")) {
            String name = settings.get(role + "_BUCKET");
            if (!aws.s3().has(name)) {
                aws.s3()
                        .createBucket(
                                name,
                                new BucketSettings(
                                        true,
                                        role.equals("DATASETS"),
                                        settings.get(role + "_KEY_ARN"),
                                        PublicAccessBlock.ALL,
                                        onlyOverTls(name)));
                made.add("s3://" + name);
            }
        }
        return made;
    }

    private static String onlyOverTls(String bucket) {
        ObjectNode document = Json.object().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        deny(statements, bucket).putObject("Bool").put("aws:SecureTransport", "false");
        deny(statements, bucket).putObject("NumericLessThan").put("s3:TlsVersion", "1.2");
        return document.toString();
    }

    /** @return the empty condition of the statement */
    private static ObjectNode deny(ArrayNode statements, String bucket) {
        ObjectNode deny = statements
                .addObject()
                .put("Effect", "Deny")
                .put("Principal", "*")
                .put("Action", "s3:*");
        deny.putArray("Resource").add("arn:aws:s3:::" + bucket).add("arn:aws:s3:::" + bucket + "/*");
        return deny.putObject("Condition");
    }
}
