package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.functions.MemoryUse;
import io.github.bedrockfinetuning.local.states.HistoryEvent;
import io.github.bedrockfinetuning.local.states.Listener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests rehearsals in which every handler runs in a separate process with the AWS Lambda runtime interface client. */
class ProcessesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void onLinux() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "AWS's runtime client is for Linux");
    }

    @Test
    void aRunComesOutTheSameAsInOneProcess() throws Exception {
        Optional<Path> small = Optional.of(Stacks.smallDataset(folder, "{}"));
        Outcome inOneProcess = Stacks.rehearse(small, folder.resolve("one"));
        Outcome inProcesses = Stacks.rehearseInProcesses(small, folder.resolve("many"));

        assertThat(inProcesses.verdict()).isNotNull();
        assertThat(comparable(inProcesses)).isEqualTo(comparable(inOneProcess));
        assertThat(inProcesses.functions())
                .extracting(MemoryUse::function)
                .contains("StartRun", "PrepareDataset", "AnswerBatch", "Evaluate", "Tell", "Sweep");
        for (MemoryUse use : inProcesses.functions()) {
            assertThat(use.peakMiB()).as(use.toString()).isBetween(50, use.memoryMiB());
        }
    }

    @Test
    void aStepWhoseProcessDiesOrHangsIsTriedAgain() throws Exception {
        List<FaultSpec> faults = List.of(
                FaultSpec.parse("PrepareDataset:crash"),
                FaultSpec.parse("PrepareDataset:out-of-memory"),
                FaultSpec.parse("PrepareDataset:time-out"));
        try (DeployedStack stack = DeployedStack.deploy(
                Stacks.assembly(), Stacks.REGION, faults, Listener.NONE, Wiring.processes(Stacks.REGION))) {
            stack.upload("inbox/broken.jsonl", "not json\n".getBytes(StandardCharsets.UTF_8));
            stack.settle();

            assertThat(Stacks.status(stack).path("status").asText()).isEqualTo("REJECTED");
            assertThat(stack.executions().get(0).history())
                    .filteredOn(event -> event.type().equals("LambdaFunctionFailed"))
                    .map(HistoryEvent::details)
                    .map(details -> details.path("error").asText() + " "
                            + details.path("cause").asText().replaceAll("[^a-z0-9 ]", ""))
                    .satisfiesExactly(
                            crash -> assertThat(crash).contains("Runtime.ExitError", "signal killed"),
                            memory -> assertThat(memory).contains("Runtime.ExitError", "exit status 3"),
                            time -> assertThat(time).contains("Sandbox.Timedout"));
        }
    }

    /**
     * Returns the outcome without its duration, the path of the report, and the fields that only separate processes
     * have.
     */
    private static ObjectNode comparable(Outcome outcome) {
        ObjectNode json = new ObjectMapper().valueToTree(outcome);
        json.remove(List.of("seconds", "report", "functions"));
        return json;
    }
}
