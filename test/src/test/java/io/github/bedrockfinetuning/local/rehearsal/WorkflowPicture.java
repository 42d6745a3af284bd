package io.github.bedrockfinetuning.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Draws a States Language definition as an SVG image. Each state is a box, and the box of a state contains its branches
 * or child states. Time runs from top to bottom. The edges of Catch are omitted because they are the same for nearly
 * all states; the caption describes them.
 */
final class WorkflowPicture {
    private static final int BOX_HEIGHT = 36;
    private static final int GAP_X = 28;
    private static final int GAP_Y = 34;
    private static final int PADDING = 18;
    private static final int TITLE = 22;
    private static final int LANE = 22;
    private static final double CHARACTER = 7.4;

    private static final String STYLE = """
            .box{fill:#f6f8fa;stroke:#57606a}.task{fill:#ddf4ff;stroke:#0969da}.choice{fill:#fff8c5;stroke:#9a6700}
            .end{fill:#dafbe1;stroke:#1a7f37}.fail{fill:#ffebe9;stroke:#cf222e}.frame{fill:none;stroke:#8c959f}
            .edge{fill:none;stroke:#57606a}.back{stroke-dasharray:4 3}text{font:13px system-ui,sans-serif;fill:#1f2328}
            .label{font-size:11px;fill:#57606a}.ground{fill:#fff}
            @media(prefers-color-scheme:dark){.ground{fill:#0d1117}.box{fill:#161b22;stroke:#8b949e}
            .task{fill:#0c2d4a;stroke:#58a6ff}.choice{fill:#3b2e00;stroke:#d29922}.end{fill:#12361f;stroke:#3fb950}
            .fail{fill:#4c1417;stroke:#f85149}text{fill:#e6edf3}.label{fill:#8b949e}.edge{stroke:#8b949e}}
            """;

    /** A state with its position. The children of a container have relative positions. */
    private static final class Node {
        final String name;
        final JsonNode state;
        final List<Scope> scopes = new ArrayList<>();
        int rank;
        double x;
        double y;
        double width;
        double height;

        Node(String name, JsonNode state) {
            this.name = name;
            this.state = state;
        }
    }

    /** The states of a state machine, a branch or a map. */
    private static final class Scope {
        final Map<String, Node> nodes = new LinkedHashMap<>();
        double width;
        double height;
    }

    private record Edge(String from, String to, String label) {}

    private WorkflowPicture() {}

