package io.github.bedrockfinetuning.local.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;

/** Writes the matrix for programs and for browsers. */
public final class AccessReport {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, null, "io.github.bedrockfinetuning.local.templates");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AccessReport() {}

    /** A page that needs nothing else. */
    public static String html(AccessMatrix matrix, String title) {
        StringOutput html = new StringOutput();
        TEMPLATES.render("access.jte", Map.of("summary", AccessSummary.of(matrix), "title", title), html);
        return html.toString();
    }

    public static ObjectNode json(AccessMatrix matrix) {
        ObjectNode json = JSON.objectNode().put("region", matrix.region());
        json.put("outsiders", matrix.outside().size());
        json.set("rows", rows(matrix.rows()));
        ArrayNode notes = json.putArray("notes");
        matrix.notes().forEach(notes::add);
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
