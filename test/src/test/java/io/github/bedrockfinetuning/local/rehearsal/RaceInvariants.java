package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.messages.Sns;
import io.github.bedrockfinetuning.local.states.Execution;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions that must be met regardless of the order of events. D: No user data is lost or changed. B: No billed
 * resource remains unless it was configured to be kept, and each upload is paid only once. T: The end of every run is
 * reported once, with the cause and the next step. S: Resources of an active run or of another stack are not removed.
 * N: A stable name points to a model that is in service. P: Payloads contain only known fields.
 */
final class RaceInvariants {
    private static final Set<String> REMOVALS =
            Set.of("StopModelCustomizationJob", "DeleteCustomModelDeployment", "DeleteProvisionedModelThroughput");
    private static final Set<String> CREATIONS =
            Set.of("CreateModelCustomizationJob", "CreateCustomModelDeployment", "CreateProvisionedModelThroughput");
    private static final Set<String> ENDS =
            Set.of("SUCCEEDED", "REJECTED", "DECLINED", "FAILED", "ABORTED", "TIMED_OUT");
    private static final Set<String> BROKEN = Set.of("FAILED", "ABORTED", "TIMED_OUT");

    /**
     * The maximum time until a job is stopped after its run has ended. Requests of the cleanup can be delayed, and
     * this is its longest interval.
     */
    private static final Duration STOPPED_WITHIN = Duration.ofMinutes(6);

    private final RacePlan plan;
    private final DeployedStack stack;
    private final RacePeople people;
    private final List<String> violations = new ArrayList<>();

    RaceInvariants(RacePlan plan, DeployedStack stack, RacePeople people) {
        this.plan = plan;
        this.stack = stack;
        this.people = people;
    }

    List<String> violations() throws IOException {
        violations.addAll(KeptData.violations(stack, plan.scenario().objects(), people.uploads()));
        check(
                stack.executions().size() == people.uploads(),
                "B: " + stack.executions().size() + " runs of " + people.uploads() + " uploads");
        check(StackQueues.deadLetters(stack).isEmpty(), "T: something was given up: " + StackQueues.deadLetters(stack));
        int mayStay = 0;
        for (Execution run : stack.executions()) {
            told(run);
            paidOnce(run);
            stopped(run);
            PayloadBounds.of(stack).violations(run).forEach(violation -> check(false, violation));
            mayStay += mayStay(run) ? 1 : 0;
        }
        bill(mayStay);
        removals();
        names();
        return violations;
    }

    private void told(Execution run) throws IOException {
        check(run.status() != Execution.Status.RUNNING, "T: the run never ended");
        Optional<JsonNode> written = stack.result("runs/" + run.name() + "/status.json");
        if (written.isEmpty()) {
            check(false, "T: there is no status.json of a run that ended " + run.status());
            return;
        }
        JsonNode status = written.get();
        String end = status.path("status").asText();
        String reason = status.path("reason").asText();
        String next = status.path("nextStep").asText();
        check(ENDS.contains(end), "T: status.json says " + end);
        check(!reason.isBlank() && !next.isBlank(), "T: status.json names no cause or no next step");
        check(
                run.status() != Execution.Status.SUCCEEDED || !BROKEN.contains(end),
                "T: the execution succeeded and status.json says " + end);
        check(
                run.status() != Execution.Status.FAILED || BROKEN.contains(end),
                "T: the execution failed and status.json says " + end);
        check(
                stack.aws().sns().messages().stream()
                        .map(Sns.Notification::text)
                        .anyMatch(text -> text.contains(run.name()) && text.contains(reason) && text.contains(next)),
                "T: nobody was told " + end);
        if (end.equals("SUCCEEDED")) {
            JsonNode systems = stack.result("reports/" + run.name() + "/report.json")
                    .map(report -> report.path("systems"))
                    .orElseThrow();
            for (JsonNode system : systems) {
                check(system.path("answered").asInt() == FaultScenario.TESTS, "D: a system lost answers");
            }
        }
    }

