package io.github.bedrockfinetuning.local.cli.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.cli.console.JsonOption;
import io.github.bedrockfinetuning.local.doctor.Doctor;
import io.github.bedrockfinetuning.preflight.Check;
import io.github.bedrockfinetuning.preflight.Check.Result;
import io.github.bedrockfinetuning.run.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Check an account before or after you deploy the stack. The command makes only read-only"
                + " calls. The exit code is 1 if a check fails.")
public final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private Supplier<Connection> connected;

    @Spec
    private CommandSpec spec;

    @Mixin
    private WorkflowOptions options = new WorkflowOptions();

    @Mixin
    private JsonOption output = new JsonOption();

    @Override
    public Integer call() throws IOException {
        List<Check> checks = examine();
        output.print(document(checks), out -> DoctorTable.of(checks).forEach(out::println));
        return checks.stream().anyMatch(check -> check.result() == Result.FAIL) ? 1 : 0;
    }

    private List<Check> examine() {
        WorkflowChoice choice = options.choice(spec);
        Connection connection = connected.get();
        try {
            return new Doctor(connection.clients(), connection.clock(), connection::open).examine(choice);
        } catch (SdkException e) {
            throw RemoteCommand.told(e);
        }
    }

    private static ObjectNode document(List<Check> checks) {
        ObjectNode document = Json.object();
        ArrayNode all = document.putArray("checks");
        for (Check check : checks) {
            all.addObject()
                    .put("name", check.name())
                    .put("result", word(check.result()))
                    .put("found", check.found())
                    .put("remedy", check.remedy());
        }
        return document;
    }

    static String word(Result result) {
        return result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