    /** Draws a definition. The same definition always results in the same bytes. */
    static String draw(JsonNode definition) {
        Scope scope = layOut(definition);
        double width = scope.width + 2 * PADDING + 2 * LANE;
        double height = scope.height + 2 * PADDING + TITLE;
        StringBuilder svg = new StringBuilder();
        svg.append(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"The workflow's states\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\">\n<style>\n")
                .append(STYLE)
                .append(
                        "</style>\n<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" ")
                .append(
                        "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#57606a\"/></marker></defs>\n")
                .append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
        draw(svg, scope, PADDING + LANE, PADDING);
        Set<String> catchers = new LinkedHashSet<>();
        scope.nodes
                .values()
                .forEach(node -> node.state
                        .path("Catch")
                        .forEach(c -> catchers.add(c.path("Next").asText())));
        svg.append("<text class=\"label\" x=\"")
                .append(PADDING)
                .append("\" y=\"")
                .append(number(height - PADDING / 2.0))
                .append("\">Errors are caught and lead to: ")
                .append(escape(String.join(", ", catchers)))
                .append("</text>\n</svg>\n");
        return svg.toString();
    }

    private static Scope layOut(JsonNode machine) {
        Scope scope = new Scope();
        machine.path("States")
                .properties()
                .forEach(e -> scope.nodes.put(e.getKey(), measure(e.getKey(), e.getValue())));
        rank(scope, machine.path("StartAt").asText(), 0, new LinkedHashSet<>());
        scope.nodes
                .values()
                .forEach(node -> catchTargets(node).forEach(target -> {
                    if (scope.nodes.get(target).rank < 0) {
                        rank(scope, target, node.rank + 1, new LinkedHashSet<>());
                    }
                }));
        place(scope);
        return scope;
    }

    private static Node measure(String name, JsonNode state) {
        Node node = new Node(name, state);
        node.rank = -1;
        state.path("Branches").forEach(branch -> node.scopes.add(layOut(branch)));
        for (String processor : List.of("ItemProcessor", "Iterator")) {
            if (state.has(processor)) {
                node.scopes.add(layOut(state.path(processor)));
            }
        }
        node.width = Math.max(110, name.length() * CHARACTER + 24);
        node.height = BOX_HEIGHT;
        if (!node.scopes.isEmpty()) {
            double inner = node.scopes.stream().mapToDouble(s -> s.width).sum() + GAP_X * (node.scopes.size() - 1);
            node.width = Math.max(node.width, inner + 2 * PADDING);
            node.height = node.scopes.stream().mapToDouble(s -> s.height).max().orElse(0) + 2 * PADDING + TITLE;
        }
        return node;
    }

    private static void rank(Scope scope, String name, int rank, Set<String> path) {
        Node node = scope.nodes.get(name);
        if (node == null || path.contains(name) || node.rank >= rank) {
            return;
        }
        node.rank = rank;
        path.add(name);
        edges(node).forEach(edge -> rank(scope, edge.to(), rank + 1, path));
        path.remove(name);
    }

    private static void place(Scope scope) {
        int ranks = scope.nodes.values().stream().mapToInt(n -> n.rank).max().orElse(0) + 1;
        List<List<Node>> rows = new ArrayList<>();
        for (int r = 0; r < ranks; r++) {
            int rank = r;
            rows.add(scope.nodes.values().stream().filter(n -> n.rank == rank).toList());
        }
        scope.width = rows.stream().mapToDouble(WorkflowPicture::rowWidth).max().orElse(0) + GAP_X;
        double y = 0;
        for (List<Node> row : rows) {
            double x = (scope.width - GAP_X - rowWidth(row)) / 2;
            double height = row.stream().mapToDouble(n -> n.height).max().orElse(0);
            for (Node node : row) {
                node.x = x;
                node.y = y + (height - node.height) / 2;
                x += node.width + GAP_X;
            }
            y += height + GAP_Y;
        }
        scope.height = y - GAP_Y;
    }

    private static double rowWidth(List<Node> row) {
        return row.stream().mapToDouble(n -> n.width + GAP_X).sum() - GAP_X;
    }

    private static List<Edge> edges(Node node) {
        List<Edge> edges = new ArrayList<>();
        node.state
                .path("Choices")
                .forEach(choice ->
                        edges.add(new Edge(node.name, choice.path("Next").asText(), condition(choice))));
        for (String field : List.of("Default", "Next")) {
            if (node.state.has(field)) {
                edges.add(new Edge(node.name, node.state.path(field).asText(), ""));
            }
        }
        return edges;
    }

    private static List<String> catchTargets(Node node) {
        List<String> targets = new ArrayList<>();
        node.state.path("Catch").forEach(c -> targets.add(c.path("Next").asText()));
        return targets;
    }

    private static String condition(JsonNode choice) {
        for (String operator : List.of("StringEquals", "BooleanEquals", "IsPresent")) {
            if (choice.has(operator)) {
                String value = choice.path(operator).asText();
                return operator.equals("StringEquals")
                        ? value.toLowerCase(Locale.ROOT).replace('_', ' ')
                        : choice.path("Variable").asText().replace("$.", "") + (value.equals("true") ? "" : ": no");
            }
        }
        return "";
    }

    private static void draw(StringBuilder svg, Scope scope, double left, double top) {
        for (Node node : scope.nodes.values()) {
            edges(node).forEach(edge -> drawEdge(svg, scope, edge, left, top));
        }
        for (Node node : scope.nodes.values()) {
            double x = left + node.x;
            double y = top + node.y;
            svg.append("<rect class=\"").append(kind(node)).append("\" rx=\"6\"");
            attribute(svg, "x", x);
            attribute(svg, "y", y);
            attribute(svg, "width", node.width);
            attribute(svg, "height", node.height);
            svg.append("/>\n<text");
            if (node.scopes.isEmpty()) {
                svg.append(" text-anchor=\"middle\"");
                attribute(svg, "x", x + node.width / 2);
                attribute(svg, "y", y + node.height / 2 + 4.5);
            } else {
                attribute(svg, "x", x + 10);
                attribute(svg, "y", y + 17);
            }
            svg.append('>').append(escape(node.name)).append("</text>\n");
            double inner = node.scopes.stream().mapToDouble(s -> s.width).sum() + GAP_X * (node.scopes.size() - 1);
            double childX = x + (node.width - inner) / 2 + GAP_X / 2.0;
            for (Scope child : node.scopes) {
                draw(svg, child, childX, y + PADDING + TITLE);
                childX += child.width + GAP_X;
            }
        }
    }

    /**
     * Draws an edge. A loop is drawn upwards on the right side, and an edge that skips rows is drawn downwards on the
     * left side. Other edges are straight.
     */
    private static void drawEdge(StringBuilder svg, Scope scope, Edge edge, double left, double top) {
        Node from = scope.nodes.get(edge.from());
        Node to = scope.nodes.get(edge.to());
        boolean back = to.rank <= from.rank;
        boolean skips = to.rank > from.rank + 1;
        double side = back ? 1 : skips ? 0 : 0.5;
        double x1 = left + from.x + from.width * side;
        double y1 = top + from.y + (back || skips ? from.height / 2 : from.height);
        double x2 = left + to.x + to.width * side;
        double y2 = top + to.y + (back || skips ? to.height / 2 : 0);
        double middle = (y1 + y2) / 2;
        double lane = back ? Math.max(x1, x2) + LANE : left + leftmost(scope, from.rank, to.rank) - LANE;
        String path;
        if (back) {
            path = curve(x1, y1, lane, y1, lane, y2, x2, y2);
        } else if (skips) {
            path = curve(x1, y1, lane, y1, lane, y1, lane, y1 + LANE) + "L" + number(lane) + " " + number(y2 - LANE)
                    + curve(lane, y2 - LANE, lane, y2, lane, y2, x2, y2).replace('M', 'L');
        } else {
            path = curve(x1, y1, x1, middle, x2, middle, x2, y2);
        }
        svg.append("<path class=\"edge").append(back ? " back" : "").append("\" marker-end=\"url(#tip)\" d=\"");
        svg.append(path).append("\"/>\n");
        if (!edge.label().isEmpty()) {
            svg.append("<text class=\"label\" text-anchor=\"")
                    .append(skips ? "end" : "middle")
                    .append('"');
            attribute(svg, "x", back ? lane : skips ? x1 - 6 : (x1 + 2 * x2) / 3);
            attribute(svg, "y", back ? middle : skips ? y1 - 5 : (y1 + 3 * y2) / 4);
            svg.append('>').append(escape(edge.label())).append("</text>\n");
        }
    }

    private static double leftmost(Scope scope, int first, int last) {
        return scope.nodes.values().stream()
                .filter(node -> node.rank > first && node.rank < last)
                .mapToDouble(node -> node.x)
                .min()
                .orElse(0);
    }

    private static String curve(double... p) {
        return "M" + number(p[0]) + " " + number(p[1]) + "C" + number(p[2]) + " " + number(p[3]) + " " + number(p[4])
                + " " + number(p[5]) + " " + number(p[6]) + " " + number(p[7]);
    }

    private static String kind(Node node) {
        if (!node.scopes.isEmpty()) {
            return "frame";
        }
        return switch (node.state.path("Type").asText()) {
            case "Task" -> "task";
            case "Choice" -> "choice";
            case "Succeed" -> "end";
            case "Fail" -> "fail";
            default -> "box";
        };
    }

    private static void attribute(StringBuilder svg, String name, double value) {
        svg.append(' ').append(name).append("=\"").append(number(value)).append('"');
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
