package example;

import software.amazon.awscdk.App;

/** What {@code cdk deploy} runs. */
public final class AnalyticsApp {
    private AnalyticsApp() {}

    public static void main(String[] args) {
        App app = new App();
        new AnalyticsStack(app, "Analytics");
        app.synth();
    }
}
