package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.messages.Sns;
import io.github.bedrockfinetuning.local.rehearsal.FaultSpec.Kind;
import io.github.bedrockfinetuning.local.states.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The conditions that a run must meet regardless of faults. D: No user data is lost or changed. B: No billed resource
 * remains unless it was configured to be kept, and nothing is paid twice. T: The end is reported with the cause and the
 * next step. Transient faults do not change the result: the run still ends with its verdict. L: A later cleanup
 * mechanism acts only if a fault affected the earlier one. P: Payloads contain only known fields.
 *
 * <p>If every role that could act is denied permanently, an alarm must be active instead.
 */
final class FaultInvariants {
    private static final Set<Kind> LASTING = EnumSet.of(Kind.ACCESS_DENIED, Kind.FAILS, Kind.ABORT);
    /** The number of consecutive requests that can fail before a paid resource is lost. */
    private static final int BURST = 10;

    private static final Set<String> REMOVALS =
            Set.of("StopModelCustomizationJob", "DeleteCustomModelDeployment", "DeleteProvisionedModelThroughput");
    private static final Set<String> TELLING = Set.of("GetObject", "PutObject", "Publish");
    private static final Set<String> ENDS =
            Set.of("SUCCEEDED", "REJECTED", "DECLINED", "FAILED", "ABORTED", "TIMED_OUT");

    private final FaultPlan plan;
    private final DeployedStack stack;
    private final List<String> violations = new ArrayList<>();

    FaultInvariants(FaultPlan plan, DeployedStack stack) {
        this.plan = plan;
        this.stack = stack;
    }

