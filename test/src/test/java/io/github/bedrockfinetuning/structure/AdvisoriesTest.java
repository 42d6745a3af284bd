package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.structure.Advisories.Advisory;
import io.github.bedrockfinetuning.structure.Advisories.Library;
import io.github.bedrockfinetuning.structure.Advisories.Range;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that no published library has a security advisory in docs/advisories.json. */
class AdvisoriesTest {
    /** The pattern of a JAR file in the local Maven repository: group, artifact and version. */
    private static final Pattern JAR = Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/\\2-\\3(?:-[^/]+)?\\.jar");

    @Test
    void noLibraryOnTheCommandLinesClassPathHasAnAdvisory() throws IOException {
        List<Library> resolved = classPath();

        assertThat(resolved).extracting(Library::name).contains("com.fasterxml.jackson.core:jackson-databind");
        assertThat(Advisories.read().about(resolved)).isEmpty();
    }

    /** The bills of materials are created when the modules are packaged. */
    @Test
    void noLibraryOfABillOfMaterialsHasAnAdvisory() throws IOException {
        List<Library> resolved = new ArrayList<>();
        for (String module : List.of("lambda", "src")) {
            Path bom = Repository.root().resolve(module).resolve("target/bom.json");
            if (Files.exists(bom)) {
                for (JsonNode component :
                        new ObjectMapper().readTree(bom.toFile()).path("components")) {
                    resolved.add(new Library(
                            component.path("group").asText() + ":"
                                    + component.path("name").asText(),
                            component.path("version").asText()));
                }
            }
        }
        assertThat(Advisories.read().about(resolved)).isEmpty();
    }

    @Test
    void aLibraryIsFoundInEveryAffectedVersionAndNotInTheFirstFixedOne() throws IOException {
        for (Advisory advisory : Advisories.read().all()) {
            for (Range range : advisory.affected()) {
                assertThat(found(advisory.artifact(), range.from()))
                        .as(advisory.artifact() + " " + range.from())
                        .anyMatch(line -> line.contains(advisory.source()));
                assertThat(found(advisory.artifact(), range.before()))
                        .as(advisory.artifact() + " " + range.before())
                        .noneMatch(line -> line.contains(advisory.source()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "commons-beanutils/commons-beanutils/1.9.4, CVE-2025-48734",
        "org/apache/commons/commons-lang3/3.12.0, CVE-2025-48924",
        "net/minidev/json-smart/2.5.0, CVE-2024-57699",
        "org/apache/httpcomponents/client5/httpclient5/5.6.2, CVE-2026-64607",
        "software/amazon/awssdk/third-party-jackson-core/2.50.2, CVE-2026-68498",
        "com/fasterxml/jackson/core/jackson-databind/2.9.10.8, CVE-2026-54515"
    })
    void anOldJarOnTheClassPathIsFound(String folder, String id) throws IOException {
        String[] parts = folder.split("/");
        String jar = "/home/user/.m2/repository/" + folder + "/" + parts[parts.length - 2] + "-"
                + parts[parts.length - 1] + ".jar";

        assertThat(Advisories.read().about(libraries(jar + File.pathSeparator + "/checkout/target/classes")))
                .anyMatch(line -> line.contains(id));
    }

    @Test
    void everyEntryNamesItsSourceAndTheDayItWasRead() throws IOException {
        assertThat(Advisories.read().all()).hasSizeGreaterThan(20).allSatisfy(advisory -> {
            assertThat(advisory.ids()).isNotEmpty().allMatch(id -> id.matches("GHSA(-[0-9a-z]{4}){3}|CVE-\\d{4}-\\d+"));
            assertThat(advisory.artifact()).matches("[a-z0-9.-]+:[a-z0-9.-]+");
            assertThat(advisory.affected()).isNotEmpty().allMatch(range -> !range.contains(range.before()));
            assertThat(advisory.source()).startsWith("https://");
            assertThat(advisory.read()).isNotNull();
        });
    }

    private static List<String> found(String library, String version) throws IOException {
        return Advisories.read().about(List.of(new Library(library, version)));
    }

    private static List<Library> classPath() throws IOException {
        return libraries(Files.readString(Repository.root().resolve("local/target/classpath.txt")));
    }

    private static List<Library> libraries(String classPath) {
        List<Library> libraries = new ArrayList<>();
        for (String entry : classPath.strip().split(File.pathSeparator)) {
            Matcher jar = JAR.matcher(entry.replace('\\', '/'));
            if (jar.matches()) {
                libraries.add(new Library(jar.group(1).replace('/', '.') + ":" + jar.group(2), jar.group(3)));
            }
        }
        return libraries;
    }
}
