package io.github.bedrockfinetuning.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.local.account.WorkflowChoice;
import io.github.bedrockfinetuning.local.cli.aws.Connection;
import io.github.bedrockfinetuning.local.cli.console.Terminal;
import io.github.bedrockfinetuning.local.prove.record.Account;
import io.github.bedrockfinetuning.run.Platform;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that invalid arguments are reported before credentials are required. */
class ArgumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "status x",
                "approve x",
                "decline x",
                "abort x",
                "promote x",
                "submit /no/such/dataset",
                "prove --spend=-1",
                "status --stack=a_b",
                "clean --stack=-"
            })
    void areToldWithoutCredentials(String command) {
        StringWriter err = new StringWriter();

        int code = FineTune.commandLine(new Unasked()).setErr(new Terminal(err)).execute(command.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("fine-tune: ").doesNotContain("asked");
    }

    private static final class Unasked implements Connection {
        @Override
        public WorkflowDescriptor find(WorkflowChoice choice) {
            throw new IllegalStateException("asked");
        }

        @Override
        public Platform open(WorkflowDescriptor workflow) {
            throw new IllegalStateException("asked");
        }

        @Override
        public AccountClients clients() {
            throw new IllegalStateException("asked");
        }

        @Override
        public Clock clock() {
            throw new IllegalStateException("asked");
        }

        @Override
        public Account account(WorkflowDescriptor workflow) {
            throw new IllegalStateException("asked");
        }
    }
}
