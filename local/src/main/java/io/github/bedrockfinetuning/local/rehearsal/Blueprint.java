package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.states.StateMachine;
import io.github.bedrockfinetuning.local.template.AnyNames;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A synthesized stack as it stands in one Region: read once, however often it is deployed. */
public final class Blueprint {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A state machine's definition as synthesized, and ready to run. */
    record Machine(JsonNode definition, StateMachine ready) {}

    private final Assembly assembly;
    private final String region;
    private final PhysicalNames names;
    private final Template template;
    private final StackPolicies policies;
    /** By ARN. */
    private final Map<String, Machine> machines = new LinkedHashMap<>();

    public Blueprint(Assembly assembly, String region) {
        this.assembly = assembly;
        this.region = region;
        names = new PhysicalNames(assembly.stackName(), region, DeployedStack.ACCOUNT);
        template = new Template(assembly.template(), names.pseudoParameters(), names);
        AnyNames any = new AnyNames(assembly.stackName(), region, DeployedStack.ACCOUNT);
        policies = StackPolicies.of(new Template(assembly.template(), names.pseudoParameters(), any), any::arn);
        template.resources("AWS::StepFunctions::StateMachine").stream()
                .filter(machine -> assembly.isOfWorkflow(machine.logicalId()))
                .forEach(machine -> machines.put(names.arn(machine), read(machine)));
    }

    private Machine read(Resource machine) {
        try {
            JsonNode definition = JSON.readTree(
                    template.properties(machine).path("DefinitionString").textValue());
            return new Machine(definition, StateMachine.parse(definition));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Assembly assembly() {
        return assembly;
    }

    String region() {
        return region;
    }

    /** What everything is called. */
    PhysicalNames names() {
        return names;
    }

    Template template() {
        return template;
    }

    /** All policies of the stack. */
    public StackPolicies policies() {
        return policies;
    }

    /** A state machine by its ARN. */
    Machine machine(String arn) {
        return machines.get(arn);
    }
}
