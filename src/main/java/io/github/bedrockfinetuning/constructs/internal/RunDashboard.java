package io.github.bedrockfinetuning.constructs.internal;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.GraphWidgetView;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;

/**
 * The dashboard of a workflow. It shows the number of runs, their final statuses, their estimated costs, and stuck
 * runs.
 */
public final class RunDashboard extends Construct {
    private static final int HALF = 12;
    private static final int WHOLE = 24;

    public RunDashboard(Construct scope, String id, String tag, RunMetrics metrics, List<? extends IAlarm> alarms) {
        super(scope, id);
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .defaultInterval(Duration.days(14))
                .build();
        dashboard.addWidgets(TextWidget.Builder.create()
                .markdown("# Fine-tuning runs of " + tag
                        + "\nTo find out why a run ended, see its `status.json` in the results bucket.")
                .width(WHOLE)
                .height(2)
                .build());
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .alarms(alarms)
                .width(WHOLE)
                .height(3)
                .build());
        dashboard.addWidgets(
                graph("Runs started", "Runs per hour", List.of(metrics.started())),
                graph("How runs ended", "Runs per hour", metrics.outcomes()));
        dashboard.addWidgets(
                graph(
                        "Estimated cost of runs (upper bound)",
                        "US dollars per day",
                        List.of(metrics.estimatedDollars())),
                graph("Age of the oldest job in progress", "Minutes", List.of(metrics.oldestJob())));
    }

    private static GraphWidget graph(String title, String axis, List<IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .leftYAxis(
                        YAxisProps.builder().label(axis).showUnits(false).min(0).build())
                .view(GraphWidgetView.TIME_SERIES)
                .stacked(metrics.size() > 1)
                .width(HALF)
                .build();
    }
}
