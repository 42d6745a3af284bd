package io.github.bedrockfinetuning.dataset.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.dataset.record.Example;
import io.github.bedrockfinetuning.dataset.record.Turn;
import io.github.bedrockfinetuning.text.Blank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads records whose prompt and answer are in separate fields, such as tables, the Alpaca format, questions and
 * answers, or text and labels.
 */
final class FieldRecords implements Origin.LineReader {
    /**
     * Markers that programs write for missing values. In a required text, only markers that are unlikely to be a real
     * text count.
     */
    private static final Set<String> MISSING = Set.of("nan", "<na>", "#n/a", "null", "none", "n/a", "nat");

    private static final Set<String> NEVER_TEXT = Set.of("nan", "<na>", "#n/a", "nat");

    /** The format in which Python writes SQuAD answers to a table. */
    private static final Pattern PYTHON_ANSWERS = Pattern.compile(
            "^\\{['\"]text['\"]:\\s*(?:array\\()?\\[\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")");

    private final FieldRoles roles;
    private final FieldUse use;

    FieldRecords(FieldRoles roles, FieldUse use) {
        this.roles = roles;
        this.use = use;
        roles.prompt().forEach(use::used);
        use.used(roles.completion());
        if (roles.system() != null) {
            use.used(roles.system());
        }
    }

    @Override
    public Example example(JsonNode record, String id) {
        if (!record.isObject()) {
            throw new IllegalArgumentException("the record is not an object");
        }
        List<String> parts = new ArrayList<>();
        for (String name : roles.prompt()) {
            boolean required = name.equals(roles.main());
            Optional<String> part = text(record, name, required);
            if (required && part.isEmpty()) {
                throw new IllegalArgumentException("the prompt (" + FieldUse.shown(name) + ") is missing or empty");
            }
            part.ifPresent(parts::add);
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(
                    "the prompt (" + FieldRoles.shown(roles.prompt()) + ") is missing or empty");
        }
        String answer = text(record, roles.completion(), true)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the completion (" + FieldUse.shown(roles.completion()) + ") is missing or empty"));
        List<Turn> turns = new ArrayList<>(history(record));
        turns.add(Turn.user(String.join("\n\n", parts)));
        turns.add(Turn.assistant(answer));
        String system = roles.system() == null
                ? null
                : text(record, roles.system(), false).orElse(null);
        ObjectNode fields = use.leftOver(record);
        return new Example(use.id(record, id), system, List.copyOf(turns), fields);
    }

    /** Returns the earlier turns as pairs of questions and answers. */
    private List<Turn> history(JsonNode record) {
        List<Turn> turns = new ArrayList<>();
        JsonNode history = record.path("history");
        if (!history.isArray() || history.isEmpty()) {
            return turns;
        }
        for (JsonNode pair : history) {
            if (!pair.isArray()
                    || pair.size() != 2
                    || !pair.get(0).isTextual()
                    || !pair.get(1).isTextual()) {
                throw new IllegalArgumentException("history is not a list of question-and-answer pairs");
            }
            turns.add(Turn.user(pair.get(0).textValue()));
            turns.add(Turn.assistant(pair.get(1).textValue()));
        }
        use.used("history");
        return turns;
    }

    private Optional<String> text(JsonNode record, String name, boolean required) {
        JsonNode value = record.path(name);
        if (value.isObject() && value.path("text").isArray()) {
            value = value.path("text"); // SQuAD lists equally correct answers with their positions.
        }
        if (value.isArray()) {
            value = item(value, name);
        }
        if (value.isMissingNode() || value.isNull() || value.isDouble() && Double.isNaN(value.doubleValue())) {
            return Optional.empty();
        }
        String text = value.isContainerNode() ? value.toString() : value.asText();
        Matcher python = PYTHON_ANSWERS.matcher(text);
        if (python.find()) {
            text = (python.group(1) == null ? python.group(2) : python.group(1)).replaceAll("\\\\(['\"\\\\])", "$1");
        } else if (text.startsWith("{'text': ")) {
            throw new IllegalArgumentException(FieldUse.shown(name) + " is a Python value that contains no text");
        }
        Set<String> missing = required ? NEVER_TEXT : MISSING;
        boolean none = Blank.isBlank(text) || missing.contains(text.strip().toLowerCase(Locale.ROOT));
        return none ? Optional.empty() : Optional.of(text);
    }

    /** Returns the only item in a list, or the first one if the items are equally correct answers. */
    private static JsonNode item(JsonNode list, String name) {
        boolean equal = name.toLowerCase(Locale.ROOT).startsWith("answer");
        if (list.size() > 1 && !equal) {
            throw new IllegalArgumentException(
                    FieldUse.shown(name) + " lists " + list.size() + " values, but only one is allowed");
        }
        JsonNode first = list.path(0);
        return first.path("text").isTextual() ? first.path("text") : first;
    }
}
