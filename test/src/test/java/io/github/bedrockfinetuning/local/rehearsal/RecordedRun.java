package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.states.Listener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;

/**
 * The requests and data of a run with the default settings of the stack.
 *
 * @param calls the AWS requests
 * @param stagedLine the first line of the training file that Bedrock received
 * @param model the base model
 */
record RecordedRun(List<CallRecord> calls, String stagedLine, Model model) {

    static RecordedRun of(JsonNode template, Path folder) throws Exception {
        try (DeployedStack stack = run(template, folder)) {
            String runId = stack.executions().get(0).name();
            try (Scanner lines = new Scanner(stack.aws()
                    .s3()
                    .get(stack.datasets(), "staged/" + runId + "/train.jsonl")
                    .orElseThrow()
                    .content()
                    .open())) {
                JsonNode record = stack.result("runs/" + runId + "/run.json").orElseThrow();
                return new RecordedRun(
                        List.copyOf(stack.calls()),
                        lines.nextLine(),
                        Catalogue.load().model(record.at("/settings/baseModel").asText()));
            }
        }
    }

    /** Runs a small dataset in a stack that is deployed from a template. */
    static DeployedStack run(JsonNode template, Path folder, String... faults) throws Exception {
        DeployedStack stack = DeployedStack.deploy(
                new Assembly(template, Stacks.assembly().assets()),
                Stacks.REGION,
                List.of(faults).stream().map(FaultSpec::parse).toList(),
                Listener.NONE);
        Upload.of(Optional.of(Stacks.smallDataset(folder, "{}")), Optional.empty())
                .into(stack);
        stack.settle();
        return stack;
    }

    /** Returns the request that created the job. */
    ObjectNode jobRequest() {
        return calls.stream()
                .filter(call -> call.operation().equals("CreateModelCustomizationJob"))
                .findFirst()
                .orElseThrow()
                .input();
    }
}
