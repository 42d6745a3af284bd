package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import io.github.bedrockfinetuning.local.template.AnyNames;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.Template.Resource;
import io.github.bedrockfinetuning.local.template.UnknownValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A synthesized stack for one Region. It can be deployed many times. */
public final class Blueprint {
    private static final ObjectMapper JSON = Json.mapper();

    /** The synthesized definition and the parsed definition of a state machine. */
    record Machine(JsonNode definition, StateMachine ready) {}

    private final Assembly assembly;
    private final String region;
    private final String account;
    private final Neighbors neighbors;
    private final ImportedResources imported;
    private final FunctionVersions versions;
    private final PhysicalNames names;
    private final Template template;
    private final StackPolicies policies;
    /** The state machines, keyed by ARN. */
    private final Map<String, Machine> machines = new LinkedHashMap<>();

    public Blueprint(Assembly assembly, String region) {
        this(assembly, region, FunctionVersions.of(assembly.template()));
    }

    private Blueprint(Assembly assembly, String region, FunctionVersions versions) {
        this.versions = versions;
        this.assembly = assembly;
        this.region = region;
        account = assembly.surroundings().account().orElse(DeployedStack.ACCOUNT);
        neighbors = new Neighbors(assembly.surroundings().others(), region, account);
        names = new PhysicalNames(assembly.stackName(), region, account, versions.numbers());
        UnknownValues outside = new UnknownValues(neighbors::export);
        template = new Template(assembly.template(), names.pseudoParameters(), names, outside);
        AnyNames any = new AnyNames(assembly.stackName(), region, account);
        requireKnown();
        imported = imported();
        policies = imported.with(neighbors.with(StackPolicies.of(
                new Template(assembly.template(), names.pseudoParameters(), any, outside),
                any::arn,
                assembly::isOfWorkflow)));
        template.resources("AWS::StepFunctions::StateMachine").stream()
                .filter(machine -> assembly.isOfWorkflow(machine.logicalId()))
                .forEach(machine -> machines.put(names.arn(machine), read(machine)));
    }

    /** Checks that all values that the workflows use are known. Values of other resources can be unknown. */
    private void requireKnown() {
        Set<String> reasons = new TreeSet<>();
        for (Resource resource : template.resources()) {
            if (assembly.isOfWorkflow(resource.logicalId())) {
                reasons.addAll(UnknownValues.in(template.properties(resource)));
            }
        }
        if (!reasons.isEmpty()) {
            throw new IllegalArgumentException("The workflow " + assembly.workflow()
                    + " requires values that are not in the app: " + String.join(" ", reasons)
                    + " Set them in the app, or synthesize the app together with the stack that exports them.");
        }
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

    /** Returns the stack after an update to another template. */
    Blueprint updatedTo(Assembly next) {
        return new Blueprint(next, region, versions.after(next.template()));
    }

    Assembly assembly() {
        return assembly;
    }

    private ImportedResources imported() {
        Set<String> declared = new TreeSet<>(neighbors.keys());
        template.resources("AWS::KMS::Key").forEach(key -> declared.add(names.arn(key)));
        return ImportedResources.of(
                template.resources().stream()
                        .filter(resource -> assembly.isOfWorkflow(resource.logicalId()))
                        .map(template::properties)
                        .toList(),
                declared,
                account);
    }

    /** Returns the imported keys and buckets. */
    ImportedResources importedResources() {
        return imported;
    }

    /** Returns the account of the stack. */
    String account() {
        return account;
    }

    /** Returns the other stacks in the app. */
    Neighbors neighbors() {
        return neighbors;
    }

    String region() {
        return region;
    }

    /** Returns the names of all resources. */
    PhysicalNames names() {
        return names;
    }

    Template template() {
        return template;
    }

    /** Returns all policies in the stack. */
    public StackPolicies policies() {
        return policies;
    }

    /** Returns a state machine by its ARN. */
    Machine machine(String arn) {
        return machines.get(arn);
    }
}
