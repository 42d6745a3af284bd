package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.local.prove.record.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks docs/ASSUMPTIONS.md. Every row must contain a source, and existing tests and classes. Every AWS operation and
 * resource type in use must have a row.
 */
class AssumptionsDocumentTest {
    private static final Path DOCUMENT = Repository.root().resolve("docs/ASSUMPTIONS.md");
    private static final Path TEMPLATE = Repository.root()
            .resolve("test/src/test/resources/io/github/bedrockfinetuning/checkers/FineTuning.template.json");
    private static final Pattern SDK_CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.\\w+Client");
    /** Packages that send requests only to the local simulation. */
    private static final Pattern ONLY_TRIED =
            Pattern.compile("\\.local\\.(aws|demonstration|functions|rehearsal|models)\\b");

    private static final Map<String, String> IAM_PREFIXES =
            Map.of("bedrockruntime", "bedrock", "sfn", "states", "eventbridge", "events", "cloudwatchlogs", "logs");
    private static final Set<String> NO_OPERATIONS = Set.of("Builder", "Close", "Create", "ServiceClientConfiguration");

    private static final Pattern SOURCE = Pattern.compile(
            "\\[(documented|sample or report|inferred)]\\(https://\\S+\\)|(documented|sample or report|inferred): .+|unknown");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final List<Row> ROWS = rows();

    /** A row of the document with the text of its cells. */
    private record Row(
            String id,
            String behavior,
            String about,
            String source,
            String reliedOnBy,
            String simulatedBy,
            String tests,
            String experiment) {
        String sure() {
            return source.replaceAll("^\\[|[]:].*", "");
        }

        boolean isShown() {
            return !experiment.startsWith("none: ");
        }
    }

    @Test
    void everyRowHasAnIdOfItsOwnASubjectAndASource() {
        assertThat(ROWS).hasSizeGreaterThan(150).extracting(Row::id).doesNotHaveDuplicates();
        assertThat(ROWS).allSatisfy(row -> {
            assertThat(row.id()).matches("[a-z0-9-]+");
            assertThat(row.behavior()).as(row.id()).endsWith(".");
            assertThat(row.source()).as(row.id()).matches(SOURCE);
        });
    }

    @Test
    void everyRowNamesTestsThatExist() throws IOException {
        TestReferences references = new TestReferences();
        assertThat(ROWS).allSatisfy(row -> {
            assertThat(references.in(row.tests()))
                    .as(row.id())
                    .isNotEmpty()
                    .hasSameSizeAs(row.tests().split(", "));
            assertThat(references.missing(row.tests())).as(row.id()).isEmpty();
        });
    }

    @Test
    void everyRowNamesClassesThatExist() throws IOException {
        Set<String> product = classes("contract", "lambda", "src", "local");
        Set<String> simulated = classes("local");
        // Only tests delete a stack.
        simulated.add("StackDeletion");
        assertThat(ROWS).allSatisfy(row -> {
            assertThat(names(row.reliedOnBy())).as(row.id()).isNotEmpty().isSubsetOf(product);
            assertThat(names(row.simulatedBy())).as(row.id()).isSubsetOf(simulated);
        });
    }

    @Test
    void everyRowNamesAnExperimentOrTheReasonWhyThereIsNone() {
        Set<String> experiments = Stream.of(Question.values()).map(Question::id).collect(Collectors.toSet());
        assertThat(ROWS).allSatisfy(row -> {
            if (row.isShown()) {
                assertThat(names(row.experiment())).as(row.id()).hasSize(1).isSubsetOf(experiments);
            } else {
                assertThat(row.experiment()).as(row.id()).matches("none: \\S.+");
            }
        });
    }

    @Test
    void theSummaryCountsTheRows() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(ROWS.stream().map(Row::sure).distinct())
                .allSatisfy(sure -> assertThat(document)
                        .contains("| %s | %d | %d |"
                                .formatted(
                                        sure,
                                        ROWS.stream()
                                                .filter(row -> row.sure().equals(sure))
                                                .count(),
                                        ROWS.stream()
                                                .filter(row -> row.sure().equals(sure) && !row.isShown())
                                                .count())));
    }

    @Test
    void everyOperationThatTheStepsAndTheCommandLineAskForIsTheSubjectOfOne() {
        Set<String> operations = operations();
        assertThat(operations)
                .hasSizeGreaterThan(20)
                .contains("bedrock:Converse", "s3:PutObject", "states:ListExecutions");
        assertThat(subjects()).containsAll(operations);
    }

    @Test
    void everyTypeOfResourceInTheTemplateIsTheSubjectOfOne() throws IOException {
        Set<String> types = new TreeSet<>();
        for (JsonNode resource : new ObjectMapper().readTree(TEMPLATE.toFile()).path("Resources")) {
            types.add(resource.path("Type").asText());
        }
        assertThat(types).hasSizeGreaterThan(15).contains("AWS::KMS::Key");
        assertThat(subjects()).containsAll(types);
    }

    private static List<Row> rows() {
        try (Stream<String> lines = Files.lines(DOCUMENT)) {
            return lines.map(line -> line.split("\\s*\\|\\s*", -1))
                    .filter(cells -> cells.length == 10 && !cells[1].matches("id|-+"))
                    .map(cells ->
                            new Row(cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> subjects() {
        return ROWS.stream().flatMap(row -> names(row.about()).stream()).collect(Collectors.toSet());
    }

    /** Returns the names in code format in a cell. */
    private static List<String> names(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
    }

    private static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (JavaClass type : OurClasses.MAIN) {
            if (ONLY_TRIED.matcher(type.getPackageName()).find()) {
                continue;
            }
            Stream<JavaAccess<?>> accesses =
                    Stream.concat(type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream());
            accesses.forEach(access -> {
                Matcher client = SDK_CLIENT.matcher(access.getTargetOwner().getName());
                String name = operation(access.getName());
                if (client.matches() && !NO_OPERATIONS.contains(name)) {
                    operations.add(IAM_PREFIXES.getOrDefault(client.group(1), client.group(1)) + ":" + name);
                }
            });
        }
        return operations;
    }

    private static String operation(String method) {
        return Character.toUpperCase(method.charAt(0)) + method.substring(1).replaceFirst("(Paginator|AsBytes)$", "");
    }

    private static Set<String> classes(String... rooms) throws IOException {
        Set<String> classes = new TreeSet<>();
        for (String room : List.of(rooms)) {
            try (Stream<Path> files =
                    Files.walk(Repository.root().resolve(room).resolve("src".equals(room) ? "main" : "src/main"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> classes.add(name.substring(0, name.length() - 5)));
            }
        }
        return classes;
    }
}
