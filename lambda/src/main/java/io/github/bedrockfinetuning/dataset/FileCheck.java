package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.foreign.ForeignHead;
import io.github.bedrockfinetuning.dataset.format.FileHead;
import io.github.bedrockfinetuning.dataset.likeness.Fingerprints;
import io.github.bedrockfinetuning.dataset.rules.ExemptedValue;
import io.github.bedrockfinetuning.dataset.rules.FileFacts;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.FileRule;
import io.github.bedrockfinetuning.dataset.rules.ForeignFormat;
import io.github.bedrockfinetuning.dataset.rules.NotJsonLines;
import io.github.bedrockfinetuning.dataset.rules.NotText;
import io.github.bedrockfinetuning.dataset.rules.Rule;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.UnusedExemption;
import io.github.bedrockfinetuning.dataset.source.Blocks;
import io.github.bedrockfinetuning.dataset.source.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks one file on several threads, in blocks of lines. The results are in the order of the file. */
public final class FileCheck {
    /** The maximum number of records to compare with each other if no record limit is published. */
    private static final int COMPARED = 100_000;

    /** The maximum number of records to compare for near duplicates if no record limit is published. */
    private static final int NEARLY_COMPARED = 20_000;

    /**
     * The maximum total size of the blocks that are processed at the same time, in bytes. A single block can be
     * larger.
     */
    private static final int IN_MEMORY = 32 << 20;

    private final Source source;
    private final FileKind kind;
    private final boolean furtherFields;
    private final @Nullable Fingerprints training;
    private final Rulebook.Scope scope;
    private final SensitivePolicy sensitive;
    private final Findings findings = new Findings();
    private @Nullable Model model;
    private @Nullable RecordFormatId format;
    private @Nullable Fingerprints fingerprints;
    private boolean readable = true;
    /** Indicates whether more sketches are needed. If not, additional sketches are ignored. */
    private volatile boolean sketching = true;

    private long lines;
    private long records;
    private long bytes;
    private long tokens;

    FileCheck(
            Source source,
            @Nullable Model model,
            FileKind kind,
            boolean furtherFields,
            @Nullable Fingerprints training,
            Rulebook.Scope scope,
            SensitivePolicy sensitive) {
        this.scope = scope;
        this.sensitive = sensitive;
        this.source = source;
        this.model = model;
        this.kind = kind;
        this.furtherFields = furtherFields;
        this.training = training;
    }

    void run(int threads) throws IOException {
        run(threads, Blocks.SIZE);
    }

    /**
     * @param blockSize in bytes; does not affect the findings
     */
    void run(int threads, int blockSize) throws IOException {
        try (InputStream in = source.open()) {
            byte[] beginning = in.readNBytes(FileHead.LENGTH);
            FileHead head = FileHead.of(beginning);
            format = head.format();
            ForeignHead foreign = head.foreign() || head.notLines() != null
                    ? ForeignHead.of(beginning).orElse(null)
                    : null;
            if (model == null) {
                model = foreign == null ? Catalogue.load().modelFor(format) : ConvertHint.usual();
            }
            fingerprints = new Fingerprints(Math.max(COMPARED, recordLimit()), recordLimit(), training);
            readable = head.notText() == null && head.notLines() == null && foreign == null;
            if (readable) {
                InputStream all = new SequenceInputStream(new ByteArrayInputStream(beginning), in);
                read(new Blocks(all, blockSize), threads);
                Rulebook.sets().forEach(rule -> {
                    findings.moveTo(null);
                    rule.check(fingerprints(), findings);
                });
                bytes = Math.max(bytes, source.size());
            } else {
                new NotText(head.notText()).check(facts(OptionalLong.empty()), findings);
                notLines(head, foreign).check(facts(OptionalLong.empty()), findings);
                bytes = source.size();
            }
        }
    }

    private static FileRule notLines(FileHead head, @Nullable ForeignHead foreign) {
        if (foreign == null) {
            return new NotJsonLines(head.notLines(), false);
        }
        return head.notLines() == null
                ? new ForeignFormat(foreign.words(), foreign.known())
                : new NotJsonLines(head.notLines() + " of " + foreign.words(), foreign.known());
    }

    private int recordLimit() {
        Model.Limits limits = model().limits();
        return limits.records().max().or(limits.records()::maxTraining).orElse(NEARLY_COMPARED);
    }

