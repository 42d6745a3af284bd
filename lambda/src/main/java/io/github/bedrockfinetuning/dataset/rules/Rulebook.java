package io.github.bedrockfinetuning.dataset.rules;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.dataset.Kind;
import io.github.bedrockfinetuning.dataset.PersonalDataPolicy;
import java.util.ArrayList;
import java.util.List;

/** Which rules apply to which file. */
public final class Rulebook {
    private static final int ANY_LIMIT = Integer.MAX_VALUE;

    /** How much is looked at; more than the structure takes time. */
    public enum Scope {
        STRUCTURE,
        /** The structure, and the words that the model reserves for itself. */
        WORDS,
        /** Also secrets, personal data, and the records compared with each other. */
        EVERYTHING
    }

    private Rulebook() {}

    /**
     * New instances, for one thread.
     *
     * @param furtherFields whether records may carry fields of the user's own
     */
    public static List<RecordRule> records(
            Model model, Kind kind, boolean furtherFields, Scope scope, PersonalDataPolicy personalData) {
        List<RecordRule> rules = new ArrayList<>(List.of(
                new NotObject(),
                new DuplicateKey(),
                new LoneSurrogate(),
                new WrongFormat(),
                new MissingMessages(),
                new WrongType(),
                new MinMessages(),
                new Role(),
                new FirstRole(),
                new LastRole(),
                new Alternation(),
                new ExtraKey(furtherFields),
                new SystemType(),
                new Content(),
                new ContentBlocks(),
                new SystemItems(),
                new ContentItems(),
                new PromptAndCompletion(),
                new EmptyContent(),
                new BlankContent(),
                new TrailingSpace()));
        if (scope == Scope.EVERYTHING) {
            rules.add(new Secret());
            rules.add(new PersonalData(personalData));
        }
        if (!furtherFields) {
            rules.add(new IgnoredKey());
        }
        if (kind.readByBedrock()) {
            rules.add(new SchemaVersion());
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

    /** One of every rule there is, for the list in the documentation. */
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
        rules.addAll(records(any, Kind.TEST, true, Scope.EVERYTHING, PersonalDataPolicy.REDACT));
        rules.add(new IgnoredKey());
        rules.add(new SchemaVersion());
        rules.add(new ReservedWord(List.of()));
        rules.add(new ReservedCase());
        rules.add(new MaxTokens(ANY_LIMIT));
        rules.add(new TokensNearLimit(ANY_LIMIT));
        rules.addAll(files());
        rules.addAll(sets());
        return rules;
    }
}
