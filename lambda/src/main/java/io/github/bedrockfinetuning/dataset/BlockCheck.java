package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.format.RecordFormats;
import io.github.bedrockfinetuning.dataset.json.JsonScanner;
import io.github.bedrockfinetuning.dataset.json.Tape;
import io.github.bedrockfinetuning.dataset.likeness.NormalForm;
import io.github.bedrockfinetuning.dataset.likeness.Sketch;
import io.github.bedrockfinetuning.dataset.likeness.Traits;
import io.github.bedrockfinetuning.dataset.likeness.TraitsReader;
import io.github.bedrockfinetuning.dataset.record.Record;
import io.github.bedrockfinetuning.dataset.rules.BlankLine;
import io.github.bedrockfinetuning.dataset.rules.ByteOrderMark;
import io.github.bedrockfinetuning.dataset.rules.Encoding;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.InvalidJson;
import io.github.bedrockfinetuning.dataset.rules.Line;
import io.github.bedrockfinetuning.dataset.rules.LineRule;
import io.github.bedrockfinetuning.dataset.rules.LineTooLong;
import io.github.bedrockfinetuning.dataset.rules.RecordRule;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.Severity;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import io.github.bedrockfinetuning.dataset.source.Lines;
import io.github.bedrockfinetuning.dataset.tokens.TokenEstimate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Checks the lines in blocks, one block at a time. Each thread uses its own instance. */
final class BlockCheck {
    /** The maximum length of a label, in characters. */
    private static final int LONGEST_LABEL = 64;

    private final Line line = new Line();
    private final LineRule mark = new ByteOrderMark();
    private final LineRule encoding = new Encoding();
    private final LineRule tooLong = new LineTooLong();
    private final LineRule blank = new BlankLine();
    private final LineRule invalid = new InvalidJson();
    private final List<RecordRule> recordRules;
    private final Record record;
    private final Tape.Utf8 utf8 = new Tape.Utf8();

    private final boolean compared;
    private final BooleanSupplier sketching;
    private final Sketch sketch = new Sketch();
    private final TraitsReader traits = new TraitsReader();
    private final NormalForm normal = new NormalForm();

    BlockCheck(
            Model model,
            FileKind kind,
            boolean furtherFields,
            Rulebook.Scope scope,
            SensitivePolicy sensitive,
            BooleanSupplier sketching) {
        this.sketching = sketching;
        recordRules = Rulebook.records(model, kind, furtherFields, scope, sensitive);
        compared = scope == Rulebook.Scope.EVERYTHING;
        record = RecordFormats.record(
                model.format(), model.limits().charactersPerToken().orElse(TokenEstimate.SPARSE));
    }

    /** The results of checking a block. Line numbers start at 1 at the beginning of the block. */
    static final class Outcome {
        final Findings findings = new Findings();
        long lines;
        long records;
        long tokens;
        /** The line number, question hash, and answer hash of each valid record. */
        long[] prints = new long[96];

        int printed;
        private final List<int[]> sketches = new ArrayList<>();
        private final List<Traits> traits = new ArrayList<>();

        /** Returns the sketch of a valid record, or null if no more sketches are needed. */
        int @Nullable [] sketch(int record) {
            return record < sketches.size() ? sketches.get(record) : null;
        }

        /** Returns the traits of a valid record, or null if no more sketches are needed. */
        @Nullable
        Traits traits(int record) {
            return record < traits.size() ? traits.get(record) : null;
        }

        private void print(long at, long question, long reference) {
            if (printed + 3 > prints.length) {
                prints = Arrays.copyOf(prints, prints.length * 2);
            }
            prints[printed++] = at;
            prints[printed++] = question;
            prints[printed++] = reference;
        }
    }

    /**
     * @param first whether the block is the first of the file, where a byte order mark can occur
     */
    Outcome check(Blocks.Block block, boolean first) {
        Outcome outcome = new Outcome();
        for (int from = 0; from < block.length(); from = line.to() + 1) {
            outcome.findings.moveTo(++outcome.lines);
            if (readPlainly(block, from) || readClosely(block, from, first && outcome.lines == 1, outcome)) {
                outcome.records++;
                check(outcome);
            }
        }
        return outcome;
    }