    /**
     * Checks that the functions create each resource only once per run. Resources that the user deploys are not
     * counted.
     */
    private void paidOnce(Execution run) {
        for (String creation : CREATIONS) {
            long made = stack.calls().stream()
                    .filter(call -> call.operation().equals(creation) && call.executed())
                    .filter(call -> !stack.stepOf(call.role()).isEmpty())
                    .filter(call -> call.input().toString().contains(run.name()))
                    .count();
            check(made <= 1, "B: " + made + " times " + creation + " for one run");
        }
    }

    /** Checks that no job is completed and billed after its run has ended. */
    private void stopped(Execution run) {
        stack.aws().events().published().stream()
                .filter(event -> event.at("/detail/jobName").asText().equals(run.name()))
                .filter(event -> event.at("/detail/jobStatus").asText().equals("Completed"))
                .map(event -> Instant.parse(event.path("time").asText()))
                .forEach(completed -> check(
                        completed.isBefore(run.stopDate().plus(STOPPED_WITHIN)),
                        "B: a job went on to its end behind a run that had ended"));
    }

    private boolean mayStay(Execution run) throws IOException {
        boolean promoted = stack.result("runs/" + run.name() + "/promoted.json")
                .filter(mark -> mark.path("promoted").asBoolean())
                .isPresent();
        boolean succeeded = stack.result("runs/" + run.name() + "/status.json")
                .filter(status -> status.path("status").asText().equals("SUCCEEDED"))
                .isPresent();
        boolean asked = plan.scenario().keeps() || people.promotedByHand().contains(run.name());
        return asked && (promoted || succeeded);
    }

    private void bill(int mayStay) {
        List<Meter.Billing> left = left();
        boolean paid = plan.scenario() == FaultScenario.KEPT;
        boolean free = left.stream().allMatch(one -> one.kind().equals("custom-model-deployment"));
        check(left.size() <= mayStay && (paid || free), "B: left " + left);
        long jobs = stack.aws().events().published().stream()
                .map(event -> event.path("detail").path("jobArn").asText(""))
                .filter(arn -> !arn.isEmpty())
                .distinct()
                .count();
        check(jobs <= people.uploads(), "B: " + jobs + " jobs were paid for " + people.uploads() + " uploads");
    }

    private List<Meter.Billing> left() {
        return stack.aws().meter().stillBilling().stream()
                .filter(one -> !one.resource().equals(people.othersDeployment()))
                .toList();
    }

    private void removals() throws IOException {
        String others = people.othersDeployment();
        check(
                others.isEmpty()
                        || stack.aws().meter().stillBilling().stream()
                                .anyMatch(one -> one.resource().equals(others)),
                "S: what another stack serves is gone");
        Map<String, Execution> owners = owners();
        for (CallRecord call : stack.calls()) {
            boolean sweeps =
                    stack.stepOf(call.role()).equals("Sweep") || call.role().equals("user");
            if (sweeps && REMOVALS.contains(call.operation()) && call.executed()) {
                owners.forEach((arn, run) -> check(
                        !call.input().toString().contains(arn)
                                || run.stopDate() != null && !run.stopDate().isAfter(call.time()),
                        "S: " + call.role() + " removed what a live run has"));
            }
        }
    }

    /** Returns the runs that own a job or an endpoint, by its ARN. */
    private Map<String, Execution> owners() throws IOException {
        Map<String, Execution> owners = new HashMap<>();
        for (Execution run : stack.executions()) {
            stack.result("runs/" + run.name() + "/serving.json")
                    .ifPresent(serving -> owners.put(serving.path("arn").asText(), run));
            stack.aws().events().published().stream()
                    .map(event -> event.path("detail"))
                    .filter(detail -> detail.path("jobName").asText().equals(run.name()))
                    .forEach(detail -> owners.put(detail.path("jobArn").asText(), run));
        }
        return owners;
    }

    /** Checks that applications that read the stable name find the model. */
    private void names() {
        for (CallRecord call : stack.calls()) {
            if (call.operation().equals("PutParameter")) {
                String value = stack.aws()
                        .ssm()
                        .value(call.input().path("Name").asText())
                        .orElse("{}");
                check(
                        !value.contains(":custom-model-deployment/")
                                || left().stream().anyMatch(one -> value.contains(one.resource())),
                        "N: the stable name points at what is not there");
            }
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds && !violations.contains(otherwise)) {
            violations.add(otherwise);
        }
    }
}
