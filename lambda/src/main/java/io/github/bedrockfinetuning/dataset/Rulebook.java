package io.github.bedrockfinetuning.dataset;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.format.RecordFormat;
import io.github.bedrockfinetuning.dataset.format.RecordFormats;
import io.github.bedrockfinetuning.dataset.rules.BlankContent;
import io.github.bedrockfinetuning.dataset.rules.BlankLine;
import io.github.bedrockfinetuning.dataset.rules.ByteOrderMark;
import io.github.bedrockfinetuning.dataset.rules.ComparedInPart;
import io.github.bedrockfinetuning.dataset.rules.Contradiction;
import io.github.bedrockfinetuning.dataset.rules.DuplicateKey;
import io.github.bedrockfinetuning.dataset.rules.DuplicateRecord;
import io.github.bedrockfinetuning.dataset.rules.EmptyContent;
import io.github.bedrockfinetuning.dataset.rules.Encoding;
import io.github.bedrockfinetuning.dataset.rules.ExemptedValue;
import io.github.bedrockfinetuning.dataset.rules.FewRecords;
import io.github.bedrockfinetuning.dataset.rules.FileKind;
import io.github.bedrockfinetuning.dataset.rules.FileName;
import io.github.bedrockfinetuning.dataset.rules.FileRule;
import io.github.bedrockfinetuning.dataset.rules.FileSize;
import io.github.bedrockfinetuning.dataset.rules.ForeignFormat;
import io.github.bedrockfinetuning.dataset.rules.InvalidJson;
import io.github.bedrockfinetuning.dataset.rules.LabelSpelling;
import io.github.bedrockfinetuning.dataset.rules.LanguageMix;
import io.github.bedrockfinetuning.dataset.rules.Leak;
import io.github.bedrockfinetuning.dataset.rules.LengthOutlier;
import io.github.bedrockfinetuning.dataset.rules.LineTooLong;
import io.github.bedrockfinetuning.dataset.rules.LoneSurrogate;
import io.github.bedrockfinetuning.dataset.rules.MaxTokens;
import io.github.bedrockfinetuning.dataset.rules.MaxTotalRecords;
import io.github.bedrockfinetuning.dataset.rules.MaxTrainingRecords;
import io.github.bedrockfinetuning.dataset.rules.MaxValidationRecords;
import io.github.bedrockfinetuning.dataset.rules.MinRecords;
import io.github.bedrockfinetuning.dataset.rules.NearDuplicate;
import io.github.bedrockfinetuning.dataset.rules.NearLeak;
import io.github.bedrockfinetuning.dataset.rules.NotJsonLines;
import io.github.bedrockfinetuning.dataset.rules.NotObject;
import io.github.bedrockfinetuning.dataset.rules.NotText;
import io.github.bedrockfinetuning.dataset.rules.OneLabel;
import io.github.bedrockfinetuning.dataset.rules.PersonalData;
import io.github.bedrockfinetuning.dataset.rules.RareLabel;
import io.github.bedrockfinetuning.dataset.rules.RecordRule;
import io.github.bedrockfinetuning.dataset.rules.ReservedCase;
import io.github.bedrockfinetuning.dataset.rules.ReservedWord;
import io.github.bedrockfinetuning.dataset.rules.Rule;
import io.github.bedrockfinetuning.dataset.rules.Secret;
import io.github.bedrockfinetuning.dataset.rules.SensitivePolicy;
import io.github.bedrockfinetuning.dataset.rules.SetRule;
import io.github.bedrockfinetuning.dataset.rules.TokensNearLimit;
import io.github.bedrockfinetuning.dataset.rules.TrailingSpace;
import io.github.bedrockfinetuning.dataset.rules.UnusedExemption;
import io.github.bedrockfinetuning.dataset.rules.UnusedValidation;
import io.github.bedrockfinetuning.dataset.rules.WrongFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Selects the rules for a file. */
public final class Rulebook {
    private static final int ANY_LIMIT = Integer.MAX_VALUE;

    /** The scope of a check. A larger scope takes more time. */
    public enum Scope {
        STRUCTURE,
        /** The structure of records and the words that the model reserves. */
        WORDS,
        /**
         * All rules: the rules in {@link #WORDS}, and the rules for secrets, personal data, and comparisons between
         * records.
         */
        EVERYTHING
    }

    private Rulebook() {}

    /**
     * Returns new instances of the record rules, for one thread.
     *
     * @param furtherFields whether records can contain custom fields
     */
    public static List<RecordRule> records(
            Model model, FileKind kind, boolean furtherFields, Scope scope, SensitivePolicy sensitive) {
        RecordFormat format = RecordFormats.of(model.format());
        List<RecordRule> rules =
                new ArrayList<>(List.of(new NotObject(), new DuplicateKey(), new LoneSurrogate(), new WrongFormat()));
        rules.addAll(format.structureRules(furtherFields));
        rules.addAll(List.of(new EmptyContent(), new BlankContent(), new TrailingSpace()));
        if (scope == Scope.EVERYTHING) {
            rules.add(new Secret(sensitive.exemptions()));
            rules.add(new PersonalData(sensitive));
        }
        rules.addAll(format.keyRules(furtherFields, kind.readByBedrock()));
        if (kind.readByBedrock()) {
            if (scope != Scope.STRUCTURE) {
                rules.add(new ReservedWord(model.reservedWords(), model.reservedInAnyCase()));
            }
            model.limits().maxTokensPerRecord().ifPresent(limit -> {
                rules.add(new MaxTokens(limit));
                rules.add(new TokensNearLimit(limit));
            });
        }
        return rules;
    }

    public static List<FileRule> files() {
        return List.of(
                new FileName(),
                new FileSize(),
                new MinRecords(),
                new FewRecords(),
                new MaxTrainingRecords(),
                new MaxValidationRecords(),
                new MaxTotalRecords(),
                new UnusedValidation());
    }

    public static List<SetRule> sets() {
        return List.of(
                new DuplicateRecord(),
                new Contradiction(),
                new Leak(),
                new NearDuplicate(),
                new NearLeak(),
                new OneLabel(),
                new RareLabel(),
                new LabelSpelling(),
                new LengthOutlier(),
                new LanguageMix(),
                new ComparedInPart());
    }

    /** Returns one instance of every rule, for the list in the documentation. */
    public static List<Rule> all(Model any) {
        List<Rule> rules = new ArrayList<>();
        rules.add(new NotText(null));
        rules.add(new NotJsonLines(null, true));
        rules.add(new ForeignFormat(null, true));
        rules.add(new ByteOrderMark());
        rules.add(new Encoding());
        rules.add(new LineTooLong());
        rules.add(new BlankLine());
        rules.add(new InvalidJson());
        rules.addAll(records(any, FileKind.TEST, true, Scope.EVERYTHING, SensitivePolicy.STANDARD));
        rules.add(new ReservedWord(List.of()));
        rules.add(new ReservedCase());
        rules.add(new MaxTokens(ANY_LIMIT));
        rules.add(new TokensNearLimit(ANY_LIMIT));
        rules.addAll(List.of(new ExemptedValue(), new UnusedExemption()));
        rules.addAll(files());
        rules.addAll(sets());
        for (RecordFormat format : RecordFormats.all()) {
            rules.addAll(format.structureRules(false));
            rules.addAll(format.keyRules(false, true));
        }
        Map<Class<?>, Rule> once = new LinkedHashMap<>();
        rules.forEach(rule -> once.putIfAbsent(rule.getClass(), rule));
        return List.copyOf(once.values());
    }
}
