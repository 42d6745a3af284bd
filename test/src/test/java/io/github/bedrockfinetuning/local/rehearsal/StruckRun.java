package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.messages.Sns;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.states.Execution;
import io.github.bedrockfinetuning.local.states.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A completed run of a scenario with faults or other events, for inspection. */
final class StruckRun implements AutoCloseable {
    private static final FaultLane LANE = new FaultLane();

    private final FaultPlan plan;
    private final Map<String, Consumer<DeployedStack>> meanwhile = new HashMap<>();
    private final Set<String> without;
    private final DeployedStack stack;

    private StruckRun(Setup setup) throws IOException {
        plan = setup.plan;
        meanwhile.putAll(setup.meanwhile);
        without = setup.without;
        String region = plan.scenario().region();
        FaultUser user = new FaultUser();
        Listener listener = new Listener() {
            @Override
            public void stateEntered(Execution execution, String state, JsonNode input) {
                if (setup.answers) {
                    user.stateEntered(execution, state, input);
                }
                Consumer<DeployedStack> happens = meanwhile.remove(state);
                if (happens != null) {
                    happens.accept(stack);
                }
            }
        };
        UnaryOperator<StackPolicies> policies = own -> own.without(statement -> without.contains(statement.label()));
        Assembly whole = Stacks.assembly(region);
        stack = DeployedStack.deploy(
                setup.template == null
                        ? Stacks.blueprint(region)
                        : new Blueprint(new Assembly(setup.template.apply(whole), whole.assets()), region),
                plan.all(),
                listener,
                without.isEmpty() ? LANE.wiring(region) : LANE.wiring(region).under(policies));
        user.watch(stack);
        stack.aws().bedrock().durations(FaultRun.QUICK);
        stack.aws().quotas().set(Quotas.MODEL_UNITS, 1);
        setup.before.accept(stack);
        plan.scenario().objects().forEach(stack::upload);
        stack.settle();
    }

    /** The events of a run. */
    static final class Setup {
        private final FaultPlan plan;
        private final Map<String, Consumer<DeployedStack>> meanwhile = new HashMap<>();
        private Set<String> without = Set.of();
        private boolean answers = true;
        private Consumer<DeployedStack> before = stack -> {};
        private java.util.function.Function<Assembly, JsonNode> template;

        private Setup(FaultPlan plan) {
            this.plan = plan;
        }

        /** Performs an action before the upload. */
        Setup before(Consumer<DeployedStack> action) {
            before = before.andThen(action);
            return this;
        }

        /** Performs an action once when the run reaches a state. */
        Setup when(String state, Consumer<DeployedStack> action) {
            meanwhile.put(state, action);
            return this;
        }

        /** Removes statements from the policies of the stack, by their labels. */
        Setup without(String... statements) {
            without = Set.of(statements);
            return this;
        }

        /** Leaves the approval request without a response. */
        Setup unanswered() {
            answers = false;
            return this;
        }

        /** Replaces the template of the stack. */
        Setup of(java.util.function.Function<Assembly, JsonNode> other) {
            template = other;
            return this;
        }

        StruckRun run() {
            try {
                return new StruckRun(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Setup setup(FaultScenario scenario, String... faults) {
        return new Setup(FaultPlan.of(scenario, faults));
    }

    static StruckRun of(FaultScenario scenario, String... faults) {
        return setup(scenario, faults).run();
    }

    DeployedStack stack() {
        return stack;
    }

    Execution execution() {
        assertThat(stack.executions()).hasSize(1);
        return stack.executions().get(0);
    }

    JsonNode status() {
        try {
            return Stacks.status(stack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String reason() {
        return status().path("reason").asText();
    }

    /** Returns the notification about the end of the run. */
    String message() {
        return messages().stream()
                .filter(text -> text.startsWith("Fine-tuning run " + execution().name() + " ended"))
                .reduce((one, other) -> {
                    throw new AssertionError("The end was told twice.");
                })
                .orElseThrow(() -> new AssertionError("Nobody was told."));
    }

    List<String> messages() {
        return stack.aws().sns().messages().stream().map(Sns.Notification::text).toList();
    }

    /** Returns the requests for an operation that took effect. */
    List<CallRecord> calls(String operation) {
        return stack.calls().stream()
                .filter(call -> call.operation().equals(operation) && call.executed())
                .toList();
    }

    /** Returns all requests for an operation. */
    List<CallRecord> attempts(String operation) {
        return stack.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }

    /** Returns the number of jobs that Bedrock created. */
    long jobs() {
        return stack.aws().events().published().stream()
                .map(event -> event.path("detail").path("jobArn").asText(""))
                .filter(arn -> !arn.isEmpty())
                .distinct()
                .count();
    }

    /** Deletes all versions of an object. */
    static void delete(DeployedStack stack, String key) {
        try (S3Client s3 = S3Client.builder()
                .region(Region.of("us-east-1"))
                .endpointOverride(URI.create("http://localhost"))
                .forcePathStyle(true)
                .httpClient(stack.aws().httpClient())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("administrator", "rehearsal")))
                .build()) {
            stack.aws()
                    .s3()
                    .bucket(stack.datasets())
                    .versions(key)
                    .forEach(version -> s3.deleteObject(
                            r -> r.bucket(stack.datasets()).key(key).versionId(version.versionId())));
        }
    }

    /** Returns the client of an administrator of the account. */
    static BedrockClient administrator(DeployedStack stack, String region) {
        return BedrockClient.builder()
                .region(Region.of(region))
                .endpointOverride(URI.create("http://localhost"))
                .httpClient(stack.aws().httpClient())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("administrator", "rehearsal")))
                .build();
    }

    /**
     * Checks that the run ended as expected, user data is unchanged, no billed resources remain, and the end is
     * reported with the cause and the next step.
     */
    StruckRun assertEnded(String end) {
        JsonNode status = status();
        assertThat(status.path("status").asText()).as(reason()).isEqualTo(end);
        assertThat(new FaultInvariants(plan, stack).dataAltered()).isEmpty();
        assertThat(stack.aws().meter().stillBilling()).isEmpty();
        assertThat(reason()).isNotBlank();
        assertThat(status.path("nextStep").asText()).isNotBlank();
        assertThat(message()).contains(end, reason(), status.path("nextStep").asText());
        return this;
    }

    /**
     * Checks the same as {@link #assertEnded}, and that every planned fault was injected and no condition of the fault
     * suite is violated.
     */
    StruckRun assertHolds(String end) {
        assertThat(plan.faults())
                .allSatisfy(fault ->
                        assertThat(stack.struck(fault)).as(fault.toString()).isTrue());
        try {
            assertThat(new FaultInvariants(plan, stack).violations()).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return assertEnded(end);
    }

    @Override
    public void close() {
        stack.close();
    }
}
