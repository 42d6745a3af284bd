package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.functions.FunctionRunner;
import io.github.bedrockfinetuning.local.functions.HandlerProcesses;
import io.github.bedrockfinetuning.local.functions.InProcess;
import io.github.bedrockfinetuning.local.journal.JournaledFunctions;
import io.github.bedrockfinetuning.local.journal.JournaledModels;
import io.github.bedrockfinetuning.local.journal.RehearsalJournal;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import io.github.bedrockfinetuning.run.SdkClients;
import java.net.URI;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The configuration of a simulated stack, in addition to its template.
 *
 * @param models creates the models
 * @param runners creates the runner of the functions
 * @param policies changes the policies of the template
 */
record Wiring(ModelFactory models, Runners runners, UnaryOperator<StackPolicies> policies) {

    /** Creates a wiring with the policies of the template. */
    Wiring(ModelFactory models, Runners runners) {
        this(models, runners, UnaryOperator.identity());
    }

    /** Creates the runner for the functions. */
    @FunctionalInterface
    interface Runners {
        FunctionRunner of(VirtualClock clock, LocalAws aws, Consumer<String> log);
    }

    /** Creates the clients for the function with the specified role. */
    @FunctionalInterface
    interface Clients {
        SdkClients of(LocalAws aws, String role);
    }

    /** Creates a wiring that runs the functions in this process. */
    Wiring(ModelFactory models, Clients clients) {
        this(models, (clock, aws, log) -> new InProcess(clock, function -> clients.of(aws, function.name()), log));
    }

    /** Returns a wiring with the local models that runs each function in separate processes. */
    static Wiring processes(String region) {
        return new Wiring(ModelFactory.local(region), HandlerProcesses::new);
    }

    /** Returns a copy of this wiring with different policies. */
    Wiring under(UnaryOperator<StackPolicies> others) {
        return new Wiring(models, runners, others);
    }

    /** Returns a copy of this wiring with a journal. The rehearsal resumes from the journal and writes to it. */
    Wiring journaled(RehearsalJournal journal) {
        JournaledModels remembering = new JournaledModels(models);
        return new Wiring(
                remembering,
                (clock, aws, log) ->
                        new JournaledFunctions(runners.of(clock, aws, log), clock, aws, remembering, journal),
                policies);
    }

    /** Returns a wiring with the local models and with SDK clients that use no sockets. */
    static Wiring direct(String region) {
        return sdk(
                region,
                aws -> URI.create("http://127.0.0.1:1"),
                (aws, builder) -> builder.httpClient(aws.httpClient()));
    }

    /** Returns a wiring with the local models and with SDK clients whose endpoint is on the loopback interface. */
    static Wiring loopback(String region) {
        return sdk(region, LocalAws::endpoint, (aws, builder) -> {});
    }

    private static Wiring sdk(
            String region, Function<LocalAws, URI> endpoint, BiConsumer<LocalAws, AwsSyncClientBuilder<?, ?>> connect) {
        return new Wiring(
                ModelFactory.local(region),
                (aws, role) -> new SdkClients((builder, same) -> {
                    same.region(Region.of(region));
                    same.endpointOverride(endpoint.apply(aws));
                    same.credentialsProvider(aws.credentials(role));
                    connect.accept(aws, builder);
                    if (builder instanceof S3ClientBuilder s3) {
                        s3.forcePathStyle(true);
                    }
                }));
    }
}
