package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.TagKeys;
import io.github.bedrockfinetuning.ending.StackResources;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.promotion.ManualPromotion;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.SdkClients;
import io.github.bedrockfinetuning.run.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everyone outside the stack: the user with the command line, who finally approves the estimated cost; EventBridge,
 * which delivers events twice; and another stack in the same account.
 */
final class RacePeople implements Listener {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final int MOST_LOOKS = 40;
    private static final String OTHER_RUN = "otherstacksrunotherstacksru";

    private final RacePlan plan;
    private final FaultUser patient = new FaultUser();
    private final List<String> story = new ArrayList<>();
    private final Set<String> promotedByHand = new LinkedHashSet<>();
    private DeployedStack stack;
    private Platform user;
    private SdkClients others;
    private int uploads;
    private int endsToRepeat;
    private String othersDeployment = "";

    RacePeople(RacePlan plan) {
        this.plan = plan;
    }

    void begin(DeployedStack deployed, FaultLane lane) {
        stack = deployed;
        patient.watch(deployed);
        String region = plan.scenario().region();
        others = lane.clients(deployed.aws(), "others", region);
        user = new Platform(
                Map.of(
                        "AWS_REGION", region,
                        "ACCOUNT_ID", DeployedStack.ACCOUNT,
                        "DATASETS_BUCKET", deployed.datasets(),
                        "RESULTS_BUCKET", deployed.results(),
                        "STATE_MACHINE_ARN", deployed.stateMachineArn(),
                        "FT_STACK", deployed.output("StackTag"),
                        "PARAMETER_PREFIX", ParameterPaths.prefix(deployed.output("StackTag"))),
                lane.clients(deployed.aws(), "user", region),
                deployed.clock().clock(),
                deployed.clock()::sleep);
        plan.scenario().objects().forEach(deployed::upload);
        uploads = 1;
    }

    /** Returns the number of uploads of the dataset. */
    int uploads() {
        return uploads;
    }

    /** Returns the runs whose models the user promoted. */
    Set<String> promotedByHand() {
        return promotedByHand;
    }

    /** Returns the deployment of another stack; empty if the run did not reach this point. */
    String othersDeployment() {
        return othersDeployment;
    }

    /** Returns all actions with their times. */
    List<String> story() {
        return story;
    }

    void play(RaceMove move) {
        tell(move.kind() + "");
        switch (move.kind()) {
            case START_AGAIN -> repeat(last("Object Created", "/detail/object/key", Set.of("inbox/forty/run.json")));
            case UPLOAD -> {
                uploads++;
                stack.upload("inbox/forty/run.json", plan.scenario().objects().get("inbox/forty/run.json"));
            }
            case ABORT -> running(move).ifPresent(run -> run.stop("StoppedByUser", "asked for in a test"));
            case END_AGAIN -> {
                Optional<JsonNode> ended = end();
                repeat(ended);
                endsToRepeat += ended.isEmpty() ? 1 : 0;
            }
            case SWEEP -> stack.runSchedules();
            case APPROVE -> running(move).ifPresent(run -> answer(run, "approved"));
            case DECLINE -> running(move).ifPresent(run -> answer(run, "declined"));
            case CLEAN -> stack.clock().spawn("user cleans", this::clean);
            case PROMOTE -> stack.clock().spawn("user promotes", () -> promote(move));
        }
    }

    private Optional<Execution> running(RaceMove move) {
        List<Execution> running = stack.executions().stream()
                .filter(run -> run.status() == Execution.Status.RUNNING)
                .toList();
        return running.isEmpty() ? Optional.empty() : Optional.of(running.get(move.pick() % running.size()));
    }

    private Optional<JsonNode> end() {
        return last(
                "Step Functions Execution Status Change", "/detail/status", Set.of("FAILED", "ABORTED", "TIMED_OUT"));
    }

    private Optional<JsonNode> last(String type, String pointer, Set<String> values) {
        return stack.aws().events().published().stream()
                .filter(event -> event.path("detail-type").asText().equals(type))
                .filter(event -> values.contains(event.at(pointer).asText()))
                .reduce((one, later) -> later);
    }

    private void repeat(Optional<JsonNode> event) {
        event.ifPresent(stack.aws().events()::publish);
    }

    private void answer(Execution run, String answer) {
        try {
            Optional<JsonNode> approval = stack.result("runs/" + run.name() + "/approval.json");
            if (approval.isPresent()) {
                stack.aws()
                        .executions()
                        .sendTaskSuccess(
                                approval.get().path("taskToken").asText(),
                                approval.get().path(answer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException late) {
            tell("too late: " + late.getMessage());
        }
    }

    private void clean() {
        try {
            for (int looks = 0;
                    looks < MOST_LOOKS
                            && !new StackResources(user).remove().all().isEmpty();
                    looks++) {
                user.sleep().sleep(LOOK);
            }
        } catch (RuntimeException | InterruptedException e) {
            tell("clean failed: " + e.getMessage());
        }
    }

    private void promote(RaceMove move) {
        List<Run> succeeded = stack.executions().stream()
                .map(run -> new Run(user, new RunId(run.name())))
                .filter(run -> run.find("status.json")
                        .filter(status -> status.path("status").asText().equals(RunStatus.SUCCEEDED.name()))
                        .isPresent())
                .toList();
        if (succeeded.isEmpty()) {
            return;
        }
        Run run = succeeded.get(move.pick() % succeeded.size());
        try {
            new ManualPromotion(user).promote(run);
            promotedByHand.add(run.id().value());
            tell("promoted " + run.id());
        } catch (RuntimeException | InterruptedException e) {
            tell("promote failed: " + e.getMessage());
        }
    }

    @Override
    public void stateEntered(Execution execution, String state, JsonNode input) {
        patient.stateEntered(execution, state, input);
        if (execution.mapRunArn() == null) {
            tell("state " + state + " of " + execution.name());
        }
        boolean onDemand = plan.scenario().region().equals(Stacks.REGION);
        if (state.equals("StartServing") && othersDeployment.isEmpty() && onDemand) {
            othersDeployment = "to be";
            stack.clock().spawn("another stack", this::deployOthers);
        }
    }

    /** Deploys a model in another stack of the account, with a name in the same format. */
    private void deployOthers() {
        String model = others.bedrock()
                .listCustomModels(r -> {})
                .modelSummaries()
                .get(0)
                .modelArn();
        String name = OTHER_RUN.substring(0, 26);
        othersDeployment = others.bedrock()
                .createCustomModelDeployment(r -> r.modelDeploymentName(name)
                        .modelArn(model)
                        .clientRequestToken(name)
                        .tags(Tags.bedrock(Map.of(TagKeys.RUN, name, TagKeys.STACK, "another"))))
                .customModelDeploymentArn();
    }

    @Override
    public void executionEnded(Execution execution) {
        if (execution.mapRunArn() != null) {
            return;
        }
        tell("execution " + execution.name() + " ended " + execution.status());
        if (endsToRepeat > 0) {
            Duration lag = Duration.ofSeconds(plan.moves().get(0).pick() % 300);
            stack.clock().after(lag, () -> repeat(end()));
            endsToRepeat--;
        }
    }

    private void tell(String what) {
        story.add(stack.clock().now() + " -- " + what);
    }
}
