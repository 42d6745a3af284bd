package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.events.EventRule;
import io.github.bedrockfinetuning.local.aws.events.EventTarget;
import io.github.bedrockfinetuning.local.aws.events.Queue;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.states.TaskFailed;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import io.github.bedrockfinetuning.run.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Simulates CloudFormation. Creates the resources of a template in the local simulation and connects them. Ignores and
 * reports unknown resource types.
 */
final class Deployment {
    /**
     * The resource types that are not simulated because they have no effect in a rehearsal: policies, which are read
     * from the template, and alarms, which notify no one.
     */
    private static final Set<String> PASSIVE = Set.of(
            "Custom::FineTuningRuns",
            "AWS::CDK::Metadata",
            "AWS::CloudTrail::Trail",
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::EC2::FlowLog",
            "AWS::EC2::RouteTable",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::Subnet",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::VPC",
            "AWS::EC2::VPCEndpoint",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Policy",
            "AWS::IAM::Role",
            "AWS::KMS::Key",
            "AWS::KMS::Alias",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::Permission",
            "AWS::Lambda::Version",
            "AWS::Logs::LogGroup",
            "AWS::Logs::MetricFilter",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::QueuePolicy",
            "Custom::S3AutoDeleteObjects",
            "Custom::S3BucketNotifications",
            "Custom::VpcRestrictDefaultSG");

    private static final Set<String> SIMULATED = Set.of(
            "AWS::S3::Bucket",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue",
            "AWS::Lambda::Function",
            "AWS::StepFunctions::StateMachine",
            "AWS::Lambda::EventSourceMapping",
            "AWS::Events::Rule",
            "AWS::Scheduler::Schedule",
            "AWS::SSM::Parameter");

    private static final int ASYNCHRONOUS_TRIES = 3;

    /**
     * The maximum number of targets of a rule.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html">EventBridge quotas</a>
     */
    private static final int MOST_TARGETS = 5;

    private final Blueprint blueprint;
    private final Template template;
    private final PhysicalNames names;
    private final LocalAws aws;
    private final VirtualClock clock;
    private final Functions functions;
    private final Assembly assembly;
    /** The queues, keyed by ARN. */
    private final Map<String, Queue> queues;

    private final Map<String, Runnable> schedules = new LinkedHashMap<>();
    private final ServiceAccess access;
    private final Ongoing ongoing;

    /** The parts of a deployed stack that outlive an update. */
    private record Ongoing(
            Map<String, Queue> queues,
            Set<Queue> consumed,
            Map<String, Integer> polls,
            Set<String> parameters,
            DefinitionHistory machines) {
        static Ongoing none() {
            return new Ongoing(
                    new LinkedHashMap<>(), new HashSet<>(), new HashMap<>(), new HashSet<>(), new DefinitionHistory());
        }
    }

    private Deployment(
            Blueprint blueprint,
            LocalAws aws,
            VirtualClock clock,
            Functions functions,
            ServiceAccess access,
            Ongoing ongoing) {
        this.ongoing = ongoing;
        this.queues = ongoing.queues();
        this.blueprint = blueprint;
        this.template = blueprint.template();
        this.names = blueprint.names();
        this.aws = aws;
        this.clock = clock;
        this.functions = functions;
        this.assembly = blueprint.assembly();
        this.access = access;
    }

    /** Creates all resources of the workflows, and the other buckets, topics, and queues in the stack. */
    static Deployment deploy(
            Blueprint blueprint, LocalAws aws, VirtualClock clock, Functions functions, ServiceAccess access) {
        Deployment deployment = new Deployment(blueprint, aws, clock, functions, access, Ongoing.none());
        blueprint.neighbors().makeIn(aws);
        deployment.phases().forEach(Runnable::run);
        return deployment;
    }

    /** Returns the deployment of another template of this stack, which {@link #phases} update and create. */
    Deployment updatedTo(Blueprint next) {
        return new Deployment(next, aws, clock, functions, access, ongoing);
    }

