package io.github.bedrockfinetuning.structure;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.contract.StackOutputs;
import io.github.bedrockfinetuning.contract.StateFields;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.contract.StepStatus;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.TagKeys;
import io.github.bedrockfinetuning.contract.Verdict;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks that the words that modules share are string literals only in the module contract. Words that AWS APIs also use
 * are allowed in the simulated services.
 */
class ContractWordsTest {
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\n]*|(?s:/\\*.*?\\*/|\"\"\".*?\"\"\")|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'");

    /** A parameter of the SNS API has the same name as this output. */
    private static final Set<String> OUTPUTS = StackOutputs.ALL.stream()
            .filter(name -> !name.equals(StackOutputs.TOPIC_ARN))
            .collect(toUnmodifiableSet());

    /** Fields of the state whose names other JSON objects use for other things. */
    private static final Set<String> COMMON_FIELDS = Set.of(
            StateFields.BATCH,
            StateFields.ERROR,
            StateFields.FINAL,
            StateFields.JUDGE,
            StateFields.PROMOTE,
            StateFields.STATUS,
            StateFields.SYSTEM,
            StateFields.UNANSWERED);

    /** A record's field has the name of one role, and a mark on a run the name of the other. */
    private static final Set<SystemRole> COMMON_ROLES = EnumSet.of(SystemRole.REFERENCE, SystemRole.PROMOTED);

    /** Words that AWS APIs use too. */
    private static final Set<String> AWS_WORDS = Stream.of(
                    Arrays.stream(RunStatus.values()).map(Enum::name),
                    Arrays.stream(StepStatus.values()).map(Enum::name),
                    Stream.of(StateFields.TASK_TOKEN))
            .flatMap(words -> words)
            .collect(toUnmodifiableSet());

    private static final Set<String> AWS_PACKAGES = Set.of("local.aws", "local.states");

    /** Literals with another meaning: a status in CloudFormation, the outcome of a state, and a judge's answer. */
    private static final Set<String> OTHER_MEANINGS = Set.of(
            "steps.CloudFormationAnswer FAILED",
            "local.cli.app.TerminalProgress SUCCEEDED",
            "answering.JudgePrompt better");

    private static final Set<String> WORDS = Stream.of(
                    constants(EnvironmentVariables.class),
                    constants(FileNames.class),
                    constants(StateFields.class).filter(field -> !COMMON_FIELDS.contains(field)),
                    constants(StepName.class),
                    constants(TagKeys.class),
                    OUTPUTS.stream(),
                    AWS_WORDS.stream(),
                    Arrays.stream(StepName.values()).map(StepName::id),
                    Arrays.stream(Verdict.values()).map(Verdict::id),
                    Arrays.stream(SystemRole.values())
                            .filter(role -> !COMMON_ROLES.contains(role))
                            .map(SystemRole::id),
                    // The other names are common words.
                    Stream.of(RunMetric.ESTIMATED_DOLLARS, RunMetric.OLDEST_JOB_MINUTES)
                            .flatMap(metric -> Stream.of(metric.id(), metric.field())))
            .flatMap(words -> words)
            .collect(toUnmodifiableSet());

    /** The parts of a key, a path or a namespace. */
    private static final Pattern PARTS = Pattern.compile(
            "(?<![\\w.-])(" + String.join("|", constants(Prefixes.class).toList()) + ")|"
                    + Pattern.quote(ParameterPaths.prefix("")) + "|" + Pattern.quote(RunMetric.namespace("")) + "|\\b"
                    + Pattern.quote(TagKeys.PREFIX) + "(?=\\w)");

    private static final Pattern VARIABLE = Pattern.compile("\\bFT_[A-Z_]+\\b");

    private record Literal(String packageName, String file, long line, String text) {
        boolean isAwsWord() {
            return AWS_WORDS.contains(text)
                    && AWS_PACKAGES.stream().anyMatch(aws -> (packageName + ".").startsWith(aws + "."));
        }

        boolean hasOtherMeaning() {
            return OTHER_MEANINGS.contains(packageName + "." + file + " " + text);
        }
    }

    @Test
    void sharedWordsAreLiteralsInTheContractOnly() throws IOException {
        List<Literal> literals = literals();
        assertThat(literals).hasSizeGreaterThan(5_000);
        assertThat(literals.stream()
                        .filter(literal -> isShared(literal.text()))
                        .filter(literal -> !literal.isAwsWord() && !literal.hasOtherMeaning()))
                .as("Literals that are words of the contract: use the constants of the package contract")
                .isEmpty();
    }

    @Test
    void everyExceptionIsNeeded() throws IOException {
        assertThat(literals().stream()
                        .filter(Literal::hasOtherMeaning)
                        .map(literal -> literal.packageName() + "." + literal.file() + " " + literal.text()))
                .containsAll(OTHER_MEANINGS);
    }

    @Test
    void wordsAreFoundInEveryFormInWhichTheyAreWritten() {
        assertThat(List.of(
                        "DATASETS_BUCKET",
                        "runs/*/approval.json",
                        "status.json",
                        "StackTag",
                        "ft:run",
                        "FT_DEFAULTS is not JSON",
                        "CheckTraining",
                        "BedrockFineTuning/x",
                        "/fine-tuning/x/",
                        "queuedSince",
                        "DECLINED",
                        "NEEDS_APPROVAL",
                        "not shown",
                        "tuned",
                        "base"))
                .allMatch(ContractWordsTest::isShared);
        assertThat(List.of(
                        "Upload run.json last.",
                        "Look into runs/ for it.",
                        "jobs",
                        "draft:x",
                        "Training",
                        "The base model",
                        "rebase"))
                .noneMatch(ContractWordsTest::isShared);
    }

    /** In text with spaces, a name is part of a sentence. */
    private static boolean isShared(String literal) {
        boolean prose = literal.contains(" ");
        return WORDS.contains(literal)
                || VARIABLE.matcher(literal).find()
                || !prose && PARTS.matcher(literal).find();
    }

    private static List<Literal> literals() throws IOException {
        List<Literal> literals = new ArrayList<>();
        for (SourceFile file : SourceFile.all()) {
            if (file.main() && !file.room().equals("contract")) {
                String code = Files.readString(file.path());
                Matcher token = TOKEN.matcher(code);
                while (token.find()) {
                    if (token.group().startsWith("\"")) {
                        long line = code.substring(0, token.start()).lines().count();
                        String text = token.group().replaceAll("^\"+|\"+$", "");
                        literals.add(new Literal(file.packageName(), file.name(), line, text));
                    }
                }
            }
        }
        return literals;
    }

    private static Stream<String> constants(Class<?> words) {
        return Arrays.stream(words.getFields())
                .filter(field -> field.getType() == String.class)
                .map(ContractWordsTest::value);
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
