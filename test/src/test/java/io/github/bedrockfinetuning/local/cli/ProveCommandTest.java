package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.cli.aws.AccountConnection;
import io.github.bedrockfinetuning.local.cli.aws.Connection;
import io.github.bedrockfinetuning.local.prove.Twin;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.rehearsal.ProofStack;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import io.github.bedrockfinetuning.run.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the prove command with the local simulation. */
class ProveCommandTest {
    private record Printed(int code, String out, String err) {}

    @TempDir
    private Path folder;

    @Test
    void confirmsEverythingAndFindsNoDifferenceInThePlainLocalAws() throws Exception {
        try (DeployedStack stack = ProofStack.deploy()) {
            Printed printed = run(stack, "prove", "--yes", "--json", "--out", folder.toString());

            JsonNode document = Json.read(printed.out());
            assertThat(document.path("experiments")).hasSize(Question.values().length);
            assertThat(document.path("experiments"))
                    .allSatisfy(one -> assertThat(one.properties())
                            .extracting(Map.Entry::getKey)
                            .containsExactly("name", "question", "result", "seen", "cost"))
                    .noneMatch(one -> one.path("result").asText().equals("contradicted"));
            assertThat(document.path("differences")).isEmpty();
            assertThat(document.path("stillBilling")).isEmpty();
            assertThat(document.path("spent").decimalValue()).isPositive().isLessThan(BigDecimal.valueOf(5));
            assertThat(printed.code()).isZero();
            assertThat(printed.err()).contains("whole-run creates", "costs at most $1.96");
            assertThat(stack.aws().meter().stored()).isEmpty();
            assertAnonymous(stack);
        }
    }

    @Test
    void triesNothingThatCostsUnlessTheUserAgrees() throws Exception {
        try (DeployedStack stack = ProofStack.deploy()) {
            Printed printed = run(stack, "prove", "--spend", "0", "--json", "--out", folder.toString());
            JsonNode document = Json.read(printed.out());
            assertThat(document.path("experiments"))
                    .filteredOn(one -> one.path("name").asText().equals("definition"))
                    .allMatch(one -> one.path("result").asText().equals("confirmed"));
            assertThat(document.path("experiments"))
                    .filteredOn(one -> one.path("name").asText().equals("models"))
                    .allMatch(one -> one.path("seen").asText().contains("--spend"));
            assertThat(document.path("spent").asInt()).isZero();
            assertThat(stack.executions()).isEmpty();
            assertThat(printed.code()).isZero();
        }
    }

    @Test
    void wrongUsageIsToldInOneLine() throws Exception {
        try (DeployedStack stack = ProofStack.deploy()) {
            Printed negative = run(stack, "prove", "--spend", "-1", "--out", folder.toString());
            assertThat(negative.code()).isEqualTo(2);
            assertThat(negative.err().lines()).hasSize(1);
            Printed unknown = run(stack, "prove", "--stack", "Other", "--out", folder.toString());
            assertThat(unknown.code()).isEqualTo(2);
            assertThat(unknown.err()).contains("Other");
        }
    }

    private void assertAnonymous(DeployedStack stack) throws Exception {
        List<String> names = List.of(
                DeployedStack.ACCOUNT,
                "arn:",
                stack.output("DatasetsBucket"),
                stack.output("ResultsBucket"),
                stack.output("StackTag"));
        for (String file : List.of("prove.json", "prove.html")) {
            String text = Files.readString(folder.resolve(file));
            assertThat(text).doesNotContain(names);
            stack.executions().forEach(run -> assertThat(text).doesNotContain(run.name()));
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    private static Printed run(DeployedStack stack, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Connection connection = new AccountConnection(
                Twin.clients(stack, Stacks.REGION), stack.clock().clock(), stack.clock()::sleep);
        int code = FineTune.commandLine(connection)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Printed(code, out.toString(), err.toString());
    }
}
