package io.github.bedrockfinetuning.local.prove;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Formats the result as a self-contained HTML page. */
final class ProofPage {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, null, "io.github.bedrockfinetuning.local.templates");

    private ProofPage() {}

    static String of(Conclusion conclusion) {
        StringOutput html = new StringOutput();
        TEMPLATES.render("prove.jte", Map.of("conclusion", conclusion), html);
        return html.toString();
    }
}
