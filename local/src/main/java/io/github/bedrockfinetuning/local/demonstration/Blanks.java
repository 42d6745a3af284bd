package io.github.bedrockfinetuning.local.demonstration;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates a sentence from a wording. Selects one of several choices and fills in the blanks. */
final class Blanks {
    private static final Pattern CHOICE = Pattern.compile("\\[([^\\[\\]]+)]");
    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");

    private static final List<String> ITEMS = List.of(
            "desk lamp",
            "coffee grinder",
            "rain jacket",
            "backpack",
            "kettle",
            "toaster",
            "yoga mat",
            "bike helmet",
            "bookshelf",
            "office chair",
            "wool sweater",
            "tent",
            "sleeping bag",
            "frying pan",
            "blender",
            "keyboard",
            "headset",
            "tablet case",
            "garden hose",
            "drill",
            "curtain",
            "bed frame",
            "rug",
            "mirror",
            "board game",
            "wall clock",
            "picture frame",
            "suitcase",
            "winter coat",
            "pair of boots",
            "teapot",
            "vacuum cleaner");
    private static final List<String> TIMES = List.of(
            "yesterday",
            "last week",
            "on Monday",
            "on Friday",
            "two weeks ago",
            "ten days ago",
            "this morning",
            "last month",
            "on the 3rd",
            "the day before yesterday",
            "at the weekend",
            "in March",
            "a few days ago");
    private static final List<String> PLACES = List.of(
            "the front door",
            "the garage",
            "the reception",
            "the porch",
            "the parcel shop",
            "the shed",
            "my office",
            "the pickup point",
            "the mailbox",
            "the back gate");
    private static final List<String> CODES = List.of("WELCOME10", "SPRING15", "SAVE5", "HELLO20", "FREESHIP", "MAY25");

    private final Random random;

    Blanks(Random random) {
        this.random = random;
    }

    String fill(String wording) {
        var chosen = CHOICE.matcher(wording)
                .replaceAll(match ->
                        Matcher.quoteReplacement(pick(List.of(match.group(1).split("\\|")))));
        // A message has one subject, so the same blank always has the same value. The only exception is a second item.
        var values = Map.of(
                "item", pick(ITEMS),
                "other", pick(ITEMS),
                "time", pick(TIMES),
                "place", pick(PLACES),
                "code", pick(CODES),
                "order", order(),
                "amount", amount());
        return BLANK.matcher(chosen).replaceAll(match -> Matcher.quoteReplacement(values.get(match.group(1))));
    }

    private String order() {
        var number = 10_000 + random.nextInt(90_000);
        return switch (random.nextInt(4)) {
            case 0 -> "#" + number;
            case 1 -> "order " + number;
            case 2 -> "B-" + number;
            default -> "order no. " + number;
        };
    }

    private String amount() {
        var whole = 5 + random.nextInt(140);
        return switch (random.nextInt(3)) {
            case 0 -> whole + " euros";
            case 1 -> "$" + whole + ".90";
            default -> whole + ".50";
        };
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