    /**
     * Returns the steps that create or update the resources, in an order that CloudFormation can choose: a resource after
     * the resources on which it depends.
     */
    List<Runnable> phases() {
        DeclaredFunctions declared = new DeclaredFunctions(template, names, assembly.assets(), blueprint.region());
        return List.of(
                () -> new DeclaredBuckets(template, names).makeIn(aws.s3()),
                () -> template.resources("AWS::SNS::Topic").forEach(this::topic),
                () -> template.resources("AWS::SQS::Queue").forEach(this::queue),
                () -> machinery("AWS::Lambda::Function").forEach(function -> function(function, declared)),
                () -> machinery("AWS::Lambda::Version").forEach(this::version),
                () -> machinery("AWS::StepFunctions::StateMachine").forEach(this::stateMachine),
                () -> machinery("AWS::Lambda::EventSourceMapping").forEach(this::eventSource),
                () -> machinery("AWS::Events::Rule").forEach(this::rule),
                () -> machinery("AWS::Scheduler::Schedule").forEach(this::schedule),
                () -> machinery("AWS::SSM::Parameter").forEach(this::parameter),
                () -> new DeclaredAccount(blueprint).makeIn(aws, queues));
    }

    private void version(Resource version) {
        functions.publish(names.ref(version));
        access.publish(names.ref(version));
    }

    /** Returns the actions of the schedules by name. */
    Map<String, Runnable> schedules() {
        return schedules;
    }

    /** Returns the workflow resources of the specified type. Other resources of this type are not simulated. */
    private List<Resource> machinery(String type) {
        return template.resources(type).stream()
                .filter(resource -> assembly.isOfWorkflow(resource.logicalId()))
                .toList();
    }

    /** Returns the state machines, as they are now and as they were when an execution started. */
    DefinitionHistory machines() {
        return ongoing.machines();
    }

