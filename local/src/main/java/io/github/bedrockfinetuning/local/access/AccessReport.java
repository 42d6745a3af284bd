package io.github.bedrockfinetuning.local.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.bedrockfinetuning.local.openings.Openings;
import java.util.List;
import java.util.Map;

/** Formats the access matrix as JSON and as HTML. */
public final class AccessReport {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, null, "io.github.bedrockfinetuning.local.templates");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AccessReport() {}

    /** Returns a self-contained HTML page. */
    public static String html(AccessMatrix matrix, Openings openings, String title) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(
                "access.jte", Map.of("summary", AccessSummary.of(matrix), "openings", openings, "title", title), html);
        return html.toString();
    }

    public static ObjectNode json(AccessMatrix matrix, Openings openings) {
        ObjectNode json = JSON.objectNode().put("region", matrix.region());
        json.put("outsiders", matrix.outside().size());
        json.set("rows", rows(matrix.rows()));
        ArrayNode notes = json.putArray("notes");
        matrix.notes().forEach(notes::add);
        ArrayNode ways = json.putArray("openings");
        openings.openings()
                .forEach(opening -> ways.addObject()
                        .put("resource", opening.place())
                        .put("type", opening.type())
                        .put("statement", opening.statement())
                        .put("who", opening.who())
                        .put("what", opening.what())
                        .put("remedy", opening.remedy()));
        ArrayNode unread = json.putArray("unread");
        openings.unread()
                .forEach(part -> unread.addObject()
                        .put("resource", part.place())
                        .put("type", part.type())
                        .put("why", part.why()));
        return json;
    }

    private static ArrayNode rows(List<AccessRow> rows) {
        ArrayNode array = JSON.arrayNode();
        for (AccessRow row : rows) {
            ObjectNode one = array.addObject()
                    .put("principal", row.principal())
                    .put("action", row.action())
                    .put("resource", row.resource())
                    .put("decision", row.allowed() ? "allowed" : "denied");
            ArrayNode by = one.putArray("by");
            row.by().forEach(by::add);
            ObjectNode when = one.putObject("when");
            row.under().forEach(when::put);
            if (!row.allowed()) {
                one.put("reason", row.decision().reason());
            }
        }
        return array;
    }
}
