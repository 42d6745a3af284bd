package io.github.bedrockfinetuning.steps;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.answering.Rate;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.contract.RunLimits;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.dataset.record.Question;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.aws.CallRecord;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.aws.s3.BucketSettings;
import io.github.bedrockfinetuning.local.models.LocalModel;
import io.github.bedrockfinetuning.local.models.LocalModels;
import io.github.bedrockfinetuning.local.models.learning.EpochLoss;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import io.github.bedrockfinetuning.run.Allowed;
import io.github.bedrockfinetuning.run.Drop;
import io.github.bedrockfinetuning.run.DropFiles;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.RunRecord;
import io.github.bedrockfinetuning.run.SdkClients;
import io.github.bedrockfinetuning.run.Settings;
import io.github.bedrockfinetuning.run.SettingsReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Invokes the handlers of the steps individually with a local simulation. */
public final class Rig implements AutoCloseable {
    public static final String ACCOUNT = "111122223333";
    public static final String REGION = "us-east-1";
    public static final String DATASETS = "datasets";
    public static final String RESULTS = "results";
    public static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:runs";
    public static final String MACHINE = "arn:aws:states:us-east-1:111122223333:stateMachine:workflow";
    public static final RunId RUN = RunId.of(DATASETS, "inbox/demo.jsonl", "v1", "{}");

    public final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T09:00:00Z"));
    public final LocalAws aws;
    public final List<String> log = new ArrayList<>();
    public final Map<String, String> environment = new HashMap<>(Map.of(
            "FT_STACK", "demo-stack",
            "DATASETS_BUCKET", DATASETS,
            "RESULTS_BUCKET", RESULTS,
            "ACCOUNT_ID", ACCOUNT,
            "AWS_REGION", REGION,
            "TOPIC_ARN", TOPIC,
            "STATE_MACHINE_ARN", MACHINE,
            "CUSTOMIZATION_ROLE_ARN", "arn:aws:iam::111122223333:role/customization",
            "MODEL_KEY_ARN", "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555",
            "PARAMETER_PREFIX", "/fine-tuning/demo-stack"));
    /** The requests per minute by system, which PrepareDataset reads from the quotas of the account. */
    public final Map<String, Integer> rates = new HashMap<>();
    /** The timeout of an invocation. */
    public Duration life = Duration.ofMinutes(15);

    private final SpoiltAws spoilt = new SpoiltAws(new SdkClients(this::prepare));
    private final Platform platform;

    public Rig() {
        this((system, turns, maxTokens) -> new LocalModel.Reply("answer", 10, 2, 100, LocalModel.END_TURN));
    }

    /** @param foundation answers for every model that is not fine-tuned */
    public Rig(LocalModel foundation) {
        this(foundation, REGION);
    }

    private Rig(LocalModel foundation, String region) {
        aws = new LocalAws(clock, region, ACCOUNT, models(foundation));
        environment.put("AWS_REGION", region);
        aws.s3().createBucket(DATASETS, BucketSettings.VERSIONED);
        aws.s3().createBucket(RESULTS, BucketSettings.VERSIONED);
        aws.sns().createTopic(TOPIC);
        platform = new Platform(environment, spoilt, clock.clock(), clock::sleep);
    }

    /** Creates a rig in another Region. */
    public static Rig in(String region) {
        return new Rig((system, turns, max) -> new LocalModel.Reply("answer", 10, 2, 100, LocalModel.END_TURN), region);
    }

    private static ModelFactory models(LocalModel foundation) {
        LocalModel tuned = (system, turns, maxTokens) -> new LocalModel.Reply("tuned", 10, 1, 100, LocalModel.END_TURN);
        return new ModelFactory() {
            @Override
            public LocalModel foundation(Model model) {
                return foundation;
            }

            @Override
            public LocalModels.Trained train(
                    Source training, Source validation, RecordFormatId format, Map<String, String> hyperparameters) {
                return new LocalModels.Trained(
                        tuned, List.of(new EpochLoss(1, 10, 2.0, 2.5), new EpochLoss(2, 20, 1.0, 1.5)), null);
            }
        };
    }

    private void prepare(AwsSyncClientBuilder<?, ?> sync, AwsClientBuilder<?, ?> builder) {
        builder.region(Region.of(environment.get("AWS_REGION")))
                .credentialsProvider(aws.credentials("step"))
                .endpointOverride(URI.create("https://local.aws"));
        sync.httpClient(aws.httpClient());
        if (builder instanceof S3ClientBuilder s3) {
            s3.forcePathStyle(true);
        }
    }

    public Platform platform() {
        return platform;
    }

    /** Makes a method of the Bedrock client throw an exception. */
    public void refusing(String method, RuntimeException refusal, int times) {
        spoilt.refuse(method, refusal, times);
    }

    /** Changes the responses of a method of the Bedrock client. */
    public void answering(String method, UnaryOperator<Object> answer, int times) {
        spoilt.answer(method, answer, times);
    }

    /** Makes models reject questions by the text of their last turn. */
    public void refusingQuestions(Predicate<String> questions, RuntimeException refusal) {
        spoilt.questions().refuse(questions, refusal);
    }

    /** Sets the response of models to the next questions. */
    public void answeringQuestions(ConverseResponse answer, int times) {
        spoilt.questions().answer(answer, times);
    }

    public Run run() {
        return new Run(platform, RUN);
    }

    public S3Client s3() {
        return platform.aws().s3();
    }

