package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.aws.authorization.Authorizations;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the permissions of AWS services that call other services during a run. Depending on the service, these are the
 * permissions of a role in the template or the policy of the resource.
 */
final class ServiceAccess {
    /** A deployed state machine. */
    record Machine(String arn, String roleArn, String keyArn) {}

    /**
     * A deployed queue.
     *
     * @param keyArn the customer managed key of the queue; null if SQS uses its own key
     */
    record QueueName(String arn, @Nullable String keyArn) {}

    /**
     * A deployed function.
     *
     * @param logGroupArn the log group of the function
     * @param deadLettersArn the queue for failed asynchronous invocations; null if there is none
     * @param environmentKeyArn the customer managed key that encrypts the environment; null if Lambda uses its own key
     */
    record Function(
            String arn,
            String roleArn,
            String logGroupArn,
            @Nullable String deadLettersArn,
            @Nullable String environmentKeyArn) {}

    /** The error that Lambda returns for a denied request. */
    private static final String REFUSED_BY_LAMBDA = "Lambda.AWSLambdaException";

    private final Authorizations authorizations;
    private final Map<String, Function> functions = new HashMap<>();

    ServiceAccess(Authorizations authorizations) {
        this.authorizations = authorizations;
    }

    void declare(Function function) {
        functions.put(function.arn(), function);
    }

    /** Keeps the configuration of a function as one of its versions, unless this version exists. */
    void publish(String versionArn) {
        functions.putIfAbsent(versionArn, function(versionArn));
    }

    /** Returns a function by its ARN or by the ARN of a version. */
    Function function(String arn) {
        Function found =
                functions.getOrDefault(arn, functions.get(arn.replaceFirst("^((?:[^:]*:){6}[^:]+):.*$", "$1")));
        if (found == null) {
            throw new IllegalArgumentException("No function " + arn + " was deployed.");
        }
        return found;
    }

    /**
     * Checks whether Step Functions is allowed to invoke a function.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Call Lambda</a>
     */
    void requireTask(Machine machine, String functionArn) throws TaskFailed {
        List<Need> needs = List.of(Need.of("lambda:InvokeFunction", functionArn));
        fail(REFUSED_BY_LAMBDA, runs(machine).or(() -> authorizations.refusalOfRole(machine.roleArn(), needs)));
    }

    /**
     * Checks whether Step Functions is allowed to read the items of a Distributed Map and to run its child executions.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html">IAM policies
     *     for Distributed Map states</a>
     */
    void requireMap(Machine machine, List<Need> reading) throws TaskFailed {
        List<Need> needs = new ArrayList<>(reading);
        String execution = machine.arn().replace(":stateMachine:", ":execution:") + ":child";
        needs.add(Need.of("states:StartExecution", machine.arn()));
        needs.add(Need.of("states:DescribeExecution", execution));
        needs.add(Need.of("states:StopExecution", execution));
        fail("States.ItemReaderFailed", runs(machine).or(() -> authorizations.refusalOfRole(machine.roleArn(), needs)));
    }

    /**
     * Checks whether Step Functions is allowed to assume the role of the state machine and to encrypt the state of
     * executions with its key.
     */
    private Optional<String> runs(Machine machine) {
        Map<String, String> context = Map.of("kms:EncryptionContext:aws:states:stateMachineArn", machine.arn());
        List<Need> state = authorizations.ofKey(machine.keyArn(), "states", context, "GenerateDataKey", "Decrypt");
        return authorizations
                .refusalToAssume("states.amazonaws.com", machine.arn(), machine.roleArn())
                .or(() -> authorizations.refusalOfRole(machine.roleArn(), state));
    }

    /**
     * Checks whether Lambda is allowed to assume the role of the function and to write log lines. AWS would run the
     * function without log lines; the simulation records the denial.
     */
    Optional<String> refusalToRun(Function function) {
        String stream = function.logGroupArn().replaceFirst(":\\*$", ":log-stream:rehearsal");
        authorizations.refusalOfRole(
                function.roleArn(),
                List.of(Need.of("logs:CreateLogStream", stream), Need.of("logs:PutLogEvents", stream)));
        return authorizations.refusalToAssume("lambda.amazonaws.com", null, function.roleArn());
    }

    /**
     * Checks whether the role of the function is allowed to decrypt its environment. In AWS, a grant that Lambda
     * created with the permissions of the deploying user also allows this. The simulation considers only the role.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html">Securing Lambda
     *     environment variables</a>
     */
    Optional<String> refusalOfEnvironment(Function function) {
        return function.environmentKeyArn() == null
                ? Optional.empty()
                : authorizations.refusalOfRole(
                        function.roleArn(),
                        List.of(new Need(
                                "kms:Decrypt",
                                function.environmentKeyArn(),
                                Map.of("kms:EncryptionContext:aws:lambda:FunctionArn", function.arn()))));
    }

    /**
     * Returns whether Lambda is allowed to poll a queue for a function.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda and SQS</a>
     */
    boolean mayPoll(Function function, QueueName queue) {
        List<Need> needs = new ArrayList<>();
        for (String action : List.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")) {
            needs.add(Need.of("sqs:" + action, queue.arn()));
        }
        needs.addAll(keyOf(queue, "Decrypt"));
        return authorizations.refusalOfRole(function.roleArn(), needs).isEmpty();
    }

    /** Returns whether a role is allowed to send the dead letters of a function or a schedule to a queue. */
    boolean maySend(String roleArn, QueueName queue) {
        List<Need> needs = new ArrayList<>();
        needs.add(Need.of("sqs:SendMessage", queue.arn()));
        needs.addAll(keyOf(queue, "GenerateDataKey", "Decrypt"));
        return authorizations.refusalOfRole(roleArn, needs).isEmpty();
    }

    /**
     * Checks whether the policies of a queue and its key allow EventBridge to send messages.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">Resource-based
     *     policies</a>
     */
    Optional<String> refusalOfEvents(String ruleArn, QueueName queue) {
        Optional<String> refusal = events(ruleArn, Need.of("sqs:SendMessage", queue.arn()));
        for (String action : List.of("kms:GenerateDataKey", "kms:Decrypt")) {
            refusal = refusal.or(
                    () -> queue.keyArn() == null ? Optional.empty() : events(ruleArn, Need.of(action, queue.keyArn())));
        }
        return refusal;
    }

    /** Checks whether the resource-based policy of a function allows EventBridge to invoke it. */
    Optional<String> refusalOfEvents(String ruleArn, Function function) {
        return events(ruleArn, Need.of("lambda:InvokeFunction", function.arn()));
    }

    /**
     * Checks whether EventBridge Scheduler is allowed to invoke a function with the role of the schedule.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html">Confused
     *     deputy prevention</a>
     */
    Optional<String> refusalOfSchedule(String groupArn, String roleArn, Function function) {
        return authorizations
                .refusalToAssume("scheduler.amazonaws.com", groupArn, roleArn)
                .or(() -> authorizations.refusalOfRole(
                        roleArn, List.of(Need.of("lambda:InvokeFunction", function.arn()))));
    }

    private Optional<String> events(String ruleArn, Need need) {
        return authorizations.refusalOfService("events.amazonaws.com", ruleArn, need);
    }

    private List<Need> keyOf(QueueName queue, String... actions) {
        return authorizations.ofKey(
                queue.keyArn(), "sqs", Map.of("kms:EncryptionContext:aws:sqs:arn", queue.arn()), actions);
    }

    private static void fail(String error, Optional<String> refusal) throws TaskFailed {
        if (refusal.isPresent()) {
            throw new TaskFailed(error, refusal.get());
        }
    }
}
