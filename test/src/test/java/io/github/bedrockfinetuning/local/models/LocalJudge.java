package io.github.bedrockfinetuning.local.models;

import io.github.bedrockfinetuning.local.models.learning.Answerer;
import io.github.bedrockfinetuning.local.models.learning.Prompt;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A simulated judge of two answers. It reads sections between two equal lines under a heading, in tags
 * ({@code <answer_a>…</answer_a>}), or under headings ({@code Answer A:}). It prefers the answer whose words are more
 * similar to the reference or, without a reference, to the question. If the similarities are nearly equal, the result
 * is a tie.
 */
public final class LocalJudge implements Answerer {
    private static final double TIE = 0.02;
    private static final Pattern MARKED = Pattern.compile("(?ms)^([\\w ]{1,40}):\\n(\\S+)\\n(.*?)\\n\\2$");
    private static final Pattern TAG = Pattern.compile("(?is)<([a-z][a-z_ -]*)>(.*?)</\\1>");
    private static final Pattern HEADING = Pattern.compile(
            "(?im)^[#*\\s]*(question|prompt|(?:reference|expected)(?: answer)?|(?:answer|response|candidate|assistant) ?[ab12])[*\\s]*:[*\\s]*");

    private LocalJudge() {}

    public static LocalModel model() {
        return new Estimated(new LocalJudge(), Estimated.Pace.LARGE);
    }

    @Override
    public String answer(Prompt prompt) {
        var parts = parts(prompt.message());
        var reference = first(parts, "reference", "expected", "question", "prompt");
        var a = CarryOver.likeness(first(parts, "a", "1"), reference);
        var b = CarryOver.likeness(first(parts, "b", "2"), reference);
        var winner = Math.abs(a - b) <= TIE ? "tie" : a > b ? "A" : "B";
        return reply(prompt.system() + "\n" + prompt.message(), winner, a, b);
    }

    private static String reply(String instructions, String winner, double a, double b) {
        var reason = String.format(Locale.ROOT, "Likeness to the reference: A %.2f, B %.2f.", a, b);
        var reply = FlatJson.MAPPER.createObjectNode();
        AskedForm.in(instructions)
                .ifPresent(form -> form.fields().keySet().forEach(key -> {
                    if (key.matches("(?i).*(reason|explanation|rationale|why|because).*")) {
                        reply.put(key, reason);
                    } else if (key.matches("(?i).*(winner|verdict|better|preferred|choice|decision|answer|result).*")) {
                        reply.put(key, winner);
                    }
                }));
        return reply.isEmpty()
                ? reply.put("winner", winner).put("reason", reason).toString()
                : reply.toString();
    }

    private static Map<String, String> parts(String message) {
        var parts = new LinkedHashMap<String, String>();
        var marked = MARKED.matcher(message);
        while (marked.find()) {
            parts.put(name(marked.group(1)), marked.group(3));
        }
        if (!parts.isEmpty()) {
            return parts;
        }
        var tags = TAG.matcher(message);
        while (tags.find()) {
            parts.put(name(tags.group(1)), tags.group(2).strip());
        }
        if (!parts.isEmpty()) {
            return parts;
        }
        var headings = HEADING.matcher(message).results().toList();
        for (var i = 0; i < headings.size(); i++) {
            var end = i + 1 < headings.size() ? headings.get(i + 1).start() : message.length();
            parts.put(
                    name(headings.get(i).group(1)),
                    message.substring(headings.get(i).end(), end).strip());
        }
        return parts;
    }

    /**
     * Returns the name of a section: "Answer A", "response_a" and "answer-a" are a; "reference answer" is reference.
     */
    private static String name(String heading) {
        var name = heading.toLowerCase(Locale.ROOT).replaceAll("[_ -]+", " ").strip();
        return name.matches("(answer|response|candidate|assistant) ?[ab12]")
                ? name.substring(name.length() - 1)
                : name.split(" ")[0];
    }

    private static String first(Map<String, String> parts, String... names) {
        for (var name : names) {
            if (parts.containsKey(name)) {
                return parts.get(name);
            }
        }
        return "";
    }
}
