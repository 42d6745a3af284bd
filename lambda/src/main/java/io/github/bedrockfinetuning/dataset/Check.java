package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Model;
import java.io.IOException;
import java.util.List;

/** Checks a file by every rule of its model, and lists every finding. */
public final class Check {
    private Check() {}

    /** @param model null to let the file's form tell it */
    public static CheckResult check(Source source, Model model, Kind kind) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Checks a training file with its validation file: also their sum, and records they share. */
    public static List<CheckResult> checkPair(Source training, Source validation, Model model) throws IOException {
        throw new UnsupportedOperationException();
    }
}