    /** Returns the unknown resource types in the workflows. */
    Set<String> unknownTypes() {
        return template.resources().stream()
                .filter(resource -> assembly.isOfWorkflow(resource.logicalId()))
                .map(Resource::type)
                .filter(type -> !SIMULATED.contains(type) && !PASSIVE.contains(type))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void topic(Resource topic) {
        aws.sns()
                .createTopic(
                        names.arn(topic),
                        template.properties(topic).path("KmsMasterKeyId").textValue());
    }

    private void parameter(Resource parameter) {
        JsonNode properties = template.properties(parameter);
        String name = properties.path("Name").asText();
        String type = properties.path("Type").asText();
        String value = properties.path("Value").asText();
        String tier = properties.path("Tier").asText("Standard");
        if (!ongoing.parameters().contains(name) || aws.ssm().value(name).isEmpty()) {
            aws.ssm().create(name, type, value, tier);
            ongoing.parameters().add(name);
        } else if (!aws.ssm().value(name).orElseThrow().equals(value)) {
            aws.ssm().update(name, type, value, tier);
        }
    }

    private Queue queue(Resource queue) {
        Queue known = queues.get(names.arn(queue));
        if (known != null) {
            return known;
        }
        JsonNode properties = template.properties(queue);
        JsonNode redrive = properties.path("RedrivePolicy");
        Queue made;
        if (redrive.isMissingNode() || !has(redrive.path("deadLetterTargetArn"))) {
            made = new Queue(clock, names.name(queue));
        } else {
            made = new Queue(
                    clock,
                    names.name(queue),
                    Duration.ofSeconds(properties.path("VisibilityTimeout").asLong(30)),
                    redrive.path("maxReceiveCount").asInt(),
                    queue(redrive.path("deadLetterTargetArn").textValue()));
        }
        queues.put(names.arn(queue), made);
        return made;
    }

    /** Returns whether the stack contains a queue. The dead-letter queue of another queue can be outside the stack. */
    private boolean has(JsonNode queueArn) {
        return template.resources("AWS::SQS::Queue").stream()
                .anyMatch(queue -> names.arn(queue).equals(queueArn.asText()));
    }

    private Queue queue(String arn) {
        return template.resources("AWS::SQS::Queue").stream()
                .filter(queue -> names.arn(queue).equals(arn))
                .findFirst()
                .map(this::queue)
                .orElseThrow(() -> new IllegalArgumentException("The stack has no queue with the ARN " + arn + "."));
    }

    private void function(Resource function, DeclaredFunctions declared) {
        JsonNode properties = template.properties(function);
        functions.declare(declared.read(function));
        access.declare(new ServiceAccess.Function(
                names.arn(function),
                properties.path("Role").asText(),
                names.logGroupArn(properties
                        .path("LoggingConfig")
                        .path("LogGroup")
                        .asText("/aws/lambda/" + names.name(function))),
                properties.path("DeadLetterConfig").path("TargetArn").textValue(),
                properties.path("KmsKeyArn").textValue()));
    }

    private void stateMachine(Resource machine) {
        JsonNode properties = template.properties(machine);
        String key = properties.at("/EncryptionConfiguration/KmsKeyId").textValue();
        properties
                .at("/LoggingConfiguration/Destinations")
                .forEach(log -> aws.logs()
                        .deliver(log.at("/CloudWatchLogsLogGroup/LogGroupArn").asText()));
        ongoing.machines()
                .put(
                        new ServiceAccess.Machine(
                                names.arn(machine), properties.path("RoleArn").asText(), key),
                        aws.executions().list(names.arn(machine)).size());
        aws.states()
                .createStateMachine(
                        names.arn(machine),
                        blueprint.machine(names.arn(machine)).ready(),
                        properties);
    }

    /**
     * Simulates the event source mapping of a queue. Each invocation receives one message, which is deleted only if the
     * invocation succeeds.
     */
    private void eventSource(Resource mapping) {
        JsonNode properties = template.properties(mapping);
        if (properties.path("BatchSize").asInt(10) != 1) {
            throw new IllegalArgumentException("The rehearsal supports only BatchSize 1, but " + mapping.logicalId()
                    + " has BatchSize " + properties.path("BatchSize") + ".");
        }
        Queue queue = queues.get(properties.path("EventSourceArn").textValue());
        String function = functionArn(properties.path("FunctionName").textValue());
        ongoing.consumed().add(queue);
        int poll = ongoing.polls().merge(mapping.logicalId(), 1, Integer::sum);
        ServiceAccess.QueueName name =
                queueName(properties.path("EventSourceArn").textValue());
        queue.onMessage(() -> clock.spawn("poll " + queue.name(), () -> {
            if (ongoing.polls().getOrDefault(mapping.logicalId(), 0) == poll
                    && access.mayPoll(access.function(function), name)) {
                queue.receive().ifPresent(message -> handle(queue, function, message));
            }
        }));
    }

    private void handle(Queue queue, String function, Queue.Received message) {
        ObjectNode event = Json.object();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("messageId", message.id());
        record.put("body", message.body().toString());
        record.put("eventSource", "aws:sqs");
        record.putObject("attributes").put("ApproximateReceiveCount", Integer.toString(message.receives()));
        try {
            JsonNode failed = functions.invoke(function, event).path("batchItemFailures");
            if (failed.isEmpty()) {
                queue.delete(message);
            }
        } catch (TaskFailed failure) {
            // The message is not deleted, so the queue delivers it again and finally moves it to the dead-letter queue.
        }
    }

    private String functionArn(String nameOrArn) {
        return template.resources("AWS::Lambda::Function").stream()
                .filter(function -> names.name(function).equals(nameOrArn)
                        || names.arn(function).equals(nameOrArn))
                .findFirst()
                .map(names::arn)
                .orElse(nameOrArn);
    }

    private void rule(Resource rule) {
        JsonNode properties = template.properties(rule);
        if (!properties.has("EventPattern")) {
            throw new IllegalArgumentException("Rule " + rule.logicalId()
                    + " has no event pattern. The rehearsal supports schedules only in EventBridge Scheduler.");
        }
        removeRule(rule);
        int number = 0;
        for (JsonNode target : properties.path("Targets")) {
            JsonNode retry = target.path("RetryPolicy");
            String deadLetters = target.path("DeadLetterConfig").path("Arn").textValue();
            aws.events()
                    .addRule(new EventRule(
                            names.name(rule) + "-" + ++number,
                            properties.path("EventPattern").toString(),
                            target(names.arn(rule), target.path("Arn").textValue()),
                            retry.path("MaximumRetryAttempts").asInt(185),
                            Duration.ofSeconds(
                                    retry.path("MaximumEventAgeInSeconds").asLong(86_400)),
                            deadLetters == null ? null : intoQueue(names.arn(rule), deadLetters)));
        }
    }

    private void removeRule(Resource rule) {
        for (int number = 1; number <= MOST_TARGETS; number++) {
            aws.events().removeRule(names.name(rule) + "-" + number);
        }
    }

    private EventTarget target(String ruleArn, String arn) {
        if (queues.containsKey(arn)) {
            return intoQueue(ruleArn, arn);
        }
        if (machinery("AWS::Lambda::Function").stream().noneMatch(function -> arn.startsWith(names.arn(function)))) {
            // The target belongs to the user and is not simulated.
            return event -> {};
        }
        ServiceAccess.Function function = access.function(arn);
        return event -> {
            allowed(access.refusalOfEvents(ruleArn, function));
            clock.spawn("event for " + arn, () -> invokeAsynchronously(function, event, ASYNCHRONOUS_TRIES));
        };
    }

    private EventTarget intoQueue(String ruleArn, String arn) {
        ServiceAccess.QueueName name = queueName(arn);
        return event -> {
            allowed(access.refusalOfEvents(ruleArn, name));
            queues.get(arn).deliver(event);
        };
    }

    private static void allowed(Optional<String> refusal) {
        if (refusal.isPresent()) {
            throw new AwsError("AccessDenied", 403, refusal.get());
        }
    }

    private ServiceAccess.QueueName queueName(String arn) {
        return template.resources("AWS::SQS::Queue").stream()
                .filter(queue -> names.arn(queue).equals(arn))
                .map(queue -> new ServiceAccess.QueueName(
                        arn, template.properties(queue).path("KmsMasterKeyId").textValue()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The stack has no queue with the ARN " + arn + "."));
    }

    /**
     * Invokes a function asynchronously, with up to three attempts. The second attempt is one minute after the first,
     * and the third is two minutes after the second.
     */
    private void invokeAsynchronously(ServiceAccess.Function function, JsonNode event, int triesLeft) {
        try {
            functions.invoke(function.arn(), event);
        } catch (TaskFailed failure) {
            if (triesLeft > 1) {
                clock.sleep(Duration.ofMinutes(ASYNCHRONOUS_TRIES + 1 - triesLeft));
                invokeAsynchronously(function, event, triesLeft - 1);
            } else if (function.deadLettersArn() != null) {
                intoDeadLetters(function.roleArn(), function.deadLettersArn(), event);
            }
        }
    }

    private void intoDeadLetters(String roleArn, String queueArn, JsonNode event) {
        if (access.maySend(roleArn, queueName(queueArn))) {
            queues.get(queueArn).send(event);
        }
    }

    /** Returns the queues of the stack by ARN. */
    Map<String, Queue> queues() {
        return queues;
    }

    /** Returns the queues from which a function receives messages. */
    Set<Queue> consumed() {
        return ongoing.consumed();
    }

    /** Ends the polling of a queue, as if the event source mapping was deleted. */
    void stopPolling(String mapping) {
        ongoing.polls().remove(mapping);
    }

    private void schedule(Resource schedule) {
        JsonNode properties = template.properties(schedule);
        JsonNode target = properties.path("Target");
        ServiceAccess.Function function = access.function(target.path("Arn").textValue());
        String role = target.path("RoleArn").asText();
        String group = names.arn(schedule)
                .replaceFirst(":schedule/.*", ":schedule-group/")
                .concat(properties.path("GroupName").asText("default"));
        JsonNode deadLetters = target.path("DeadLetterConfig").path("Arn");
        schedules.put(schedule.logicalId(), () -> {
            if (access.refusalOfSchedule(group, role, function).isEmpty()) {
                invokeAsynchronously(function, Json.object(), ASYNCHRONOUS_TRIES);
            } else if (deadLetters.isTextual()) {
                intoDeadLetters(role, deadLetters.textValue(), Json.object());
            }
        });
    }
}
