package io.github.bedrockfinetuning.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that all published libraries are listed and have permissive licenses, and that all build tools have exact
 * versions.
 */
class SupplyChainTest {
    /**
     * Licenses that do not require publishing the source code of software that uses the library. The Go License is
     * BSD-3-Clause.
     */
    private static final Set<String> PERMISSIVE = Set.of(
            "Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "CC0-1.0", "ISC", "Go License");

    private static final List<String> MODULES = List.of("contract", "lambda", "src", "local", "test");
    private static final Pattern PLUGIN = Pattern.compile("<plugin>(.*?)</plugin>", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");

    @ParameterizedTest
    @ValueSource(strings = {"lambda", "src"})
    void shipsUnderPermissiveLicencesOnly(String module) throws IOException {
        JsonNode components = billOfMaterials(module).path("components");
        assertThat(components).hasSizeGreaterThan(5);
        List<String> others = new ArrayList<>();
        for (JsonNode component : components) {
            Set<String> licences = licences(component);
            if (licences.stream().noneMatch(PERMISSIVE::contains)) {
                others.add(component.path("purl").asText() + " " + licences);
            }
        }
        assertThat(others).isEmpty();
    }

    @Test
    void listsEveryLibraryInTheStepsZipAndNoOther() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (JsonNode component : billOfMaterials("lambda").path("components")) {
            listed.add(component.path("name").asText() + "-"
                    + component.path("version").asText() + ".jar");
            assertThat(component.path("hashes"))
                    .as(component.path("name").asText())
                    .isNotEmpty();
        }
        Path zip = Repository.root().resolve("lambda/target/bedrock-fine-tuning-steps-0.1.0-lambda.zip");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Set<String> shipped = file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("lib/".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(listed.remove("bedrock-fine-tuning-contract-0.1.0.jar"))
                    .isTrue(); // The catalogue is part of the zip file as classes.
            assertThat(file.getEntry("io/github/bedrockfinetuning/catalogue/Catalogue.class"))
                    .isNotNull();
            assertThat(shipped).isEqualTo(listed);
        }
    }

    /** By default, Maven copies file permissions to JAR files. They depend on the umask. */
    @ParameterizedTest
    @ValueSource(strings = {"contract", "lambda", "src", "local"})
    void archivesHaveTheSamePermissionsUnderAnyUmask(String module) throws IOException {
        assertThat(pom(module)).contains("<artifactId>reproducible-build-maven-plugin</artifactId>");
        assertThat(pom(".")).contains("<fixZipExternalFileAttributes>true<");
        try (Stream<Path> files = Files.list(Repository.root().resolve(module).resolve("target"))) {
            List<Path> archives = files.filter(file -> file.toString().matches(".*-0\\.1\\.0(-lambda)?\\.(jar|zip)"))
                    .toList();
            assumeTrue(!archives.isEmpty(), module + " is not packaged.");
            for (Path archive : archives) {
                assertThat(permissions(archive)).as(archive.toString()).isSubsetOf("rw-r--r--", "rwxr-xr-x");
            }
        }
    }

    private static Set<String> permissions(Path archive) throws IOException {
        Set<String> permissions = new TreeSet<>();
        URI uri = URI.create("jar:" + archive.toUri());
        try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of("enablePosixFileAttributes", true));
                Stream<Path> entries = Files.walk(zip.getPath("/"))) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(entry)));
            }
        }
        return permissions;
    }

    @Test
    void pinsEveryPlugin() throws IOException {
        String parent = pom(".");
        Set<String> pinned = new TreeSet<>();
        Matcher managed = PLUGIN.matcher(parent);
        while (managed.find()) {
            if (VERSION.matcher(managed.group(1)).find()) {
                pinned.add(artifact(managed.group(1)));
            }
        }
        assertThat(pinned).hasSizeGreaterThan(10);
        for (String module : MODULES) {
            Matcher plugins = PLUGIN.matcher(pom(module));
            while (plugins.find()) {
                assertThat(pinned).as(module).contains(artifact(plugins.group(1)));
            }
        }
    }

    @Test
    void namesExactVersionsAndAFixedTimeOfBuild() throws IOException {
        List<String> loose = new ArrayList<>();
        for (String module : MODULES) {
            loose.addAll(loose(pom(module)));
        }
        loose.addAll(loose(pom(".").replaceAll("(?s)<rules>.*?</rules>", "")));
        assertThat(loose).isEmpty();
        assertThat(pom(".")).contains("<project.build.outputTimestamp>20");
    }

    private static List<String> loose(String pom) {
        List<String> loose = new ArrayList<>();
        Matcher versions = VERSION.matcher(pom);
        while (versions.find()) {
            if (versions.group(1).matches(".*(\\[|\\(|LATEST|RELEASE|SNAPSHOT).*")) {
                loose.add(versions.group());
            }
        }
        return loose;
    }

    private static String artifact(String plugin) {
        Matcher id = Pattern.compile("<artifactId>([^<]*)</artifactId>").matcher(plugin);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode entry : component.path("licenses")) {
            JsonNode licence = entry.path("license");
            licences.add(licence.path("id")
                    .asText(licence.path("name").asText(entry.path("expression").asText())));
        }
        return licences;
    }

    /** Returns the bill of materials, which is created when the module is packaged. */
    private static JsonNode billOfMaterials(String module) throws IOException {
        Path bom = Repository.root().resolve(module).resolve("target/bom.json");
        assumeTrue(Files.exists(bom), bom + " is not there: it is made by mvn package, online.");
        return new ObjectMapper().readTree(bom.toFile());
    }

    private static String pom(String module) throws IOException {
        return Files.readString(Repository.root().resolve(module).resolve("pom.xml"));
    }
}