    /** Returns the input of a step for the run of the rig. */
    public ObjectNode state() {
        return Json.object().put("runId", RUN.value());
    }

    /** Invokes a handler in the same way as Lambda. */
    public JsonNode call(Step handler, JsonNode input) {
        Instant end = clock.now().plus(life);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(Json.bytes(input)), output, new Call(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.read(output.toByteArray());
    }

    /** Invokes Tell in the same way as its state. */
    public JsonNode tell(JsonNode state, int redrives) {
        ObjectNode input = state().put("redrives", redrives);
        input.set("state", state);
        return call(new Tell(platform), input);
    }

    /** Returns the state of a run that an upload started. */
    public ObjectNode dropped(String key, String versionId) {
        run().write("drop.json", new Drop(key, versionId));
        return state();
    }

    /** Prepares a run in the same way as PrepareDataset, with Nova Micro and the specified number of questions. */
    public RunRecord prepared(int questions, String settingsJson) {
        return prepared(questions, settingsJson, null, List.of());
    }

    /**
     * @param promoted the previously promoted model; null if there is none
     * @param recorded the systems whose answers were uploaded; the test stages them
     */
    public RunRecord prepared(int questions, String settingsJson, RunRecord.Promoted promoted, List<String> recorded) {
        List<RunRecord.Input> inputs =
                new ArrayList<>(List.of(new RunRecord.Input("single.jsonl", "inbox/demo.jsonl", "v1", 1, "00")));
        recorded.forEach(system ->
                inputs.add(new RunRecord.Input(DropFiles.answers(system), "inbox/demo/" + system, "v1", 1, "00")));
        Settings settings = SettingsReader.read(
                        "run.json", settingsJson.getBytes(StandardCharsets.UTF_8), Allowed.of(platform))
                .settings()
                .withMetrics(List.of("accuracy"));
        RunRecord record = new RunRecord(
                RUN.value(),
                new RunRecord.Provenance(
                        "demo", "demo-stack", environment.get("AWS_REGION"), "inbox/demo.jsonl", clock.now(), inputs),
                settings,
                settings.base().servingMode(),
                new RunRecord.Questions(Map.of("train", 100L, "validation", 10L, "test", (long) questions), 256, "00"),
                new RunRecord.Pace(
                        Rate.concurrency(
                                settings.base(),
                                settings.base().servingMode(),
                                Optional.ofNullable(rates.get("tuned")),
                                RunLimits.CONCURRENT_BATCHES),
                        rates),
                new RunRecord.Decision(
                        Json.read("{\"total\":{\"low\":1,\"high\":2,\"complete\":true}}"), List.of(), StepStatus.READY),
                promoted);
        run().write("run.json", record);
        stage("train.jsonl", lines(100, i -> """
                {"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"q%d"}]},\
                {"role":"assistant","content":[{"text":"tuned"}]}]}""".formatted(i)));
        stage("validation.jsonl", lines(10, i -> """
                {"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"v%d"}]},\
                {"role":"assistant","content":[{"text":"tuned"}]}]}""".formatted(i)));
        stage("test.jsonl", questions(questions, i -> "tuned"));
        return record;
    }

    /** Returns this number of questions in the staged format. */
    public String questions(int count, java.util.function.IntFunction<String> right) {
        return lines(
                count,
                i -> new Question("id" + i, null, List.of(Turn.user("question " + i)), right.apply(i), Json.object())
                        .toJson());
    }

    private static String lines(int count, java.util.function.IntFunction<String> line) {
        return String.join("\n", IntStream.range(0, count).mapToObj(line).toList()) + "\n";
    }

    public void stage(String name, String text) {
        run().store().put(DATASETS, run().staged(name), text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    /** Runs a step in virtual time until its status is not a waiting one. */
    public ObjectNode follow(Supplier<Step> handler, ObjectNode state, String waiting) {
        ObjectNode next = (ObjectNode) call(handler.get(), state);
        while (next.path("status").asText().equals(waiting)) {
            clock.sleep(Duration.ofSeconds(next.path("waitSeconds").asLong()));
            next = (ObjectNode) call(handler.get(), next);
        }
        return next;
    }

    /** Trains the model of the run and serves it. */
    public void served() {
        ObjectNode state = (ObjectNode) call(new StartTraining(platform), state());
        follow(() -> new CheckTraining(platform), state, "TRAINING");
        call(new StartServing(platform), state());
        follow(() -> new CheckServing(platform), state(), "SERVING");
    }

    public List<CallRecord> calls(String service, String operation) {
        return aws.calls().of(service, operation);
    }

    public JsonNode object(String key) {
        return Json.read(run().store().read(RESULTS, key));
    }

    public Path write(Path directory, String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        aws.close();
        clock.close();
    }

    /** The Lambda context of a handler. */
    private final class Call implements Context {
        private final Instant end;

        Call(Instant end) {
            this.end = end;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return (int) Duration.between(clock.now(), end).toMillis();
        }

        @Override
        public LambdaLogger getLogger() {
            return new LambdaLogger() {
                @Override
                public void log(String message) {
                    log.add(message);
                }

                @Override
                public void log(byte[] message) {
                    log.add(new String(message, StandardCharsets.UTF_8));
                }
            };
        }

        @Override
        public String getAwsRequestId() {
            return "request";
        }

        @Override
        public String getLogGroupName() {
            return "group";
        }

        @Override
        public String getLogStreamName() {
            return "stream";
        }

        @Override
        public String getFunctionName() {
            return "function";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:us-east-1:111122223333:function:function:1";
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }
    }
}
