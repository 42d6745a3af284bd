package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.Fault;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests promotion, rollback and cleanup by commands with the local simulation. */
class PromoteAndCleanTest {
    private static final String CREATED = "CreateCustomModelDeployment";

    @TempDir
    private Path folder;

    @Test
    void promotesServesAndRollsBack() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            String first = run(remote);
            String second = run(remote);
            assertThat(remote.run("rollback", "small").code()).isEqualTo(1);

            JsonNode promoted = remote.json("promote", first).json();
            String parameter = promoted.path("parameter").asText();
            assertThat(named(remote, parameter)).contains(first).contains("custom-model-deployment/");
            assertThat(remote.run("rollback", "small").err()).contains("no previously promoted model");
            assertThat(remote.run("promote", second).code()).isZero();
            assertThat(named(remote, parameter)).contains(second);

            assertThat(remote.json("rollback", "small").json().path("runId").asText())
                    .isEqualTo(first);
            assertThat(named(remote, parameter)).contains(first).doesNotContain(second);
            remote.stack().settle();
            assertThat(remote.stack().aws().meter().stillBilling()).hasSize(2);
            assertThat(remote.json("clean").json().path("found")).isEmpty();
        }
    }

    @Test
    void neverPromotesARunThatDidNotSucceed() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            String id = submit(remote);
            remote.pass(Duration.ofMinutes(20));
            assertThat(remote.run("promote", id).err()).contains("does not exist or has not ended");
            remote.run("abort", id);
            remote.stack().settle();
            RemoteStack.Result result = remote.run("promote", id);
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("ABORTED");
        }
    }

    @Test
    void cleanListsAndRemovesWhatAnEndedRunLeft() throws Exception {
        try (RemoteStack remote = new RemoteStack()) {
            String id = submit(remote);
            remote.stack()
                    .aws()
                    .faults()
                    .add(
                            call -> call.operation().equals("StopModelCustomizationJob")
                                    && !call.role().equals(RemoteStack.USER),
                            Fault.ACCESS_DENIED,
                            Long.MAX_VALUE);
            remote.pass(Duration.ofMinutes(10));
            assertThat(remote.run("clean").code())
                    .as("a run under way is left alone")
                    .isZero();
            remote.run("abort", id);
            remote.pass(Duration.ofMinutes(20));

            RemoteStack.Result listed = remote.run("clean");
            assertThat(listed.code()).isEqualTo(1);
            assertThat(listed.out()).contains("job of run " + id, "--remove");
            assertThat(remote.stack().aws().meter().stillBilling()).hasSize(1);

            assertThat(remote.json("clean", "--remove").json().path("left")).isEmpty();
            remote.pass(Duration.ofMinutes(5)); // It takes a few minutes until a job stops.
            assertThat(remote.stack().aws().meter().stillBilling()).isEmpty();
            assertThat(remote.run("clean").out()).contains("stored models");
        }
    }

    private String run(RemoteStack remote) throws Exception {
        String id = submit(remote);
        remote.stack().settle();
        assertThat(remote.json("status", id).json().path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(remote.stack().calls()).extracting("operation").contains(CREATED);
        return id;
    }

    private String submit(RemoteStack remote) throws Exception {
        Path dataset = Stacks.smallDataset(folder, "{\"spendingCeiling\": 1000}");
        return remote.json("submit", dataset.toString()).json().path("runId").asText();
    }

    private static String named(RemoteStack remote, String parameter) {
        return remote.stack().aws().ssm().value(parameter).orElseThrow();
    }
}
