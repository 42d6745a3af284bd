package io.github.bedrockfinetuning.ending;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Reports the resources that the sweeper could not remove, once per day for each run as long as they exist. */
public final class StuckReminder {
    private final Platform platform;

    public StuckReminder(Platform platform) {
        this.platform = platform;
    }

    public void tell(StackResources.Look look) {
        List<BilledResource> untold =
                look.stuck().stream().filter(billing -> !told(billing)).toList();
        if (!untold.isEmpty()) {
            Notifications notifications = new Notifications(platform);
            notifications.publish(notifications.stuck(
                    "The hourly sweeper", untold, platform.require(EnvironmentVariables.AWS_REGION)));
            untold.forEach(this::mark);
        }
    }

    private boolean told(BilledResource billing) {
        return run(billing).find(mark()).isPresent();
    }

    private void mark(BilledResource billing) {
        run(billing)
                .writeOnce(
                        mark(),
                        Json.object().put("at", platform.clock().instant().toString()));
    }

    private Run run(BilledResource billing) {
        return new Run(platform, new RunId(billing.resource()));
    }

    private String mark() {
        return "stuck-" + LocalDate.ofInstant(platform.clock().instant(), ZoneOffset.UTC) + ".json";
    }
}
