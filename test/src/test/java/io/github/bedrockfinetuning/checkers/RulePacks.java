package io.github.bedrockfinetuning.checkers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Runs the rule packs of cdk-nag. */
final class RulePacks {
    private RulePacks() {}

    /** Returns all findings, including accepted ones. */
    static List<Finding> findings(String stack) {
        List<Finding> findings = new ArrayList<>();
        for (String pack : CheckedStacks.PACKS) {
            findings.addAll(findings(CheckedStacks.report(pack, stack)));
        }
        return findings;
    }

    static List<Finding> findings(JsonNode report) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode line : report) {
            String compliance = line.path("compliance").asText();
            if (!compliance.equals("Compliant")) {
                boolean suppressed = compliance.equals("Suppressed");
                findings.add(new Finding(
                        line.path("ruleId").asText(),
                        line.path("resourceId").asText(),
                        suppressed ? line.path("exceptionReason").asText().replaceFirst("^\\[[^]]*] ", "") : null));
            }
        }
        return findings;
    }
}
