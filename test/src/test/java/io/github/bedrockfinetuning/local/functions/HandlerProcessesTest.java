package io.github.bedrockfinetuning.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.loopback.RawHttp;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a handler in a separate process with the AWS Lambda runtime interface client. */
class HandlerProcessesTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final VirtualClock clock = new VirtualClock(START);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private LocalAws aws;
    private HandlerProcesses processes;
    private DeclaredFunction probe;

    @BeforeEach
    void deploy() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "AWS's runtime client is for Linux");
        aws = new LocalAws(clock, "us-east-1", "111122223333", ModelFactory.local("us-east-1"));
        processes = new HandlerProcesses(clock, aws, log::add);
        probe = new DeclaredFunction(
                "ProbeRole",
                "arn:aws:lambda:us-east-1:111122223333:function:Probe",
                ProbeHandler.class.getName() + "::handleRequest",
                Duration.ofSeconds(60),
                256,
                Map.of("AWS_REGION", "us-east-1", "OWN", "value"),
                zip());
    }

    @AfterEach
    void close() {
        if (processes != null) {
            processes.close();
            aws.close();
        }
    }

    @Test
    void onlyTheProcessReachesTheRuntimeApiAndItsCommandLineTellsNoSecret() throws Exception {
        JsonNode environment = invoke("", Mishap.NONE).path("environment");
        String api = environment.path("AWS_LAMBDA_RUNTIME_API").asText();
        String address = api.substring(0, api.indexOf('/'));
        List<String> secrets = List.of(
                api.substring(api.indexOf('/') + 1),
                environment.path("AWS_SECRET_ACCESS_KEY").asText());

        String invocation = "/2018-06-01/runtime/invocation/next";
        assertThat(RawHttp.ask(address, "GET " + invocation + " HTTP/1.1", "Host: " + address))
                .startsWith("HTTP/1.1 403");
        assertThat(RawHttp.ask(address, "GET /" + "A".repeat(43) + invocation + " HTTP/1.1", "Host: " + address))
                .startsWith("HTTP/1.1 403");
        assertThat(RawHttp.ask(address, "GET /clock/now HTTP/1.1", "Host: " + address))
                .startsWith("HTTP/1.1 403");
        assertThat(secrets).allMatch(secret -> secret.length() >= 40);
        assertThat(ProcessHandle.current()
                        .children()
                        .map(child -> child.info().commandLine().orElse("")))
                .isNotEmpty()
                .noneMatch(line -> secrets.stream().anyMatch(line::contains));
    }

    @Test
    void aProcessSeesItsOwnEnvironmentItsMemoryAndTheVirtualTime() throws Exception {
        JsonNode seen = invoke("", Mishap.NONE);

        assertThat(seen.path("environment").path("OWN").asText()).isEqualTo("value");
        assertThat(seen.path("environment").path("AWS_ACCESS_KEY_ID").asText()).isEqualTo("ProbeRole");
        assertThat(seen.path("environment").path("AWS_ENDPOINT_URL").asText()).startsWith("http://127.0.0.1:");
        assertThat(seen.path("environment").has("HOME"))
                .as("this process's HOME")
                .isFalse();
        assertThat(seen.path("memory").asInt()).isEqualTo(256);
        assertThat(seen.path("heap").asLong()).isBetween(200L << 20, 218L << 20);
        assertThat(seen.path("now").asText()).isEqualTo(START.toString());
        assertThat(seen.path("left").asInt()).isEqualTo(60_000);
        assertThat(processes.memory().get(0).peakMiB()).isBetween(20, 256);
    }

    @Test
    void aProcessIsUsedAgainAndAnErrorDoesNotEndIt() throws Exception {
        long first = invoke("", Mishap.NONE).path("process").asLong();
        assertThatThrownBy(() -> invoke("throw", Mishap.NONE))
                .isInstanceOf(TaskFailed.class)
                .hasMessageContaining("thrown as told")
                .extracting("error")
                .isEqualTo("java.lang.IllegalStateException");
        JsonNode third = invoke("", Mishap.NONE);

        assertThat(third.path("process").asLong()).isEqualTo(first);
        assertThat(third.path("calls").asInt()).isEqualTo(3);
        assertThat(processes.memory()).extracting(MemoryUse::processes).containsExactly(1);
    }

    @Test
    void sleepingTakesVirtualTimeOnlyAndNotBeyondTheDeadline() throws Exception {
        JsonNode slept = invoke("sleep", 59_000);
        assertThat(slept.path("now").asText()).isEqualTo("2030-01-01T00:00:59Z");
        assertThat(slept.path("left").asInt()).isEqualTo(1_000);

        assertThatThrownBy(() -> invoke("sleep", 60_000)).extracting("error").isEqualTo("Sandbox.Timedout");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(119));
        // The process that timed out has been killed.
        assertThat(invoke("", Mishap.NONE).path("calls").asInt()).isEqualTo(1);
    }

    @Test
    void whileOneSleepsAnotherIsStarted() throws Exception {
        AtomicReference<JsonNode> one = new AtomicReference<>();
        AtomicReference<JsonNode> other = new AtomicReference<>();
        clock.spawn("one", () -> one.set(unchecked("sleep", 10_000)));
        clock.spawn("other", () -> other.set(unchecked("sleep", 5_000)));
        clock.run();

        assertThat(one.get().path("process")).isNotEqualTo(other.get().path("process"));
        assertThat(clock.now()).isEqualTo(START.plusSeconds(10));
        assertThat(processes.memory()).extracting(MemoryUse::processes).containsExactly(2);
    }

    @Test
    void aProcessThatEndsIsReportedAsLambdaDoes() throws Exception {
        assertThatThrownBy(() -> invoke("exit", Mishap.NONE))
                .hasMessageContaining("exit status 7")
                .extracting("error")
                .isEqualTo("Runtime.ExitError");
        assertThatThrownBy(() -> invoke("fill", Mishap.NONE))
                .hasMessageContaining("exit status 3")
                .extracting("error")
                .isEqualTo("Runtime.ExitError");
        assertThatThrownBy(() -> invoke("", Mishap.CRASH))
                .hasMessageContaining("signal: killed")
                .extracting("error")
                .isEqualTo("Runtime.ExitError");
        assertThatThrownBy(() -> invoke("", Mishap.TIME_OUT))
                .extracting("error")
                .isEqualTo("Sandbox.Timedout");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void aProcessThatIsKilledWhileItSleepsFailsAndOneThatIsKilledIdleIsReplaced() throws Exception {
        long idle = invoke("", Mishap.NONE).path("process").asLong();
        kill(idle);
        assertThat(invoke("", Mishap.NONE).path("calls").asInt()).isEqualTo(1);

        AtomicReference<TaskFailed> failure = new AtomicReference<>();
        clock.spawn("victim", () -> {
            try {
                processes.run(probe, input("sleep", 30_000), Mishap.NONE);
            } catch (TaskFailed e) {
                failure.set(e);
            }
        });
        clock.after(
                Duration.ofSeconds(10),
                () -> ProcessHandle.current()
                        .children()
                        .filter(child -> child.info().commandLine().orElse("").contains("ProbeHandler"))
                        .forEach(child -> kill(child.pid())));
        clock.run();
        assertThat(failure.get().error()).isEqualTo("Runtime.ExitError");
        assertThat(failure.get().cause()).contains("signal: killed");
    }

    @Test
    void nothingIsLeftWhenTheRehearsalIsOver() throws Exception {
        long process = invoke("", Mishap.NONE).path("process").asLong();
        assertThat(ProcessHandle.of(process)).isPresent();
        processes.close();
        assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static void kill(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        process.ifPresent(ProcessHandle::destroyForcibly);
        process.ifPresent(handle -> handle.onExit().join());
    }

    private JsonNode invoke(String what, Mishap mishap) throws Exception {
        return invoke(input(what, 0), mishap);
    }

    private JsonNode invoke(String what, long millis) throws Exception {
        return invoke(input(what, millis), Mishap.NONE);
    }

    private JsonNode invoke(ObjectNode input, Mishap mishap) throws Exception {
        AtomicReference<JsonNode> answer = new AtomicReference<>();
        AtomicReference<TaskFailed> failure = new AtomicReference<>();
        clock.spawn("invocation", () -> {
            try {
                answer.set(processes.run(probe, input, mishap));
            } catch (TaskFailed e) {
                failure.set(e);
            }
        });
        clock.run();
        if (failure.get() != null) {
            throw failure.get();
        }
        return answer.get();
    }

    private JsonNode unchecked(String what, long millis) {
        try {
            return processes.run(probe, input(what, millis), Mishap.NONE);
        } catch (TaskFailed e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode input(String what, long millis) {
        return JsonNodeFactory.instance.objectNode().put("do", what).put("millis", Long.toString(millis));
    }

    private Path zip() throws Exception {
        Path zip = folder.resolve("code.zip");
        String path = ProbeHandler.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry(path));
            out.write(ProbeHandler.class
                    .getClassLoader()
                    .getResourceAsStream(path)
                    .readAllBytes());
        }
        return zip;
    }
}