    /** Returns the violations of condition D. */
    List<String> dataAltered() {
        try {
            violations.addAll(KeptData.violations(stack, plan.scenario().objects(), 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return violations;
    }

    List<String> violations() throws IOException {
        violations.addAll(KeptData.violations(stack, plan.scenario().objects(), 1));
        if (stack.executions().isEmpty()) {
            check(!StackQueues.deadLetters(stack).isEmpty(), "T: no run, and no dead letter to raise the alarm");
            return violations;
        }
        check(stack.executions().size() == 1, "B: " + stack.executions().size() + " runs of one upload");
        Execution run = stack.executions().get(0);
        check(run.status() != Execution.Status.RUNNING, "T: the run never ended");
        Optional<JsonNode> status = stack.result("runs/" + run.name() + "/status.json");
        told(run, status);
        bill(run, status);
        if (status.isPresent()) {
            unchanged(run, status.get());
        }
        lines(run);
        violations.addAll(PayloadBounds.of(stack).violations(run));
        return violations;
    }

    private void told(Execution run, Optional<JsonNode> status) {
        // If an execution was aborted, only the cleanup guard can report it.
        boolean mute = (denied("CleanUp", TELLING) || eventLost() && denied("Sweep"))
                && (denied("Tell", TELLING) || run.status() == Execution.Status.ABORTED);
        boolean alarm = run.status() != Execution.Status.SUCCEEDED
                || !StackQueues.deadLetters(stack).isEmpty();
        if (status.isEmpty()) {
            check(mute && alarm, "T: there is no status.json");
            return;
        }
        String end = status.get().path("status").asText();
        String reason = status.get().path("reason").asText();
        String next = status.get().path("nextStep").asText();
        check(ENDS.contains(end), "T: status.json says " + end);
        check(!reason.isBlank() && !next.isBlank(), "T: status.json names no cause or no next step");
        check(
                run.status() != Execution.Status.SUCCEEDED
                        || !Set.of("FAILED", "ABORTED", "TIMED_OUT").contains(end),
                "T: the execution succeeded and status.json says " + end);
        boolean sent = stack.aws().sns().messages().stream()
                .map(Sns.Notification::text)
                .anyMatch(text -> text.contains(run.name()) && text.contains(reason) && text.contains(next));
        check(sent || mute && alarm, "T: nobody was told " + end);
    }

    private void bill(Execution run, Optional<JsonNode> status) {
        List<Meter.Billing> left = stack.aws().meter().stillBilling();
        boolean promoted = plan.scenario().keeps()
                && (named(run) || status.filter(FaultInvariants::succeeded).isPresent());
        boolean free = left.size() == 1 && left.get(0).kind().equals("custom-model-deployment");
        boolean helpless = (denied("CleanUp") || eventLost()) && denied("Sweep");
        if (!left.isEmpty() && !(promoted && free)) {
            check(
                    helpless && !StackQueues.deadLetters(stack).isEmpty(),
                    "B: left " + left.get(0).kind() + ", run " + run.status());
        }
        long jobs = stack.aws().events().published().stream()
                .map(event -> event.path("detail").path("jobArn").asText(""))
                .filter(arn -> !arn.isEmpty())
                .distinct()
                .count();
        check(jobs <= 1, "B: " + jobs + " jobs were paid");
    }

    /**
     * Checks that each cleanup mechanism completes its work. The next mechanism acts only if a fault affected this one
     * or if it could not run.
     */
    private void lines(Execution run) {
        boolean sweeper = removals("Sweep").findAny().isPresent();
        check(!sweeper || befalls("CleanUp") || befalls("Tell"), "L: the sweeper had to act");
        boolean guard = removals("CleanUp").anyMatch(call -> call.role().contains("CleanUpAfter"));
        check(
                !guard
                        || run.status() != Execution.Status.FAILED
                        || befalls("CleanUp")
                        || befalls("Tell")
                        || befalls("StopServing"),
                "L: the guard had to act behind a run that failed by itself");
    }

    private Stream<CallRecord> removals(String step) {
        return stack.calls().stream()
                .filter(call -> call.executed() && REMOVALS.contains(call.operation()))
                .filter(call -> stack.stepOf(call.role()).equals(step));
    }

    private boolean befalls(String step) {
        return plan.all().stream().anyMatch(fault -> fault.step().equals(step));
    }

    private static boolean succeeded(JsonNode status) {
        return status.path("status").asText().equals("SUCCEEDED");
    }

    /** Returns whether the stable name of the dataset points to the model of this run. */
    private boolean named(Execution run) {
        return stack.calls().stream()
                .filter(call -> call.operation().equals("PutParameter"))
                .flatMap(call ->
                        stack.aws().ssm().value(call.input().path("Name").asText()).stream())
                .anyMatch(value -> value.contains(run.name()));
    }

    /** Checks that transient faults do not end the run. */
    private void unchanged(Execution run, JsonNode status) throws IOException {
        boolean passing = plan.all().stream()
                .allMatch(f -> !LASTING.contains(f.kind())
                        && (f.times() == 1 || f.times() <= BURST && !f.kind().isOfFunction()));
        String end = status.path("status").asText();
        if (passing) {
            check(
                    end.equals("SUCCEEDED"),
                    "the run ended " + end + ": " + status.path("reason").asText());
        }
        if (end.equals("SUCCEEDED")) {
            JsonNode systems = stack.result("reports/" + run.name() + "/report.json")
                    .map(report -> report.path("systems"))
                    .orElseThrow();
            for (JsonNode system : systems) {
                check(system.path("n").asInt() == FaultScenario.TESTS, "D: a system lost records");
                check(
                        !passing || system.path("answered").asInt() == FaultScenario.TESTS,
                        "D: a passing fault cost an answer");
            }
            check(
                    status.path("verdict").asText().equals("better") || denied("AnswerBatch") || denied("JudgeBatch"),
                    "the verdict became " + status.path("verdict").asText());
        }
    }

    /** Returns whether the event that invokes the cleanup was lost. In this case, only the sweeper remains. */
    private boolean eventLost() {
        return plan.all().stream().anyMatch(f -> f.kind() == Kind.EVENT_LOST);
    }

    private boolean denied(String step) {
        return plan.all().stream().anyMatch(f -> f.step().equals(step) && f.kind() == Kind.ACCESS_DENIED);
    }

    private boolean denied(String step, Set<String> operations) {
        return plan.all().stream()
                .anyMatch(f -> f.step().equals(step)
                        && f.kind() == Kind.ACCESS_DENIED
                        && operations.contains(f.operation().orElse("")));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
