package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.bedrock.model.CreateModelCustomizationJobRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** Checks that the race test can fail: each changed workflow violates a condition in some order. */
class RaceMutantsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ORDERS = 600;

    /**
     * @param spoil changes the text of the template
     * @param lanes changes the requests or responses of the functions
     */
    record Mutant(String name, UnaryOperator<String> spoil, Supplier<FaultLane> lanes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mutant> mutants() {
        return Stream.of(
                new Mutant(
                        "the sweeper takes running executions for ended ones",
                        UnaryOperator.identity(),
                        () -> FaultLane.altering(
                                UnaryOperator.identity(),
                                answer -> answer instanceof DescribeExecutionResponse described
                                        ? described.toBuilder()
                                                .status(ExecutionStatus.ABORTED)
                                                .build()
                                        : answer)),
                new Mutant(
                        "clean-up behind the end does not look again",
                        template -> template.replace(
                                "io.github.bedrockfinetuning.steps.CleanUp::",
                                "io.github.bedrockfinetuning.mutants.CleanUpLookingOnce::"),
                        FaultLane::new),
                new Mutant("executions have random names", UnaryOperator.identity(), () -> {
                    Random random = new Random(1);
                    return FaultLane.altering(request -> request instanceof StartExecutionRequest start
                            ? start.toBuilder()
                                    .name("n" + random.nextLong(1, Long.MAX_VALUE))
                                    .build()
                            : request);
                }),
                new Mutant(
                        "jobs are asked for without a token",
                        UnaryOperator.identity(),
                        () -> FaultLane.altering(request -> request instanceof CreateModelCustomizationJobRequest job
                                ? job.toBuilder().clientRequestToken(null).build()
                                : request)),
                new Mutant(
                        "nobody is told of aborted executions",
                        template -> template.replace("\"ABORTED\"", "\"NEVER\""),
                        FaultLane::new),
                new Mutant(
                        "the final status may be written again",
                        UnaryOperator.identity(),
                        () -> FaultLane.altering(request -> request instanceof PutObjectRequest put
                                        && put.key().endsWith("/status.json")
                                ? put.toBuilder().ifNoneMatch(null).build()
                                : request)));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaught(Mutant mutant) {
        RaceSuite suite = new RaceSuite(mutant.lanes(), scenario -> spoilt(mutant, scenario));
        RaceSuite.Result result = suite.run(1, MOST_ORDERS, 1);
        System.out.println("Mutant \"" + mutant + "\" "
                + (result.violated().isEmpty()
                        ? "SURVIVED " + result.orders() + " orders"
                        : "is caught after " + result.orders() + " orders: "
                                + result.violated().get(0)));
        assertThat(result.violated()).isNotEmpty();
    }

    private static Blueprint spoilt(Mutant mutant, FaultScenario scenario) {
        Assembly whole = Stacks.assembly(scenario.region());
        try {
            String template = mutant.spoil().apply(whole.template().toString());
            return new Blueprint(new Assembly(JSON.readTree(template), whole.assets()), scenario.region());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
