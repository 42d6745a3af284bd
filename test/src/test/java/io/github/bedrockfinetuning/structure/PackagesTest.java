package io.github.bedrockfinetuning.structure;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Checks the sizes of packages and records, the names of classes, and the dependencies between packages in all modules.
 *
 * <p>The lists contain the remaining exceptions. When you fix an exception, remove its entry. Don't add entries.
 */
class PackagesTest {
    private static final String ROOT = OurClasses.ROOT;
    private static final int MOST_FILES = 35;
    private static final int MOST_COMPONENTS = 8;

    private static final String BIG_PACKAGES = """
            test local.rehearsal
            """;

    private static List<SourceFile> files;
    private static List<JavaClass> classes;

    @BeforeAll
    static void read() throws IOException {
        files = SourceFile.all();
        Map<String, String> texts = new TreeMap<>();
        for (SourceFile file : files) {
            texts.put(fileOf(file), Files.readString(file.path()));
        }
        classes = OurClasses.ALL.stream()
                .filter(type -> isDeclaredIn(texts.getOrDefault(fileOf(type), ""), type))
                .toList();
    }

    @Test
    void everyFileWasRead() {
        assertThat(classes.stream().map(PackagesTest::fileOf).collect(toSet()))
                .containsAll(files.stream()
                        .filter(file -> !file.isPackageInfo())
                        .map(PackagesTest::fileOf)
                        .toList());
        assertThat(files).extracting(SourceFile::room).contains("lambda", "src", "local", "test");
    }

    @Test
    void packagesFormNoCycles() {
        PackageGraph graph = dependencies(true);
        assertThat(graph.cyclic())
                .as("packages that depend on each other:%n%s", graph.cycles())
                .isEmpty();
    }

    @Test
    void packagesOfTestsFormNoCycles() {
        PackageGraph graph = dependencies(false);
        assertThat(graph.cyclic())
                .as("packages of tests that depend on each other:%n%s", graph.cycles())
                .isEmpty();
    }

    /** Each dataset rule is a separate file. */
    @Test
    void packagesHaveAtMostThirtyFiveFiles() {
        assertThat(files.stream()
                        .filter(file ->
                                !file.isPackageInfo() && !file.packageName().equals("dataset.rules"))
                        .collect(groupingBy(file -> file.room() + " " + file.packageName(), TreeMap::new, counting()))
                        .entrySet()
                        .stream()
                        .filter(entry -> entry.getValue() > MOST_FILES)
                        .map(Map.Entry::getKey))
                .as("packages with more than %d files", MOST_FILES)
                .containsExactlyInAnyOrderElementsOf(BIG_PACKAGES.lines().toList());
    }

    @Test
    void noTwoFilesOfARoomHaveTheSameName() {
        assertThat(names().entrySet().stream()
                        .filter(entry -> entry.getValue() > 1)
                        .map(Map.Entry::getKey))
                .as("names that a room has more than once")
                .isEmpty();
    }

    @Test
    void noNestedTypeHasTheNameOfAFileInItsRoom() {
        Map<String, Long> names = names();
        assertThat(classes.stream()
                        .filter(type -> type.isNestedClass() && !type.isAnonymousClass())
                        .filter(type -> !type.getModifiers().contains(JavaModifier.PRIVATE))
                        .filter(type -> names.containsKey(roomOf(type) + " " + type.getSimpleName()))
                        .map(type -> roomOf(type) + " " + nameOf(type)))
                .as("nested types that are not private and have the name of a file of the same room")
                .isEmpty();
    }

    @Test
    void recordsHaveAtMostEightComponents() {
        assertThat(classes.stream()
                        .filter(type -> components(type) > MOST_COMPONENTS)
                        .map(type -> roomOf(type) + " " + nameOf(type)))
                .as("records with more than %d components", MOST_COMPONENTS)
                .isEmpty();
    }

    @Test
    void everyPackageIsDescribed() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (SourceFile file : files) {
            if (file.main()) {
                packages.add(file.room() + " " + file.packageName());
            }
        }
        for (SourceFile file : files) {
            if (file.isPackageInfo()
                    && Files.readString(file.path())
                            .matches("(?s)/\\*\\*\\s+(\\* )?[A-Z{](?:(?!\\*/).)+\\..*?\\*/.*package .*")) {
                packages.remove(file.room() + " " + file.packageName());
            }
        }
        assertThat(packages)
                .as("packages without a package-info.java that describes them in a sentence")
                .isEmpty();
    }

    /** Null is then a value only where {@code @Nullable} allows it. */
    @Test
    void everyPackageIsNullMarked() throws IOException {
        List<String> unmarked = new ArrayList<>();
        for (SourceFile file : files) {
            if (file.isPackageInfo() && !Files.readString(file.path()).matches("(?s).*\\R@NullMarked\\Rpackage .*")) {
                unmarked.add(file.room() + " " + file.packageName());
            }
        }
        assertThat(unmarked).as("packages without @NullMarked").isEmpty();
    }

    /** Returns false for generated classes and for classes of earlier compilations. */
    private static boolean isDeclaredIn(String text, JavaClass type) {
        return type.isAnonymousClass()
                ? !text.isEmpty()
                : Pattern.compile("\\b(class|record|interface|enum) " + type.getSimpleName() + "\\b")
                        .matcher(text)
                        .find();
    }

    /** Returns the number of files with each name per module. */
    private static Map<String, Long> names() {
        return files.stream()
                .filter(file -> !file.isPackageInfo())
                .collect(groupingBy(file -> file.room() + " " + file.name(), TreeMap::new, counting()));
    }

    private static String roomOf(JavaClass type) {
        return files.stream()
                .filter(file -> fileOf(file).equals(fileOf(type)))
                .findFirst()
                .orElseThrow()
                .room();
    }

    private static PackageGraph dependencies(boolean main) {
        Set<String> kind = files.stream()
                .filter(file -> file.main() == main)
                .map(PackagesTest::fileOf)
                .collect(toSet());
        PackageGraph graph = new PackageGraph();
        for (JavaClass type : classes) {
            if (kind.contains(fileOf(type))) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(target -> target.getPackageName().startsWith(ROOT))
                        .filter(target -> kind.contains(fileOf(target)))
                        .forEach(target -> graph.add(packageOf(type), packageOf(target)));
            }
        }
        return graph;
    }

    private static String fileOf(SourceFile file) {
        return file.packageName() + "/" + file.name();
    }

    private static String fileOf(JavaClass type) {
        return packageOf(type) + "/" + nameOf(type).replaceFirst("\\..*", "");
    }

    /** Returns the name with the enclosing classes, such as {@code Outer.Inner}. */
    private static String nameOf(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().replaceFirst("^" + ROOT + "\\.?", "");
    }

    /** Counts the non-static fields of a record, which are its components. */
    private static long components(JavaClass type) {
        return type.isRecord()
                ? type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .count()
                : 0;
    }
}
