package io.github.bedrockfinetuning.constructs;

import io.github.bedrockfinetuning.constructs.internal.Flags;
import io.github.bedrockfinetuning.constructs.internal.Queues;
import io.github.bedrockfinetuning.constructs.internal.Statements;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StepName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Cleans up if a workflow's own cleanup does not run. After an execution is aborted or times out, no further state
 * runs, but Bedrock continues to bill its resources. A rule calls the cleanup function when an execution ends without
 * success. A schedule calls the sweeper every hour to remove any remaining resources. Failed calls are sent to a
 * dead-letter queue after their retries.
 */
final class CleanUpGuard extends Construct {
    private final Queue deadLetters;
    private final @Nullable IKey key;

    CleanUpGuard(Construct scope, String id, CleanUpGuardProps props) {
        super(scope, id);
        Flags.pin(this);
        key = props.key();
        deadLetters = Queues.deadLetters(this, key, false);
        for (StepFunction function : List.of(props.cleanUp(), props.sweep())) {
            function.deadLetters(deadLetters);
            if (key != null) {
                function.allow(deadLettersKey(key));
            }
        }
        afterEnd(props);
        hourly(props.sweep());
    }

    /** Returns the queue for events and calls for which all retries failed. */
    public IQueue getDeadLetters() {
        return deadLetters;
    }

    private void afterEnd(CleanUpGuardProps props) {
        String function = props.cleanUp().getFunction().getFunctionArn();
        CfnRule rule = CfnRule.Builder.create(this, "Ended")
                .description("An execution of the fine-tuning workflow ended without cleanup")
                .eventPattern(Map.of(
                        "source", List.of("aws.states"),
                        "detail-type", List.of("Step Functions Execution Status Change"),
                        "detail",
                                Map.of(
                                        "stateMachineArn",
                                                List.of(props.stateMachine().getStateMachineArn()),
                                        "status",
                                                List.of(
                                                        RunStatus.ABORTED.name(),
                                                        RunStatus.FAILED.name(),
                                                        RunStatus.TIMED_OUT.name()))))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id(StepName.CLEAN_UP.id())
                        .arn(function)
                        .deadLetterConfig(CfnRule.DeadLetterConfigProperty.builder()
                                .arn(deadLetters.getQueueArn())
                                .build())
                        .retryPolicy(CfnRule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(185)
                                .maximumEventAgeInSeconds(24 * 60 * 60)
                                .build())
                        .build()))
                .build();
        Queues.allowRule(deadLetters, "UndeliveredEnds", rule.getAttrArn());
        // With a source account, EventBridge could not invoke the function:
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html#eb-lam-function-not-invoked
        CfnPermission.Builder.create(this, "MayCleanUp")
                .action("lambda:InvokeFunction")
                .functionName(function)
                .principal("events.amazonaws.com")
                .sourceArn(rule.getAttrArn())
                .build();
    }

    private void hourly(StepFunction sweep) {
        Stack stack = Stack.of(this);
        String function = sweep.getFunction().getFunctionArn();
        Role role = Role.Builder.create(this, "ScheduleRole")
                .description("Calls the sweeper every hour")
                .assumedBy(ServicePrincipal.Builder.create("scheduler.amazonaws.com")
                        .conditions(Map.of(
                                "StringEquals",
                                Map.of(
                                        "aws:SourceAccount", stack.getAccount(),
                                        // EventBridge Scheduler sends the ARN of the group, not of the individual
                                        // schedule.
                                        "aws:SourceArn",
                                                stack.formatArn(ArnComponents.builder()
                                                        .service("scheduler")
                                                        .resource("schedule-group")
                                                        .resourceName("default")
                                                        .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                                                        .build()))))
                        .build())
                .build();
        ManagedPolicy policy = ManagedPolicy.Builder.create(this, "SchedulePolicy")
                .roles(List.of(role))
                .statements(List.of(
                        Statements.allow(StepName.SWEEP.id(), List.of("lambda:InvokeFunction"), List.of(function)),
                        Statements.allow(
                                "DeadLetters", List.of("sqs:SendMessage"), List.of(deadLetters.getQueueArn()))))
                .build();
        if (key != null) {
            policy.addStatements(deadLettersKey(key));
        }
        CfnSchedule schedule = CfnSchedule.Builder.create(this, "Hourly")
                .description("Removes the remaining resources of ended runs")
                .scheduleExpression("rate(1 hour)")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(function)
                        .roleArn(role.getRoleArn())
                        .input("{}")
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(deadLetters.getQueueArn())
                                .build())
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumEventAgeInSeconds(60 * 60)
                                .maximumRetryAttempts(3)
                                .build())
                        .build())
                .build();
        schedule.getNode().addDependency(policy);
    }

    private software.amazon.awscdk.services.iam.PolicyStatement deadLettersKey(IKey key) {
        return Statements.allow(
                "DeadLettersKey",
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                List.of(key.getKeyArn()),
                Map.of(
                        "StringEquals",
                        Map.of("kms:ViaService", "sqs." + Stack.of(this).getRegion() + ".amazonaws.com")));
    }
}
