package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.run.Failures;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Information from CloudFormation about a deployed stack. */
final class StackFacts {
    private final Stack stack;

    private StackFacts(Stack stack) {
        this.stack = stack;
    }

    /** Finds a stack by its name, or returns an empty {@code Optional} if the stack does not exist. */
    static Optional<StackFacts> find(AccountClients clients, String name) {
        try {
            return Optional.of(new StackFacts(clients.cloudFormation()
                    .describeStacks(r -> r.stackName(name))
                    .stacks()
                    .get(0)));
        } catch (CloudFormationException e) {
            if ("ValidationError".equals(Failures.code(e))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    String name() {
        return stack.stackName();
    }

    String status() {
        return stack.stackStatusAsString();
    }

    /** Returns the value of a template parameter. */
    Optional<String> parameter(String name) {
        return stack.parameters().stream()
                .filter(parameter -> parameter.parameterKey().equals(name))
                .map(Parameter::parameterValue)
                .findFirst();
    }
}
