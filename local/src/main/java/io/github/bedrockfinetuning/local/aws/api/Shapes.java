package io.github.bedrockfinetuning.local.aws.api;

import io.github.bedrockfinetuning.local.aws.api.Shape.Range;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The operations and shapes of a service, which are read from the tables in the same package. The first lines of each
 * table explain its format.
 */
public final class Shapes {
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    private Shapes() {}

    /** Reads {@code <table>.shapes} for each table. All tables share one set of names. */
    public static Shapes of(String... tables) {
        Shapes shapes = new Shapes();
        for (String table : tables) {
            try (InputStream in = Shapes.class.getResourceAsStream(table + ".shapes")) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(shapes::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shapes;
    }

    public Collection<Operation> operations() {
        return operations.values();
    }

    public Operation operation(String name) {
        return operations.get(name);
    }

    public Shape shape(String name) {
        return shapes.get(name);
    }

    private void add(String line) {
        String[] words = line.split(" ", 3);
        String rest = words.length > 2 ? words[2] : "";
        if (words[1].equals("operation")) {
            String[] parts = rest.split(" ");
            operations.put(words[0], new Operation(words[0], parts[0], parts[1], Integer.parseInt(parts[2]), parts[3]));
        } else {
            shapes.put(words[0], shape(words[0], words[1], rest));
        }
    }

    private static Shape shape(String name, String type, String rest) {
        switch (type) {
            case "structure", "union":
                return new Shape(name, type, Range.NONE, null, List.of(), members(rest), null, null);
            case "enum":
                return new Shape(name, type, Range.NONE, null, List.of(rest.split(" ")), List.of(), null, null);
            default:
                return constrained(name, type, rest);
        }
    }

    /**
     * Reads a scalar, list, or map: {@code MIN..MAX}, followed by a pattern or the names of the shapes of its
     * contents.
     */
    private static Shape constrained(String name, String type, String rest) {
        Range bounds = Range.NONE;
        String tail = rest;
        if (rest.matches("[-+.0-9eE]*\\.\\.[-+.0-9eE]*( .*)?")) {
            String range = rest.split(" ", 2)[0];
            tail = rest.substring(range.length()).trim();
            int dots = range.indexOf("..");
            bounds = new Range(
                    dots == 0 ? null : new BigDecimal(range.substring(0, dots)),
                    dots + 2 == range.length() ? null : new BigDecimal(range.substring(dots + 2)));
        }
        if (type.equals("list") || type.equals("map")) {
            String[] inner = tail.split(" ");
            String key = inner.length > 1 ? inner[0] : null;
            return new Shape(name, type, bounds, null, List.of(), List.of(), key, inner[inner.length - 1]);
        }
        Pattern pattern = tail.isEmpty() ? null : Pattern.compile(tail.substring(1, tail.length() - 1));
        return new Shape(name, type, bounds, pattern, List.of(), List.of(), null, null);
    }

    /**
     * Reads members in the format {@code name!:Shape@place=wireName}. {@code !} marks required members. Members in the
     * body have no place.
     */
    private static List<Shape.Member> members(String rest) {
        List<Shape.Member> members = new ArrayList<>();
        for (String word : rest.isEmpty() ? new String[0] : rest.split(" ")) {
            String[] nameAndShape = word.split(":", 2);
            boolean required = nameAndShape[0].endsWith("!");
            String name = required ? nameAndShape[0].substring(0, nameAndShape[0].length() - 1) : nameAndShape[0];
            String[] shapeAndPlace = nameAndShape[1].split("[@=]");
            boolean inBody = shapeAndPlace.length == 1;
            members.add(new Shape.Member(
                    name,
                    required,
                    shapeAndPlace[0],
                    inBody ? "body" : shapeAndPlace[1],
                    inBody ? name : shapeAndPlace[2]));
        }
        return members;
    }
}
