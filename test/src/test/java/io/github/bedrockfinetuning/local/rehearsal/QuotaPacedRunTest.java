package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tests a model with a quota of four requests per minute. {@code -Dpaced.records=3572} uses the size of the test set in
 * the 2024 announcement and takes half a minute.
 */
class QuotaPacedRunTest {
    private static final int RECORDS = Integer.getInteger("paced.records", 240);
    private static final int A_MINUTE = 4;
    private static final Model LLAMA = Catalogue.load().model("meta.llama3-3-70b-instruct-v1:0:128k");

    @Test
    void asksEveryRecordOnceAsFastAsTheQuotaAllows() throws Exception {
        FaultUser user = new FaultUser();
        String region = "us-west-2";
        try (DeployedStack stack = DeployedStack.deploy(
                Stacks.assembly(region), region, List.of(), user, new FaultLane().wiring(region))) {
            user.watch(stack);
            stack.aws().quotas().set(Quotas.code(LLAMA.quotas().get("deploymentRequests")), A_MINUTE);
            stack.aws().quotas().set(Quotas.code(LLAMA.quotas().get("crossRegionRequests")), A_MINUTE);
            new FaultScenario(
                            "paced",
                            region,
                            120,
                            RECORDS,
                            "{\"approval\": \"always\", \"baseModel\": \"meta.llama3-3-70b-instruct-v1:0:128k\"}",
                            List.of(),
                            false)
                    .objects()
                    .forEach(stack::upload);
            stack.settle();

            JsonNode status = Stacks.status(stack);
            assertThat(status.path("status").asText()).as(status.toString()).isEqualTo("SUCCEEDED");
            String run = stack.executions().get(0).name();
            JsonNode systems = stack.result("reports/" + run + "/report.json")
                    .orElseThrow()
                    .path("systems");
            assertThat(systems.path("tuned").path("answered").asInt()).isEqualTo(RECORDS);

            List<CallRecord> asked = stack.calls().stream()
                    .filter(call -> call.operation().equals("Converse"))
                    .filter(call -> call.resource().contains("custom-model-deployment"))
                    .toList();
            long slowedDown =
                    asked.stream().filter(call -> call.status() == 429).count();
            assertThat(asked.size() - slowedDown).isEqualTo(RECORDS);
            Instant first = asked.get(0).time();
            Instant last = asked.get(asked.size() - 1).time();
            double minutes = Duration.between(first, last).toSeconds() / 60.0;
            double least = (RECORDS - 1.0) / A_MINUTE;
            System.out.printf(
                    "Paced: %d requests for %d records, %d of them slowed down by the service; %.1f h, the quota's own"
                            + " limit is %.1f h%n",
                    asked.size(), RECORDS, slowedDown, minutes / 60, least / 60);
            assertThat(minutes).isCloseTo(least, within(least * 0.02));
        }
    }
}
