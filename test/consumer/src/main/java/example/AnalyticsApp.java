package example;

import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** What {@code cdk deploy} runs: the same stacks for two stages. */
public final class AnalyticsApp {
    private AnalyticsApp() {}

    public static void main(String[] args) {
        stages(AppProps.builder().build()).synth();
    }

    /** Returns the app with both stages. */
    static App stages(AppProps props) {
        App app = new App(props);
        new AnalyticsStage(app, "Beta", Map.of("environment", "beta"));
        new AnalyticsStage(app, "Prod", Map.of("environment", "prod"));
        return app;
    }
}
