package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.local.assumptions.Assumption;
import io.github.bedrockfinetuning.local.assumptions.Assumptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
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
 * docs/ASSUMPTIONS.md tells what this software relies on AWS to do, as the registry has it; every test that it names
 * exists, and nothing of AWS is used of which nothing is said. To write it anew, run this test with the environment's
 * {@code UPDATE_DOCUMENTS=true}.
 */
class AssumptionsDocumentTest {
    private static final String ROOT = "io.github.bedrockfinetuning";
    private static final Path DOCUMENT = Repository.root().resolve("docs/ASSUMPTIONS.md");
    private static final Path TEMPLATE = Repository.root()
            .resolve("test/src/test/resources/io/github/bedrockfinetuning/checkers/FineTuning.template.json");
    private static final Pattern SDK_CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.\\w+Client");
    /** Packages whose calls are made to the local AWS alone. */
    private static final Pattern ONLY_TRIED =
            Pattern.compile("\\.local\\.(aws|demonstration|functions|rehearsal|models)\\b");

    private static final Map<String, String> IAM_PREFIXES =
            Map.of("bedrockruntime", "bedrock", "sfn", "states", "cloudwatchlogs", "logs");
    private static final Set<String> NO_OPERATIONS = Set.of("Builder", "Close", "Create", "ServiceClientConfiguration");

    @Test
    void theDocumentIsFresh() throws IOException {
        String fresh = AssumptionsDocument.markdown();
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.writeString(DOCUMENT, fresh);
        }
        assertThat(DOCUMENT)
                .as("docs/ASSUMPTIONS.md is stale: run this test with UPDATE_DOCUMENTS=true")
                .hasContent(fresh);
    }

    @Test
    void everyAssumptionIsHeldByATestThatExists() throws IOException {
        TestReferences references = new TestReferences();
        assertThat(Assumptions.all()).extracting(Assumption::id).doesNotHaveDuplicates();
        assertThat(Assumptions.all()).allSatisfy(assumption -> {
            String tests = AssumptionsDocument.tests(assumption);
            assertThat(references.in(tests)).as(assumption.id()).hasSameSizeAs(assumption.tests());
            assertThat(references.missing(tests)).as(assumption.id()).isEmpty();
            assertThat(assumption.tests()).as(assumption.id()).isNotEmpty();
        });
    }

    @Test
    void everyClassThatIsNamedExists() throws IOException {
        Set<String> product = classes("lambda", "src", "local");
        Set<String> standIns = classes("local");
        assertThat(Assumptions.all()).allSatisfy(assumption -> {
            assertThat(assumption.reliedOnBy()).as(assumption.id()).isNotEmpty().isSubsetOf(product);
            assertThat(assumption.simulatedBy()).as(assumption.id()).isSubsetOf(standIns);
        });
    }

    @Test
    void anExperimentShowsItOrTheReasonIsGivenWhyNoneDoes() {
        assertThat(Assumptions.all())
                .allSatisfy(assumption -> assertThat(
                                assumption.showing().experiment().isPresent())
                        .as(assumption.id())
                        .isEqualTo(assumption.showing().reason().isEmpty()));
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

    private static Set<String> subjects() {
        return Assumptions.all().stream()
                .map(Assumption::about)
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
    }

    private static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT)) {
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
