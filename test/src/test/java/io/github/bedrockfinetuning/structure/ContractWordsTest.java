package io.github.bedrockfinetuning.structure;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.FileNames;
import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.contract.RunMetric;
import io.github.bedrockfinetuning.contract.StackOutputs;
import io.github.bedrockfinetuning.contract.StateNames;
import io.github.bedrockfinetuning.contract.StepName;
import io.github.bedrockfinetuning.contract.TagKeys;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks that the words that modules share are string literals only in the module contract. Words of enums that AWS
 * also uses, such as FAILED, are not checked.
 */
class ContractWordsTest {
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\n]*|(?s:/\\*.*?\\*/|\"\"\".*?\"\"\")|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'");

    /** A parameter of the SNS API has the same name as this output. */
    private static final Set<String> OUTPUTS = StackOutputs.ALL.stream()
            .filter(name -> !name.equals(StackOutputs.TOPIC_ARN))
            .collect(toUnmodifiableSet());

    private static final Set<String> WORDS = Stream.of(
                    constants(EnvironmentVariables.class),
                    constants(FileNames.class),
                    constants(StateNames.class),
                    constants(TagKeys.class),
                    OUTPUTS.stream(),
                    Arrays.stream(StepName.values()).map(StepName::id),
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

    private record Literal(String place, String text) {}

    @Test
    void sharedWordsAreLiteralsInTheContractOnly() throws IOException {
        List<Literal> literals = literals();
        assertThat(literals).hasSizeGreaterThan(5_000);
        assertThat(literals.stream().filter(literal -> isShared(literal.text())))
                .as("Literals that are words of the contract: use the constants of the package contract")
                .isEmpty();
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
                        "/fine-tuning/x/"))
                .allMatch(ContractWordsTest::isShared);
        assertThat(List.of("Upload run.json last.", "Look into runs/ for it.", "jobs", "draft:x", "Training"))
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
                        String place = file.packageName() + "." + file.name() + ":"
                                + (code.substring(0, token.start()).lines().count());
                        literals.add(new Literal(place, token.group().replaceAll("^\"+|\"+$", "")));
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
