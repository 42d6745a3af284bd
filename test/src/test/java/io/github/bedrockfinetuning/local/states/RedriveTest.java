package io.github.bedrockfinetuning.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests executions that are redriven after they failed, timed out or were stopped. */
class RedriveTest {
    private static final String TASK = "'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f'";

    private static final String DISTRIBUTED = Simulation.machine("{'Type':'Map','Label':'L','MaxConcurrencyPath':'$.x',"
            + "'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{'InputType':'JSONL'},"
            + "'Parameters':{'Bucket':'b','Key':'k'}},'End':true,'ItemProcessor':{"
            + "'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},"
            + "'StartAt':'I','States':{'I':{" + TASK + ",'End':true}}}}");

    private final Simulation simulation = new Simulation();
    private final List<String> worked = new ArrayList<>();
    private String broken = "";

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void itGoesOnFromTheStateThatFailedWithTheSameInput() {
        broken = "B";
        Execution execution = run("{'StartAt':'A','States':{"
                + "'A':{" + TASK + ",'ResultPath':'$.a','Next':'B'},"
                + "'B':{" + TASK + ",'ResultPath':'$.b','End':true}}}");
        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        String arn = execution.arn();

        broken = "";
        assertThat(redrive(execution)).isSameAs(execution);

        assertThat(execution.arn()).isEqualTo(arn);
        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(execution.error()).isNull();
        assertThat(execution.redriveCount()).isEqualTo(1);
        assertThat(execution.output()).isEqualTo(Simulation.json("{'x':1,'a':'A','b':'B'}"));
        assertThat(worked).containsExactly("A", "B", "B");
        assertThat(Simulation.types(execution))
                .containsSubsequence("LambdaFunctionFailed", "ExecutionFailed", "ExecutionRedriven")
                .endsWith(
                        "ExecutionRedriven",
                        "LambdaFunctionScheduled",
                        "LambdaFunctionStarted",
                        "LambdaFunctionSucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
        HistoryEvent redriven = execution.history().stream()
                .filter(event -> event.type().equals("ExecutionRedriven"))
                .findFirst()
                .orElseThrow();
        assertThat(redriven.details().path("redriveCount").asInt()).isEqualTo(1);
        assertThat(execution.history()).extracting(HistoryEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void retriesAreCountedFromTheStart() {
        broken = "S";
        Execution execution = run(Simulation.machine(
                "{" + TASK + ",'End':true,'Retry':[{'ErrorEquals':['States.ALL'],'MaxAttempts':2}]}"));
        assertThat(worked).hasSize(3);

        redrive(execution);

        assertThat(worked).hasSize(6);
        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        broken = "";
        redrive(execution);
        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(execution.redriveCount()).isEqualTo(2);
    }

    @Test
    void theContextTellsHowOften() {
        broken = "S";
        Execution execution = run(
                Simulation.machine("{" + TASK + ",'Parameters':{'count.$':'$$.Execution.RedriveCount'},'End':true}"));
        broken = "";
        redrive(execution);
        assertThat(simulation.calls)
                .extracting(call -> call.input().path("count").asInt())
                .containsExactly(0, 1);
    }

    @Test
    void ofAParallelStateOnlyTheBranchesThatFailedOrWereStoppedRunAgain() {
        broken = "Fails";
        Execution execution = run(Simulation.machine("{'Type':'Parallel','End':true,'Branches':["
                + branch("Quick", 0, "Done")
                + "," + branch("Pause", 5, "Fails")
                + "," + branch("Long", 60, "Stopped") + "]}"));
        assertThat(worked).containsExactly("Done", "Fails");

        broken = "";
        redrive(execution);

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(worked).containsExactly("Done", "Fails", "Fails", "Stopped");
        assertThat(execution.output()).isEqualTo(Simulation.json("['Done','Fails','Stopped']"));
    }

    @Test
    void ofADistributedMapOnlyTheChildrenThatDidNotSucceedRunAgain() {
        broken = "2";
        simulation.items("1", "2", "3");
        Execution execution = run(DISTRIBUTED);
        List<Execution> children = execution.children();
        assertThat(children).extracting(Execution::status).contains(Execution.Status.FAILED);
        assertThatThrownBy(() -> simulation.executions.redrive(children.get(1).arn()))
                .hasMessageContaining("Map Run");

        broken = "";
        redrive(execution);

        assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(worked).containsExactly("1", "2", "2", "3");
        assertThat(execution.children().subList(0, 2)).containsExactlyElementsOf(children.subList(0, 2));
        assertThat(execution.children()).extracting(Execution::redriveCount).containsExactly(0, 1, 0);
        assertThat(execution.output()).isEqualTo(Simulation.json("['1','2','3']"));
        assertThat(Simulation.types(execution))
                .containsSubsequence("MapRunStarted", "MapRunFailed", "ExecutionRedriven", "MapRunRedriven");
    }

    @Test
    void branchesWhoseResultsTogetherWereTooLargeAllRunAgain() {
        String half = "x".repeat(150_000);
        for (String state : List.of("L", "R")) {
            simulation.task(state, call -> {
                worked.add(state);
                return Simulation.json("'" + (broken.isEmpty() ? "small" : half) + "'");
            });
        }
        broken = "both";
        Execution execution = simulation.run(
                Simulation.machine("{'Type':'Parallel','End':true,'Branches':["
                        + "{'StartAt':'L','States':{'L':{" + TASK + ",'End':true}}},"
                        + "{'StartAt':'R','States':{'R':{" + TASK + ",'End':true}}}]}"),
                "{}");
        assertThat(execution.error()).isEqualTo("States.DataLimitExceeded");

        broken = "";
        redrive(execution);

        assertThat(worked).containsExactly("L", "R", "L", "R");
        assertThat(execution.output()).isEqualTo(Simulation.json("['small','small']"));
    }

    @Test
    void whatWasStoppedOrTimedOutGoesOnAndHasItsWholeTimeAgain() {
        String machine = "{'StartAt':'W','TimeoutSeconds':100,'States':{'W':{'Type':'Wait','Seconds':90,'Next':'A'},"
                + "'A':{" + TASK + ",'End':true}}}";
        Execution stopped = start(machine, "{}");
        simulation.clock.after(Duration.ofSeconds(50), () -> stopped.stop(null, null));
        simulation.clock.run();
        assertThat(stopped.status()).isEqualTo(Execution.Status.ABORTED);
        redrive(stopped);
        assertThat(stopped.status()).isEqualTo(Execution.Status.SUCCEEDED);
        assertThat(simulation.seconds(stopped.stopDate())).isEqualTo(50 + 90);

        Execution late = start(machine.replace("100", "80"), "{}");
        simulation.clock.run();
        assertThat(late.status()).isEqualTo(Execution.Status.TIMED_OUT);
        redrive(late);
        assertThat(late.status()).isEqualTo(Execution.Status.TIMED_OUT);
        assertThat(Duration.between(late.redriveDate(), late.stopDate())).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void aFailStateIsEnteredAgainAndFailsAgain() {
        Execution execution = run(Simulation.machine("{'Type':'Fail','Error':'E'}"));
        redrive(execution);
        assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
        assertThat(Simulation.types(execution))
                .filteredOn("FailStateEntered"::equals)
                .hasSize(2);
    }

    @Test
    void failsForAnExecutionThatRunsSucceededOrEndedTwoWeeksAgo() {
        Execution good = start(Simulation.machine("{'Type':'Wait','Seconds':9,'End':true}"), "{}");
        assertRefused(good, "RUNNING");
        simulation.clock.run();
        assertRefused(good, "SUCCEEDED");

        Execution bad = run(Simulation.machine("{'Type':'Fail'}"));
        simulation.clock.sleep(Duration.ofDays(14));
        assertThat(bad.notRedrivable()).isEmpty();
        simulation.clock.sleep(Duration.ofSeconds(1));
        assertRefused(bad, "14 days");
        assertThatThrownBy(() -> simulation.executions.redrive("arn:aws:states:us-east-1:1:execution:M:none"))
                .isInstanceOf(StatesException.class)
                .extracting("code")
                .isEqualTo("ExecutionDoesNotExist");
    }

    @Test
    void failsForAnExecutionWhoseHistoryIsFull() {
        Execution endless =
                run("{'StartAt':'P','States':{'P':{'Type':'Pass','Next':'C'},'C':{'Type':'Choice','Choices':["
                        + "{'Variable':'$.x','StringEquals':'2','Next':'E'}],'Default':'P'},'E':{'Type':'Succeed'}}}");
        assertThat(endless.history()).hasSize(History.LIMIT);
        assertRefused(endless, "25000 events");
    }

    private void assertRefused(Execution execution, String reason) {
        int before = execution.history().size();
        assertThatThrownBy(() -> simulation.executions.redrive(execution.arn()))
                .isInstanceOf(StatesException.class)
                .hasMessageContaining(reason)
                .extracting("code")
                .isEqualTo("ExecutionNotRedrivable");
        assertThat(execution.history()).hasSize(before);
        assertThat(execution.redriveCount()).isZero();
    }

    private static String branch(String wait, int seconds, String task) {
        return "{'StartAt':'" + wait + "','States':{'" + wait + "':{'Type':'Wait','Seconds':" + seconds + ",'Next':'"
                + task + "'},'" + task + "':{" + TASK + ",'End':true}}}";
    }

    private Execution run(String machine) {
        return run(machine, "{'x':1}");
    }

    private Execution run(String machine, String input) {
        Execution execution = start(machine, input);
        simulation.clock.run();
        return execution;
    }

    /** Starts an execution. A task returns the name of its state or, in a map, its item. The broken task fails. */
    private Execution start(String machine, String input) {
        for (String state : List.of("A", "B", "S", "I", "Done", "Fails", "Stopped")) {
            simulation.task(state, call -> work(state.equals("I") ? item(call.input()) : state));
        }
        return simulation.start(machine, input);
    }

    private static String item(JsonNode input) {
        return input.asText();
    }

    private JsonNode work(String what) throws TaskFailed {
        worked.add(what);
        if (what.equals(broken)) {
            throw new TaskFailed("Broken", what);
        }
        return Simulation.json("'" + what + "'");
    }

    private Execution redrive(Execution execution) {
        Execution redriven = simulation.executions.redrive(execution.arn());
        simulation.clock.run();
        return redriven;
    }
}