    /**
     * Checks whether a valid JSON text begins at a position. Most lines are valid, so it is faster not to search for
     * their end first.
     */
    private boolean readPlainly(Blocks.Block block, int from) {
        JsonScanner scanner = line.scanner();
        if (block.cut() || !scanner.scan(block.bytes(), from, block.length())) {
            return false;
        }
        line.set(block.bytes(), from, scanner.end(), false);
        return scanner.end() - from <= Blocks.MAX_LINE;
    }

    /** Checks whether the line is valid and reports any errors. */
    private boolean readClosely(Blocks.Block block, int from, boolean mayBeMarked, Outcome outcome) {
        int to = Lines.lineFeed(block.bytes(), from, block.length());
        boolean cut = block.cut() || to - from > Blocks.MAX_LINE;
        line.set(block.bytes(), from, to, cut);
        if (mayBeMarked && mark.spoils(line, outcome.findings)) {
            line.set(block.bytes(), from + ByteOrderMark.LENGTH, to, cut);
        }
        if (!spoilt(outcome.findings)) {
            return true;
        }
        outcome.records += line.blank() ? 0 : 1;
        return false;
    }

    private void check(Outcome outcome) {
        record.read(line.scanner().tape());
        long errors = outcome.findings.count(Severity.ERROR);
        for (int i = 0; i < recordRules.size(); i++) {
            recordRules.get(i).check(record, outcome.findings);
        }
        outcome.tokens += record.tokens();
        if (outcome.findings.count(Severity.ERROR) == errors && record.texts() > 0 && compared) {
            print(outcome);
        }
    }

    private boolean spoilt(Findings findings) {
        if (tooLong.spoils(line, findings) || blank.spoils(line, findings)) {
            return true;
        }
        if (line.scanner().scan(line.bytes(), line.from(), line.to())) {
            return false;
        }
        // Invalid UTF-8 also breaks the JSON, but the encoding is the more useful finding.
        return encoding.spoils(line, findings) || invalid.spoils(line, findings);
    }

    private void print(Outcome outcome) {
        int answer = record.texts() - 1;
        while (record.goesOn(answer)) {
            answer--;
        }
        long question = 0;
        boolean near = sketching.getAsBoolean();
        sketch.clear();
        traits.clear();
        for (int i = 0; i < answer; ) {
            int first = i;
            i = read(i, true, near);
            question = normal.step(question, record.textSpeaker(first).ordinal());
            if (near && record.textSpeaker(first) != Record.Speaker.SYSTEM) {
                sketch.add(normal.bytes(), 0, normal.length());
            }
        }
        read(answer, false, false);
        outcome.print(outcome.lines, question, normal.step(0, 0));
        if (near) {
            int length = record.tape().codePoints(record.textNode(record.texts() - 1));
            outcome.sketches.add(sketch.hashes());
            outcome.traits.add(traits.traits(length, length > LONGEST_LABEL ? Traits.NO_LABEL : label()));
        }
    }

    /**
     * Reads the text elements of one message in normalized form. Returns the index of the first text of the next
     * message.
     */
    private int read(int first, boolean caseless, boolean near) {
        normal.clear();
        int i = first;
        do {
            Tape.Utf8 text = record.tape().utf8(record.textNode(i), utf8);
            normal.add(text.bytes(), text.from(), text.to(), caseless);
            if (near && record.textSpeaker(i) == Record.Speaker.USER) {
                traits.add(text, record.tape().codePoints(record.textNode(i)));
            }
            i++;
        } while (i < record.texts() && record.goesOn(i));
        return i;
    }

    private long label() {
        return NormalForm.label(new String(normal.bytes(), 0, normal.length(), StandardCharsets.UTF_8));
    }
}
