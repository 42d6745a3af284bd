package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.aws.authorization.Authorizations;
import io.github.bedrockfinetuning.local.aws.wire.Need;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS's services ask of each other when they carry a run: before they call, they take on the role that the template
 * gives them, or rely on what the called resource's own policy says.
 */
final class ServiceAccess {
    /** A state machine as it was deployed. */
    record Machine(String arn, String roleArn, String keyArn) {}

    /** A queue as it was deployed; the key is null where SQS's own encrypts it. */
    record QueueName(String arn, String keyArn) {}

    /**
     * A function as it was deployed.
     *
     * @param logGroupArn where its log lines go
     * @param deadLettersArn the queue for what it could not do when invoked asynchronously; null without one
     * @param environmentKeyArn the customer key that encrypts its environment; null where Lambda's own does
     */
    record Function(String arn, String roleArn, String logGroupArn, String deadLettersArn, String environmentKeyArn) {}

    /** Lambda's error for a call that its policies refuse. */
    private static final String REFUSED_BY_LAMBDA = "Lambda.AWSLambdaException";

    private final Authorizations authorizations;
    private final Map<String, Function> functions = new HashMap<>();

    ServiceAccess(Authorizations authorizations) {
        this.authorizations = authorizations;
    }

    void declare(Function function) {
        functions.put(function.arn(), function);
    }

    /** Finds a function by its ARN or one of its versions' ARNs. */
    Function function(String arn) {
        Function found = functions.get(arn.replaceFirst("^((?:[^:]*:){6}[^:]+):.*$", "$1"));
        if (found == null) {
            throw new IllegalArgumentException("No function " + arn + " was deployed.");
        }
        return found;
    }

    /**
     * Step Functions invokes a function.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Call Lambda</a>
     */
    void requireTask(Machine machine, String functionArn) throws TaskFailed {
        List<Need> needs = List.of(Need.of("lambda:InvokeFunction", functionArn));
        fail(REFUSED_BY_LAMBDA, runs(machine).or(() -> authorizations.refusalOfRole(machine.roleArn(), needs)));
    }

    /**
     * Step Functions reads the items of a Distributed Map and runs its children.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html">IAM policies for
     *     Distributed Map states</a>
     */
    void requireMap(Machine machine, List<Need> reading) throws TaskFailed {
        List<Need> needs = new ArrayList<>(reading);
        String execution = machine.arn().replace(":stateMachine:", ":execution:") + ":child";
        needs.add(Need.of("states:StartExecution", machine.arn()));
        needs.add(Need.of("states:DescribeExecution", execution));
        needs.add(Need.of("states:StopExecution", execution));
        fail("States.ItemReaderFailed", runs(machine).or(() -> authorizations.refusalOfRole(machine.roleArn(), needs)));
    }

    /** Step Functions takes on the machine's role and encrypts the execution's state under the machine's key. */
    private Optional<String> runs(Machine machine) {
        Map<String, String> context = Map.of("kms:EncryptionContext:aws:states:stateMachineArn", machine.arn());
        List<Need> state = authorizations.ofKey(machine.keyArn(), "states", context, "GenerateDataKey", "Decrypt");
        return authorizations
                .refusalToAssume("states.amazonaws.com", machine.arn(), machine.roleArn())
                .or(() -> authorizations.refusalOfRole(machine.roleArn(), state));
    }

    /**
     * Lambda takes on the function's role, and writes its log lines with it. Without that permission Lambda would go on
     * and lose the lines; here it is a refusal on record.
     */
    Optional<String> refusalToRun(Function function) {
        String stream = function.logGroupArn().replaceFirst(":\\*$", ":log-stream:rehearsal");
        authorizations.refusalOfRole(
                function.roleArn(),
                List.of(Need.of("logs:CreateLogStream", stream), Need.of("logs:PutLogEvents", stream)));
        return authorizations.refusalToAssume("lambda.amazonaws.com", null, function.roleArn());
    }

    /**
     * Lambda decrypts the function's environment in the function's role. In AWS, a grant that Lambda made with the
     * deployer's permissions allows it, too; here the role has to.
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
     * Lambda polls a queue for a function.
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

    /** A role sends to a queue: dead letters of a function or of a schedule. */
    boolean maySend(String roleArn, QueueName queue) {
        List<Need> needs = new ArrayList<>();
        needs.add(Need.of("sqs:SendMessage", queue.arn()));
        needs.addAll(keyOf(queue, "GenerateDataKey", "Decrypt"));
        return authorizations.refusalOfRole(roleArn, needs).isEmpty();
    }

    /**
     * EventBridge sends to a queue, whose own policy and whose key's policy decide.
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

    /** EventBridge invokes a function, whose own policy decides. */
    Optional<String> refusalOfEvents(String ruleArn, Function function) {
        return events(ruleArn, Need.of("lambda:InvokeFunction", function.arn()));
    }

    /**
     * The Scheduler invokes a function in the schedule's role.
     *
     * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html">
     *     Confused deputy prevention</a>
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
