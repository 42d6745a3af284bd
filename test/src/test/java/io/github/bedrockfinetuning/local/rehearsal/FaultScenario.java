package io.github.bedrockfinetuning.local.rehearsal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small dataset with its settings, and the faults that occur in every plan.
 *
 * @param training the number of training records
 * @param tests the number of test records
 * @param settings the content of run.json
 * @param standing the faults that every plan of this scenario contains
 * @param keeps whether the run can leave its on-demand deployment because it promotes its model
 */
record FaultScenario(
        String name, String region, int training, int tests, String settings, List<String> standing, boolean keeps) {
    static final int TESTS = 6;

    private static final String EAST = "us-east-1";
    private static final String[] WORDS = {"card", "refund", "login", "parcel"};
    private static final String[] LABELS = {"cards", "payments", "account", "delivery"};

    /** A run with an approval request, a judge and an on-demand deployment, which is deleted. */
    static final FaultScenario PLAIN = new FaultScenario(
            "plain",
            EAST,
            34,
            TESTS,
            "{\"approval\": \"always\", \"judge\": {\"model\": \"amazon.nova-lite-v1:0:300k\"}}",
            List.of(),
            false);

    static final FaultScenario PROMOTED = new FaultScenario(
            "promoted",
            EAST,
            34,
            TESTS,
            "{\"spendingCeiling\": 1000, \"promote\": true, \"referenceModel\": null}",
            List.of(),
            true);

    /**
     * A run with Provisioned Throughput, which is billed per hour. Its base model requires one hundred training
     * records.
     */
    static final FaultScenario PROVISIONED = new FaultScenario(
            "provisioned",
            "us-west-2",
            120,
            TESTS,
            "{\"approval\": \"always\", \"spendingCeiling\": 100000, \"baseModel\": \"meta.llama3-1-8b-instruct-v1:0:128k\"}",
            List.of(),
            false);

    static final FaultScenario TRAINING_FAILS = failing("training fails", "CheckTraining:fails");
    static final FaultScenario SERVING_FAILS = failing("serving fails", "CheckServing:fails");
    static final FaultScenario REPORTING_FAILS = failing("reporting fails", "Evaluate.PutObject:access-denied");
    static final FaultScenario ABORTED = failing("aborted", "StopServing:abort");

    static final FaultScenario PROMOTION_FAILS = new FaultScenario(
            "promotion fails", EAST, 34, TESTS, PROMOTED.settings, List.of("Promote.PutParameter:access-denied"), true);

    /** A run that keeps its Provisioned Throughput as its settings request. */
    static final FaultScenario KEPT = new FaultScenario(
            "kept",
            PROVISIONED.region,
            PROVISIONED.training,
            TESTS,
            PROVISIONED.settings.replace("{", "{\"keepEndpoint\": true, "),
            List.of(),
            true);

    static final List<FaultScenario> ALL = List.of(
            PLAIN, PROMOTED, PROVISIONED, TRAINING_FAILS, SERVING_FAILS, REPORTING_FAILS, ABORTED, PROMOTION_FAILS);

    private static FaultScenario failing(String name, String fault) {
        return new FaultScenario(name, EAST, 34, TESTS, PLAIN.settings, List.of(fault), false);
    }

    List<FaultSpec> faults() {
        return standing.stream().map(FaultSpec::parse).toList();
    }

    /** Returns the objects to upload by key, in order. */
    Map<String, byte[]> objects() {
        Map<String, byte[]> objects = new LinkedHashMap<>();
        objects.put("inbox/forty/train.jsonl", records(0, training));
        objects.put("inbox/forty/test.jsonl", records(1000, tests));
        objects.put("inbox/forty/run.json", settings.getBytes(StandardCharsets.UTF_8));
        return objects;
    }

    private byte[] records(int first, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String question = "Ticket " + number(first + i) + " is about my " + WORDS[i % WORDS.length];
            String label = LABELS[i % LABELS.length];
            lines.append(
                            region.equals(EAST)
                                    ? "{\"schemaVersion\":\"bedrock-conversation-2024\",\"messages\":[{\"role\":\"user\","
                                            + "\"content\":[{\"text\":\"" + question + "\"}]},{\"role\":\"assistant\","
                                            + "\"content\":[{\"text\":\"" + label + "\"}]}]}"
                                    : "{\"prompt\":\"" + question + "\",\"completion\":\"" + label + "\"}")
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a number in words, so no two records are nearly the same. */
    private static String number(int i) {
        return Integer.toString(i * 7919 % 100_003, 36) + " of " + Integer.toString(i * 104_729 % 999_983, 36);
    }

    @Override
    public String toString() {
        return name;
    }
}
