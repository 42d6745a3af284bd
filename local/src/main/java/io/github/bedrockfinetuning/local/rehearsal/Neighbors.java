package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.local.access.StackPolicies;
import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.template.AnyNames;
import io.github.bedrockfinetuning.local.template.PhysicalNames;
import io.github.bedrockfinetuning.local.template.Template;
import io.github.bedrockfinetuning.local.template.UnknownValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The other stacks in an app: their exports, and the buckets, keys, and topics that a workflow can use. */
final class Neighbors {
    /** Another stack in the app. */
    private record Neighbor(PhysicalNames names, Template template, StackPolicies policies) {}

    private final List<Neighbor> neighbors = new ArrayList<>();
    private final List<Surroundings.Other> others;
    /** The exports that are being resolved. They are recorded to end circular references. */
    private final Set<String> asked = new HashSet<>();

    Neighbors(List<Surroundings.Other> others, String region, String account) {
        this.others = others;
        for (Surroundings.Other other : others) {
            PhysicalNames names = new PhysicalNames(other.stackName(), region, account);
            AnyNames any = new AnyNames(other.stackName(), region, account);
            UnknownValues outside = new UnknownValues(this::export);
            Map<String, String> pseudo = names.pseudoParameters();
            Template template = new Template(other.template(), pseudo, names, outside);
            Template named = new Template(other.template(), pseudo, any, outside);
            neighbors.add(new Neighbor(names, template, StackPolicies.of(named, any::arn, id -> false)));
        }
    }

    /** Returns the value of an export. */
    Optional<String> export(String name) {
        if (!asked.add(name)) {
            return Optional.empty();
        }
        try {
            for (int i = 0; i < neighbors.size(); i++) {
                Template template = neighbors.get(i).template();
                for (Map.Entry<String, JsonNode> output :
                        others.get(i).template().path("Outputs").properties()) {
                    if (template.text(output.getValue().at("/Export/Name")).equals(name)) {
                        return template.output(output.getKey());
                    }
                }
            }
            return Optional.empty();
        } finally {
            asked.remove(name);
        }
    }

    /** Adds the policies of the other stacks. */
    StackPolicies with(StackPolicies own) {
        StackPolicies all = own;
        for (Neighbor neighbor : neighbors) {
            all = neighbor.policies().and(all);
        }
        return all;
    }

    /** Returns the ARNs of the keys in the other stacks. */
    List<String> keys() {
        return neighbors.stream()
                .flatMap(neighbor ->
                        neighbor.template().resources("AWS::KMS::Key").stream().map(neighbor.names()::arn))
                .toList();
    }

    void makeIn(LocalAws aws) {
        for (Neighbor neighbor : neighbors) {
            new DeclaredBuckets(neighbor.template(), neighbor.names()).makeIn(aws.s3());
            neighbor.template()
                    .resources("AWS::KMS::Key")
                    .forEach(key -> aws.kms().create(neighbor.names().arn(key)));
            neighbor.template()
                    .resources("AWS::SNS::Topic")
                    .forEach(topic -> aws.sns()
                            .createTopic(
                                    neighbor.names().arn(topic),
                                    neighbor.template()
                                            .properties(topic)
                                            .path("KmsMasterKeyId")
                                            .textValue()));
        }
    }
}
