package example;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.cli.LocalCommandLine;
import io.github.bedrockfinetuning.local.rehearsal.Assembly;
import io.github.bedrockfinetuning.local.rehearsal.DeployedStack;
import io.github.bedrockfinetuning.local.states.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operates both workflows of the stack with the commands, each person in the role that the stack grants. */
class OperationsTest {
    private static final String ROUTING = "Beta/Analytics/Routing";
    private static final String SUMMARIES = "Beta/Analytics/Summaries";

    private static DeployedStack stack;
    private static LocalCommandLine operators;
    private static LocalCommandLine scientists;
    private static LocalCommandLine approvers;

    @BeforeAll
    static void deploy() throws Exception {
        Assembly routing = Assembly.read(Synthesized.app(), Optional.of(ROUTING));
        stack = DeployedStack.deploy(routing, "us-east-1", List.of(), Listener.NONE);
        operators = as("Operators");
        scientists = as("Scientists");
        approvers = as("Approvers");
    }

    @AfterAll
    static void close() {
        stack.close();
    }

    @Test
    void theCommandsListBothWorkflowsAndTellThemApart() {
        LocalCommandLine.Result listed = operators.run("status");
        assertEquals(2, listed.code());
        assertTrue(listed.err().contains(ROUTING + " (" + tag(ROUTING) + ")"), listed.err());
        assertTrue(listed.err().contains(SUMMARIES + " (" + tag(SUMMARIES) + ")"), listed.err());
    }

    @Test
    void doctorFindsNoProblems() {
        for (String workflow : List.of(ROUTING, SUMMARIES)) {
            JsonNode checks = json(operators.run("doctor", "--workflow", workflow, "--json")).path("checks");
            assertFalse(checks.isEmpty());
            for (JsonNode check : checks) {
                assertTrue(List.of("pass", "warn").contains(check.path("result").asText()), check.toString());
            }
        }
    }

    /** Routing asks for approval, because of the defaults of its runs. Summaries does not. */
    @Test
    void eachWorkflowTrainsApprovesPromotesAndRollsBackItsOwnModels() {
        String first = submitted(scientists, tag(ROUTING));
        String other = submitted(operators, SUMMARIES);
        pass(Duration.ofMinutes(30));
        assertEquals("approval", status(operators, ROUTING, first).path("waitsFor").asText());
        done(approvers.run("approve", first, "--workflow", tag(ROUTING)));
        stack.settle();
        assertEquals("SUCCEEDED", status(scientists, tag(ROUTING), first).path("status").asText());
        assertEquals("SUCCEEDED", status(operators, SUMMARIES, other).path("status").asText());

        String second = submitted(operators, ROUTING);
        pass(Duration.ofMinutes(30));
        done(operators.run("approve", second, "--workflow", ROUTING));
        stack.settle();

        String ours = promoted(ROUTING, first);
        assertEquals(ours, promoted(ROUTING, second));
        String theirs = promoted(SUMMARIES, other);
        assertFalse(ours.equals(theirs), ours);
        JsonNode back = json(operators.run("rollback", "small", "--workflow", ROUTING, "--json"));
        assertEquals(first, back.path("runId").asText());

        assertAll(
                () -> denied(operators.run("promote", other, "--workflow", ROUTING), 1, "does not exist or has not ended"),
                () -> denied(operators.run("rollback", "small", "--workflow", SUMMARIES), 1, "no previously promoted"),
                () -> denied(scientists.run("status", "--workflow", tag(SUMMARIES)), 2, "ssm:GetParameter"),
                () -> denied(approvers.run("approve", other, "--workflow", tag(SUMMARIES)), 2, "ssm:GetParameter"));
        for (String workflow : List.of(ROUTING, SUMMARIES)) {
            assertTrue(json(operators.run("clean", "--workflow", workflow, "--json")).path("found").isEmpty());
        }
    }

    private static String submitted(LocalCommandLine person, String workflow) {
        return json(person.run("submit", Synthesized.DATASET.toString(), "--workflow", workflow, "--json"))
                .path("runId")
                .asText();
    }

    private static JsonNode status(LocalCommandLine person, String workflow, String run) {
        return read(person.run("status", run, "--workflow", workflow, "--json"));
    }

    private static String promoted(String workflow, String run) {
        return json(operators.run("promote", run, "--workflow", workflow, "--json"))
                .path("parameter")
                .asText();
    }

    /** The tag of a workflow, as the message about several workflows lists it. */
    private static String tag(String workflow) {
        String list = operators.run("status").err();
        Matcher found = Pattern.compile(Pattern.quote(workflow) + " \\(([^)]+)\\)").matcher(list);
        assertTrue(found.find(), list);
        return found.group(1);
    }

    private static LocalCommandLine as(String role) {
        return new LocalCommandLine(stack, stack.role("Beta/Analytics/" + role));
    }

    private static void pass(Duration time) {
        stack.clock().runUntil(stack.clock().now().plus(time));
    }

    private static void denied(LocalCommandLine.Result result, int code, String reason) {
        assertEquals(code, result.code(), result.err());
        assertTrue(result.err().contains(reason), result.err());
    }

    private static LocalCommandLine.Result done(LocalCommandLine.Result result) {
        assertEquals(0, result.code(), result.err() + result.out());
        return result;
    }

    private static JsonNode json(LocalCommandLine.Result result) {
        return read(done(result));
    }

    private static JsonNode read(LocalCommandLine.Result result) {
        try {
            return new ObjectMapper().readTree(result.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
