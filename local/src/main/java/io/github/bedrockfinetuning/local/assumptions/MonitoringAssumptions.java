package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.unknown;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Metrics, alarms and notifications. */
final class MonitoringAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "metric-filter",
                            "AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html",
                            "A metric filter reads members of a log line that is a JSON object.")
                    .about("AWS::Logs::MetricFilter")
                    .reliedOnBy("RunMetrics", "Step")
                    .heldBy("RunMetricsTest.countsARunItsOutcomeItsPriceAndItsJobsAge")
                    .shownBy(Question.REJECTED_FILE),
            unknown(
                            "metric-missing",
                            "Where a metric never had a value, FILL gives it one, so that it does not leave a sum without any; missing values of a"
                                    + " metric that has some count as 0.")
                    .about("AWS::CloudWatch::Alarm")
                    .reliedOnBy("Alarms")
                    .heldBy("TrainingFaultsTest.theSweeperStopsWhatNobodyElseCould")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "metric-late",
                            "AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list",
                            "A data point may come so late that FILL has taken its place in the newest period; an alarm sees it in an older one.")
                    .about("AWS::CloudWatch::Alarm")
                    .reliedOnBy("Alarms")
                    .heldBy("TrainingFaultsTest.theSweeperStopsWhatNobodyElseCould")
                    .notShown("nobody can delay a metric on purpose"),
            documented(
                            "alarm-topic",
                            "sns/latest/dg/sns-access-policy-use-cases.html",
                            "An alarm publishes as cloudwatch.amazonaws.com with the account as"
                                    + " aws:SourceAccount.")
                    .about("AWS::SNS::TopicPolicy", "AWS::CloudWatch::Alarm")
                    .reliedOnBy("Alarms")
                    .heldBy("FineTuningWorkflowTest.raisesAlarmsOnTheTopic")
                    .shownBy(Question.ABORTED_TRAINING),
            documented(
                            "dashboard",
                            "AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html",
                            "A dashboard shows metrics that the stack makes.")
                    .about("AWS::CloudWatch::Dashboard")
                    .reliedOnBy("RunDashboard")
                    .heldBy("RunMetricsTest.theDashboardShowsOnlyMetricsThatTheStackMakes")
                    .shownBy(Question.STACK),
            documented(
                            "message-limits",
                            "sns/latest/api/API_Publish.html",
                            "A message has a subject of at most 100 ASCII characters, and text that" + " is not empty.")
                    .about("sns:Publish")
                    .reliedOnBy("Messages")
                    .simulatedBy("Sns")
                    .heldBy("SnsTest.refusesAnUnknownTopicALongSubjectAndAnEmptyMessage")
                    .shownBy(Question.REJECTED_FILE),
            documented(
                            "message-authorization",
                            "sns/latest/dg/sns-using-identity-based-policies.html",
                            "A role of the account publishes by its own policy, whatever topic"
                                    + " policy there is, unless that denies it.")
                    .about("AWS::SNS::TopicPolicy", "AWS::SNS::Topic", "sns:Publish")
                    .reliedOnBy("StepAccess")
                    .simulatedBy("Sns")
                    .heldBy("RemovedStatementsTest.withoutAnyStatementARehearsalIsRefusedSomething")
                    .shownBy(Question.REJECTED_FILE));

    private MonitoringAssumptions() {}
}
