package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the public API of the constructs, and that a new prop does not break its users. */
class PublicConstructsTest {
    private static final Path SOURCES =
            Repository.root().resolve("src/main/java/io/github/bedrockfinetuning/constructs");
    private static final Pattern PROP = Pattern.compile(
            "(?s)(/\\*\\*(?:(?!\\*/).)*\\*/)\\s+public (?:final )?(?:B|Builder) (\\w+)\\([^()]+\\) \\{");

    @Test
    void onlyTheWorkflowCanBeCreated() {
        assertThat(publicTypes().filter(type -> type.getConstructors().length > 0))
                .containsExactly(FineTuningWorkflow.class);
    }

    @Test
    void propsAreBuiltSoThatANewPropBreaksNoOne() {
        assertThat(publicTypes().filter(Class::isRecord)).isEmpty();
        assertThat(publicTypes().filter(type -> type.getSimpleName().endsWith("Props")))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(Modifier.isFinal(type.getModifiers()))
                        .as(type.getSimpleName())
                        .isTrue());
    }

    @Test
    void theBuilderOfTheWorkflowSetsTheSamePropsAsTheBuilderOfItsProps() {
        assertThat(setters(FineTuningWorkflow.Builder.class))
                .isNotEmpty()
                .isEqualTo(setters(FineTuningWorkflowProps.Builder.class));
    }

    @Test
    void theBuilderCreatesTheSameWorkflowAsTheConstructor() {
        Synthesized constructed = Synthesized.stack(stack -> new FineTuningWorkflow(
                stack,
                "FineTuning",
                FineTuningWorkflowProps.builder()
                        .spendingCeiling(BigDecimal.ONE)
                        .build()));
        Synthesized built = Synthesized.stack(stack -> FineTuningWorkflow.Builder.create(stack, "FineTuning")
                .spendingCeiling(BigDecimal.ONE)
                .build());
        assertThat(built.template()).isEqualTo(constructed.template());
    }

    @Test
    void everyPropDocumentsItsDefault() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<MatchResult> props = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> PROP.matcher(read(file)).results())
                    .toList();
            assertThat(props)
                    .hasSizeGreaterThan(30)
                    .allSatisfy(
                            prop -> assertThat(prop.group(1)).as(prop.group(2)).containsAnyOf("Default:", "Required."));
        }
    }

    private static Stream<Class<?>> publicTypes() {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
                    .<Class<?>>map(name -> type(name.substring(0, name.length() - ".java".length())))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(FineTuningWorkflow.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static TreeSet<String> setters(Class<?> builder) {
        TreeSet<String> names = new TreeSet<>();
        Arrays.stream(builder.getMethods())
                .filter(method -> method.getParameterCount() == 1 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .forEach(names::add);
        return names;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
