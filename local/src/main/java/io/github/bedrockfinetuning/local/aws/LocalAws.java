package io.github.bedrockfinetuning.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.aws.account.CloudFormation;
import io.github.bedrockfinetuning.local.aws.account.Keys;
import io.github.bedrockfinetuning.local.aws.account.LambdaFunctions;
import io.github.bedrockfinetuning.local.aws.account.LogPolicies;
import io.github.bedrockfinetuning.local.aws.account.Queues;
import io.github.bedrockfinetuning.local.aws.account.SecurityTokens;
import io.github.bedrockfinetuning.local.aws.authorization.Authorizations;
import io.github.bedrockfinetuning.local.aws.authorization.Authorizer;
import io.github.bedrockfinetuning.local.aws.bedrock.Bedrock;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.aws.bedrock.Offers;
import io.github.bedrockfinetuning.local.aws.bedrock.World;
import io.github.bedrockfinetuning.local.aws.billing.Meter;
import io.github.bedrockfinetuning.local.aws.events.EventBridge;
import io.github.bedrockfinetuning.local.aws.events.EventBus;
import io.github.bedrockfinetuning.local.aws.messages.Sns;
import io.github.bedrockfinetuning.local.aws.s3.S3;
import io.github.bedrockfinetuning.local.aws.s3.S3Service;
import io.github.bedrockfinetuning.local.aws.settings.Parameters;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import io.github.bedrockfinetuning.local.aws.signature.AccountKeys;
import io.github.bedrockfinetuning.local.aws.signature.Signatures;
import io.github.bedrockfinetuning.local.aws.states.StepFunctions;
import io.github.bedrockfinetuning.local.aws.trail.CloudTrail;
import io.github.bedrockfinetuning.local.aws.trail.TrailEvent;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Spool;
import io.github.bedrockfinetuning.local.states.Executions;
import io.github.bedrockfinetuning.local.states.ItemSource;
import io.github.bedrockfinetuning.local.states.Listener;
import io.github.bedrockfinetuning.local.states.TaskCall;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.states.TaskRunner;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A simulated AWS account in one Region, in virtual time. The credential scope of a signature specifies the service,
 * and the access key ID specifies the role that makes the request. Requests over loopback must be signed with
 * {@link #credentials}. Requests through {@link #httpClient} stay in the process, so their signatures are not verified.
 */
public final class LocalAws implements AutoCloseable {
    private final AccountKeys keys = new AccountKeys();
    private final Signatures signatures = new Signatures(keys, Clock.systemUTC());
    private final Spool spool = new Spool();
    private final CallLog calls = new CallLog();
    private final Faults faults = new Faults();
    private final EventBus events;
    private final EventBridge eventBridge;
    private final S3 s3;
    private final StepFunctions states;
    private final Sns sns;
    private final Parameters ssm;
    private final Quotas quotas;
    private final Meter meter;
    private final Bedrock bedrock;
    private final CloudFormation cloudFormation;
    private final LambdaFunctions lambda;
    private final Keys kms;
    private final Queues sqs;
    private final LogPolicies logs = new LogPolicies();
    private final Authorizations authorizations;
    private final Dispatcher dispatcher;
    private volatile Gateway gateway = (request, services) -> services.apply(request);
    /** The server for {@link #endpoint}, or null until the server is started. */
    private @Nullable LoopbackServer server;

    /** Intercepts every request before it reaches its service. */
    @FunctionalInterface
    public interface Gateway {
        AwsResponse pass(AwsRequest request, Function<AwsRequest, AwsResponse> services);
    }

    /** Creates an account whose state machines cannot run tasks. */
    public LocalAws(VirtualClock clock, String region, String account, ModelFactory models) {
        this(clock, region, account, models, LocalAws::noTask, LocalAws::noItems, Listener.NONE);
    }

    /** Creates an account that allows every request. */
    public LocalAws(
            VirtualClock clock,
            String region,
            String account,
            ModelFactory models,
            TaskRunner tasks,
            ItemSource items,
            Listener listener) {
        this(clock, region, account, models, tasks, items, listener, null);
    }

    /**
     * Creates an account.
     *
     * @param models creates the local models for the model IDs
     * @param tasks runs the tasks of the state machines
     * @param items reads the items of Distributed Maps
     * @param listener is notified of the progress of executions
     * @param authorizer decides which requests are allowed; null to allow every request
     */
    public LocalAws(
            VirtualClock clock,
            String region,
            String account,
            ModelFactory models,
            TaskRunner tasks,
            ItemSource items,
            Listener listener,
            @Nullable Authorizer authorizer) {
        authorizations = new Authorizations(authorizer, region, account);
        events = new EventBus(clock, region, account);
        eventBridge = new EventBridge(events, region, account);
        s3 = new S3(clock, events, account);
        states = new StepFunctions(clock, events, tasks, items, listener, region, account);
        sns = new Sns(clock, region, account);
        ssm = new Parameters(clock, events, region, account);
        meter = new Meter(clock);
        quotas = new Quotas();
        bedrock = new Bedrock(new World(
                clock,
                region,
                account,
                new World.Others(s3, events, quotas, authorizations),
                meter,
                models,
                new Offers(clock, region)));
        cloudFormation = new CloudFormation(clock, region, account);
        lambda = new LambdaFunctions(region, account, authorizations);
        kms = new Keys(region, account);
        sqs = new Queues(region, account);
        CloudTrail trail = new CloudTrail(clock, region, account, this::trailEvents);
        authorizations.onRefusedKey(trail::refused);
        dispatcher = new Dispatcher(
                clock,
                region,
                List.of(
                        new S3Service(s3, region),
                        bedrock,
                        states,
                        sns,
                        eventBridge,
                        ssm,
                        quotas,
                        cloudFormation,
                        lambda,
                        kms,
                        sqs,
                        logs,
                        new SecurityTokens(account),
                        trail),
                faults,
                calls,
                spool,
                authorizations);
    }

    /** Performs a request and returns the response. */
    public AwsResponse handle(AwsRequest request) {
        return gateway.pass(request, dispatcher::handle);
    }

    /** Sends all subsequent requests through a gateway. */
    public void through(Gateway other) {
        gateway = other;
    }

    /** Returns the endpoint of a loopback server. The server is started when this method is first called. */
    public synchronized URI endpoint() {
        if (server == null) {
            server = openServer();
        }
        return server.endpoint();
    }

    /** Starts a loopback server for one process. Close the server when the process ends. */
    public LoopbackServer openServer() {
        return new LoopbackServer(this::handle, signatures, dispatcher::refusal, spool);
    }

    /** Returns the credentials that a role or user of the account uses to sign requests. */
    public AwsCredentialsProvider credentials(String caller) {
        return StaticCredentialsProvider.create(keys.issue(caller));
    }

    /** Returns an HTTP client that does not use sockets, for SDK clients. Any {@code endpointOverride} works. */
    public SdkHttpClient httpClient() {
        return new DirectHttpClient(this::handle, spool);
    }

    public S3 s3() {
        return s3;
    }

    public Bedrock bedrock() {
        return bedrock;
    }

    public Meter meter() {
        return meter;
    }

    public StepFunctions states() {
        return states;
    }

    public Executions executions() {
        return states.executions();
    }

    public Sns sns() {
        return sns;
    }

    public Parameters ssm() {
        return ssm;
    }

    public Quotas quotas() {
        return quotas;
    }

    public CloudFormation cloudFormation() {
        return cloudFormation;
    }

    /**
     * Returns the simulated AWS Lambda service, which describes the account and its functions. The functions run
     * elsewhere.
     */
    public LambdaFunctions lambda() {
        return lambda;
    }

    public Keys kms() {
        return kms;
    }

    public Queues sqs() {
        return sqs;
    }

    /** Returns the resource policies of CloudWatch Logs. */
    public LogPolicies logs() {
        return logs;
    }

    public EventBridge eventBridge() {
        return eventBridge;
    }

    public EventBus events() {
        return events;
    }

    public CallLog calls() {
        return calls;
    }

    /** Returns the CloudTrail events. CloudTrail records every denied request as AccessDenied. */
    private List<TrailEvent> trailEvents() {
        return calls.all().stream()
                .map(call -> new TrailEvent(
                        call.time(),
                        call.role(),
                        call.service(),
                        call.operation(),
                        "AccessDeniedException".equals(call.error()) ? "AccessDenied" : call.error()))
                .toList();
    }

    /** Returns the permissions that were checked, and the decisions. */
    public Authorizations authorizations() {
        return authorizations;
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
        spool.close();
    }

    private static JsonNode noTask(TaskCall call) throws TaskFailed {
        throw new TaskFailed(
                "States.Runtime", "This account cannot run tasks. Requested task: " + call.resource() + ".");
    }

    private static List<JsonNode> noItems(String machineArn, String bucket, String key) throws TaskFailed {
        throw new TaskFailed(
                "States.ItemReaderFailed",
                "This account cannot read items. Requested object: s3://" + bucket + "/" + key + ".");
    }
}
