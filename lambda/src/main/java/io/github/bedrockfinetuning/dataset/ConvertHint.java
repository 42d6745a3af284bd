package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import java.util.regex.Pattern;

/**
 * Completes the conversion command in a remedy by replacing {@code {file}}, {@code {model}}, and {@code {converted}}.
 */
final class ConvertHint {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:-]+");
    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z]{1,5}$");

    private ConvertHint() {}

    static String fill(String remedy, String file, Model model) {
        if (remedy.indexOf('{') < 0) {
            return remedy;
        }
        return remedy.replace("{file}", quoted(file))
                .replace("{model}", model.plainId())
                .replace("{converted}", quoted(converted(file)));
    }

    /** Returns the model for which files are converted by default. */
    static Model usual() {
        Catalogue catalogue = Catalogue.load();
        return catalogue.defaultBase(catalogue.defaultRegions().get(0)).orElseThrow();
    }

    private static String converted(String file) {
        String bare = ENDING.matcher(file).replaceFirst("");
        return file.endsWith(".jsonl") ? bare + "-converted.jsonl" : bare + ".jsonl";
    }

    /** Quotes a file name for use in a shell. */
    private static String quoted(String file) {
        return PLAIN.matcher(file).matches() ? file : "'" + file.replace("'", "'\\''") + "'";
    }
}