    private void read(Blocks blocks, int threads) throws IOException {
        Blocks.Block first = blocks.next();
        if (first == null) {
            return;
        }
        BlockCheck own = new BlockCheck(model(), kind, furtherFields, scope, sensitive, () -> sketching);
        take(own.check(first, true), first, blocks);
        Blocks.Block second = blocks.next();
        if (second == null || threads < 2) {
            for (Blocks.Block block = second; block != null; block = blocks.next()) {
                take(own.check(block, false), block, blocks);
            }
            return;
        }
        readWithThreads(second, blocks, threads);
    }

    /** A block that is being checked. */
    private record Running(Blocks.Block block, Future<BlockCheck.Outcome> outcome) {}

    private void readWithThreads(Blocks.Block second, Blocks blocks, int threads) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            ThreadLocal<BlockCheck> checks = ThreadLocal.withInitial(
                    () -> new BlockCheck(model(), kind, furtherFields, scope, sensitive, () -> sketching));
            Queue<Running> running = new ArrayDeque<>();
            long inMemory = 0;
            for (Blocks.Block block = second; block != null; block = blocks.next()) {
                Blocks.Block next = block;
                running.add(new Running(next, pool.submit(() -> checks.get().check(next, false))));
                inMemory += next.bytes().length;
                while (running.size() > threads * 2 || inMemory > IN_MEMORY && !running.isEmpty()) {
                    inMemory -= running.element().block().bytes().length;
                    take(running.remove(), blocks);
                }
            }
            while (!running.isEmpty()) {
                take(running.remove(), blocks);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void take(Running running, Blocks blocks) throws IOException {
        take(done(running.outcome()), running.block(), blocks);
    }

    private static BlockCheck.Outcome done(Future<BlockCheck.Outcome> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The check was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void take(BlockCheck.Outcome outcome, Blocks.Block block, Blocks blocks) {
        Fingerprints prints = fingerprints();
        findings.addAll(outcome.findings, lines);
        for (int i = 0; i < outcome.printed; i += 3) {
            prints.add(
                    lines + outcome.prints[i],
                    outcome.prints[i + 1],
                    outcome.prints[i + 2],
                    outcome.sketch(i / 3),
                    outcome.traits(i / 3));
        }
        if (prints.size() >= prints.nearCap()) {
            sketching = false;
        }
        lines += outcome.lines;
        records += outcome.records;
        bytes += block.length();
        tokens += outcome.tokens;
        blocks.recycle(block);
    }

    /** Returns the names of the exemptions that allowed a value, in the same format as in the findings. */
    Set<String> usedExemptions() {
        return findings.exempted().keySet().stream()
                .map(values -> ExemptedValue.field(values.key()))
                .collect(Collectors.toSet());
    }

    /** Adds a finding for each exemption that is not used. */
    void reportUnused(Set<String> used) {
        findings.moveTo(null);
        new UnusedExemption().check(sensitive.exemptions(), used, findings);
    }

    private void reportExempted() {
        findings.moveTo(null);
        Rule rule = new ExemptedValue();
        findings.exempted()
                .forEach((values, count) -> findings.add(
                        rule,
                        ExemptedValue.field(values.key()),
                        ExemptedValue.message(count, values.kind(), values.key(), sensitive.exemptions())));
    }

    /**
     * @param paired number of records in the other file of a pair
     */
    public CheckResult result(OptionalLong paired) {
        FileFacts facts = facts(paired);
        if (readable) {
            findings.moveTo(null);
            Rulebook.files().forEach(rule -> rule.check(facts, findings));
            reportExempted();
        }
        return new CheckResult(
                source.name(),
                findings.verdict(),
                model().id(),
                kind.id(),
                new CheckResult.Amount(records, bytes, tokens),
                findings.list(source.name(), model()),
                findings.dropped());
    }

    private FileFacts facts(OptionalLong paired) {
        return new FileFacts(source.name(), bytes, records, kind, model(), paired);
    }

    Model model() {
        return Objects.requireNonNull(model);
    }

    @Nullable
    RecordFormatId format() {
        return format;
    }

    public Fingerprints fingerprints() {
        return Objects.requireNonNull(fingerprints);
    }

    public long records() {
        return records;
    }

    Map<String, Long> findingsByRule() {
        return findings.byRule();
    }
}
