package io.github.bedrockfinetuning.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** Systems compared on the same records. */
public final class Comparison {
    private final List<Reference> references;
    private final List<SystemAnswers> systems;
    private final Options options;

    private Comparison(List<Reference> references, List<SystemAnswers> systems, Options options) {
        this.references = references;
        this.systems = systems;
        this.options = options;
    }

    /** Joins answers to references by id, scores them and compares every two systems. */
    public static Comparison of(List<Reference> references, List<SystemAnswers> systems, Options options) {
        return new Comparison(List.copyOf(references), List.copyOf(systems), options);
    }

    public List<Reference> references() {
        return references;
    }

    public List<SystemAnswers> systems() {
        return systems;
    }

    public Options options() {
        return options;
    }

    /** The systems and comparisons as {@code compare --json} prints them. */
    public JsonNode toJson() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Whether system a is {@code better} or {@code worse} than b by the primary metric, or it is {@code not shown}. */
    public String verdict(String a, String b) {
        return "not shown";
    }
}
