package io.github.bedrockfinetuning.dataset.foreign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The roles of the fields of a record, or of the columns of a table.
 *
 * @param prompt the fields whose texts, in this order, form the prompt; the last or only required field is {@code main}
 * @param completion the answer field
 * @param system the system prompt field, if there is one
 * @param main the field that a prompt requires; null if any prompt field is sufficient
 */
record FieldRoles(
        List<String> prompt,
        String completion,
        @Nullable String system,
        @Nullable String main) {
    private static final List<String> MAIN = List.of(
            "prompt",
            "question",
            "query",
            "userprompt",
            "usermessage",
            "user",
            "human",
            "customer",
            "input",
            "text",
            "message",
            "utterance",
            "sentence",
            "body",
            "email",
            "ticket",
            "description",
            "content",
            "comment",
            "review",
            "request",
            "issue",
            "complaint",
            "q",
            "problem",
            "post",
            "tweet",
            "article",
            "document",
            "dialogue",
            "source");
    /** Prompt fields that are used only if there is no other one. */
    private static final List<String> TITLE = List.of("subject", "subjectline", "title", "headline");
    /**
     * Prompt fields whose name can also mean a person, an ID, or an address, such as the column {@code customer} in a
     * table of tickets. They are used only if their values are text, or if there is no other prompt field.
     */
    private static final Set<String> AMBIGUOUS = Set.of(
            "user",
            "human",
            "customer",
            "email",
            "ticket",
            "request",
            "issue",
            "problem",
            "complaint",
            "q",
            "post",
            "article",
            "document",
            "source");

    private static final List<String> COMPLETION = List.of(
            "completion",
            "output",
            "response",
            "answer",
            "answers",
            "assistant",
            "target",
            "reference",
            "expectedoutput",
            "expectedanswer",
            "expected",
            "groundtruth",
            "gold",
            "ideal",
            "reply",
            "solution",
            "summary",
            "highlights",
            "translation",
            "labeltext",
            "labelname",
            "label",
            "category",
            "class",
            "intent",
            "sentiment",
            "topic",
            "tag",
            "queue",
            "resolution",
            "a");
    private static final List<String> INSTRUCTION = List.of("instruction", "instructions");
    /** The names of fields that accompany an instruction. */
    private static final List<String> BESIDE = List.of("input", "inputs", "context");
    /** The names of fields that contain the context of a question. */
    private static final List<String> CONTEXT =
            List.of("context", "passage", "paragraph", "background", "excerpt", "document", "article");

    private static final List<String> ABOUT = List.of("prompt", "question", "query", "input", "userprompt");
    private static final List<String> SUBJECT = List.of("subject", "subjectline");
    private static final List<String> LETTER =
            List.of("body", "message", "text", "email", "content", "description", "ticket", "input");
    private static final List<String> SYSTEM = List.of("system", "systemprompt", "systemmessage");

    /**
     * Returns the roles that the field names imply, or empty if the prompt or the answer cannot be determined.
     *
     * @param isText checks whether most values of a field are text rather than names, numbers, or addresses
     */
    static Optional<FieldRoles> of(Collection<String> names, Predicate<String> isText) {
        Map<String, String> byFolded = new TreeMap<>();
        names.forEach(name -> byFolded.putIfAbsent(folded(name), name));
        String completion = first(byFolded, COMPLETION);
        byFolded.values().remove(completion);
        String system = first(byFolded, SYSTEM);
        String instruction = first(byFolded, INSTRUCTION);
        boolean dialog = completion != null && folded(completion).equals("assistant");
        String main = MAIN.stream()
                .filter(name -> byFolded.containsKey(name))
                .filter(name -> dialog || !AMBIGUOUS.contains(name) || isText.test(byFolded.get(name)))
                .findFirst()
                .map(byFolded::get)
                .orElse(null);
        if (main == null && instruction == null) {
            main = first(byFolded, TITLE);
        }
        if (main == null) {
            main = first(byFolded, MAIN);
        }
        List<String> prompt = new ArrayList<>();
        String beside = first(byFolded, BESIDE);
        if (instruction != null && (main == null || BESIDE.contains(folded(main)) || beside != null)) {
            prompt.add(instruction);
            BESIDE.stream().map(byFolded::get).filter(name -> name != null).forEach(prompt::add);
            main = instruction;
        } else if (main != null) {
            system = system == null ? instruction : system;
            String context = ABOUT.contains(folded(main)) ? first(byFolded, CONTEXT) : null;
            String subject = LETTER.contains(folded(main)) ? first(byFolded, SUBJECT) : null;
            for (String before : new String[] {context, subject}) {
                if (before != null && !before.equals(main)) {
                    prompt.add(before);
                }
            }
            prompt.add(main);
        }
        return completion == null || main == null
                ? Optional.empty()
                : Optional.of(new FieldRoles(List.copyOf(prompt), completion, system, main));
    }

    /**
     * Returns the roles that a user specifies, such as {@code prompt=subject+body,completion=category,system=rules}.
     *
     * @throws IllegalArgumentException if the format is not valid, or a field does not exist
     */
    static FieldRoles mapped(String map, Collection<String> names) {
        Map<String, List<String>> roles = new TreeMap<>();
        for (String part : map.split(",")) {
            String[] sides = part.split("=", 2);
            String role = sides[0].strip();
            if (sides.length < 2 || !List.of("prompt", "completion", "system").contains(role)) {
                throw new IllegalArgumentException(
                        "\"" + part.strip()
                                + "\" in --map is not valid. Use the format prompt=FIELD+FIELD,completion=FIELD, and add system=FIELD for a system prompt.");
            }
            if (roles.containsKey(role)) {
                throw new IllegalArgumentException("--map specifies " + role + " twice. Join fields with +.");
            }
            roles.put(role, fields(sides[1], names));
        }
        if (!roles.containsKey("prompt") || !roles.containsKey("completion")) {
            throw new IllegalArgumentException(
                    "--map must specify prompt and completion, as in prompt=FIELD,completion=FIELD.");
        }
        if (roles.get("completion").size() > 1
                || roles.getOrDefault("system", List.of()).size() > 1) {
            throw new IllegalArgumentException("In --map, you can use + to join fields only for the prompt.");
        }
        String system = roles.containsKey("system") ? roles.get("system").get(0) : null;
        List<String> prompt = roles.get("prompt");
        return new FieldRoles(
                prompt, roles.get("completion").get(0), system, prompt.size() == 1 ? prompt.get(0) : null);
    }

    private static List<String> fields(String joined, Collection<String> names) {
        List<String> fields = new ArrayList<>();
        for (String part : joined.split("\\+")) {
            String wanted = part.strip();
            fields.add(names.stream()
                    .filter(wanted::equals)
                    .findFirst()
                    .or(() -> names.stream()
                            .filter(name -> folded(name).equals(folded(wanted)))
                            .findFirst())
                    .orElseThrow(() -> new IllegalArgumentException("--map specifies the field \""
                            + FieldUse.shown(wanted)
                            + "\", which the file does not contain. The file contains the following fields: "
                            + shown(names) + ".")));
        }
        return List.copyOf(fields);
    }

    /** Returns a list of names that is safe to print. */
    static String shown(Collection<String> names) {
        List<String> shown = names.stream().limit(40).map(FieldUse::shown).toList();
        return String.join(", ", shown) + (names.size() > 40 ? ", ..." : "");
    }

    /** Returns the names as a list in a sentence, such as "subject, body, and category". */
    static String listed(List<String> names) {
        if (names.size() > 40 || names.size() < 2) {
            return shown(names);
        }
        int last = names.size() - 1;
        return shown(names.subList(0, last)) + (last == 1 ? " and " : ", and ") + FieldUse.shown(names.get(last));
    }

    private static @Nullable String first(Map<String, String> byFolded, List<String> wanted) {
        return wanted.stream()
                .map(byFolded::get)
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
    }

    /** Returns a name in lowercase, without spaces and punctuation. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.:-]", "");
    }

    /**
     * Describes the roles as part of a sentence, such as {@code prompt from subject + body, completion from
     * category}.
     */
    String words() {
        return "prompt from "
                + String.join(" + ", prompt.stream().map(FieldUse::shown).toList())
                + ", completion from " + FieldUse.shown(completion)
                + (system == null ? "" : ", system prompt from " + FieldUse.shown(system));
    }
}
