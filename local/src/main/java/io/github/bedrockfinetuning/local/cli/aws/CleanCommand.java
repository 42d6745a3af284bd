package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.ending.StackResources;
import io.github.bedrockfinetuning.run.BilledResource;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.OperatorCommand;
import io.github.bedrockfinetuning.run.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        description = "List the Bedrock resources that remain after runs have ended. Use --remove to delete "
                + "them. This command never affects active runs or models that are promoted or kept. The "
                + "exit code is 1 if resources remain.")
public final class CleanCommand extends RemoteCommand {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final int MOST_LOOKS = 40;

    @Option(names = "--remove", description = "Remove the resources and wait until they are deleted.")
    private boolean remove;

    @Override
    int run(Platform platform) throws InterruptedException {
        StackResources.Look look = new StackResources(platform).look();
        List<BilledResource> found = look.all();
        for (int looks = 0; remove && !look.all().isEmpty() && looks < MOST_LOOKS; looks++) {
            look = new StackResources(platform).remove();
            if (!look.all().isEmpty()) {
                platform.sleep().sleep(LOOK);
            }
        }
        if (found.isEmpty()) {
            look.errands().finish();
        }
        List<BilledResource> left = look.all();
        List<String> failures = look.errands().failures().stream()
                .map(Throwable::getMessage)
                .distinct()
                .toList();
        ObjectNode document = Json.object();
        document.set("found", Json.tree(found));
        document.set("left", Json.tree(left));
        document.set("failures", Json.tree(failures));
        List<String> lines = new ArrayList<>(lines(found, left, OperatorCommand.of(platform, "clean --remove")));
        failures.forEach(failure -> lines.add("Some resources could not be checked or removed: " + failure));
        print(document, lines.toArray(String[]::new));
        return left.isEmpty() && failures.isEmpty() ? 0 : 1;
    }

    private List<String> lines(List<BilledResource> found, List<BilledResource> left, String command) {
        if (found.isEmpty()) {
            return List.of("No Bedrock resources other than stored models remain from ended runs.");
        }
        if (left.isEmpty()) {
            return listed("Removed (a job can take a few minutes to stop):", found);
        }
        List<String> lines =
                new ArrayList<>(listed(remove ? "Still present after 20 minutes:" : "Resources of ended runs:", left));
        lines.add(
                remove
                        ? "Delete the resource in the Bedrock console. Its name contains the run ID."
                        : "To remove it, use " + command + ".");
        return lines;
    }

    private static List<String> listed(String head, List<BilledResource> billing) {
        List<String> lines = new ArrayList<>(List.of(head));
        billing.forEach(one -> lines.add("  " + one.kind().id() + " of run " + one.resource()));
        return lines;
    }
}
