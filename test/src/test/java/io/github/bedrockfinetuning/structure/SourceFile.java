package io.github.bedrockfinetuning.structure;

import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java file in a module.
 *
 * @param room the Maven module, by its name in the parent pom
 * @param main false for a test
 * @param packageName the package without the root package, such as {@code local.states}; empty for the root package
 * @param name the name of the file without its extension
 */
record SourceFile(String room, boolean main, String packageName, String name, Path path) {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final String ROOT = "io/github/bedrockfinetuning";
    private static final String PACKAGE_INFO = "package-info";

    /**
     * Returns all Java files in all modules, including package descriptions, except the files of the example project.
     */
    static List<SourceFile> all() throws IOException {
        List<SourceFile> all = new ArrayList<>();
        Matcher modules = MODULE.matcher(Files.readString(Repository.root().resolve("pom.xml")));
        while (modules.find()) {
            for (String kind : List.of("main", "test")) {
                for (String folder : List.of("", "src/")) {
                    Path root = Repository.root()
                            .resolve(modules.group(1))
                            .resolve(folder + kind + "/java")
                            .resolve(ROOT);
                    if (Files.isDirectory(root)) {
                        all.addAll(under(root, modules.group(1), kind.equals("main")));
                    }
                }
            }
        }
        return all;
    }

    boolean isPackageInfo() {
        return name.equals(PACKAGE_INFO);
    }

    private static List<SourceFile> under(Path root, String room, boolean main) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> new SourceFile(
                            room,
                            main,
                            root.relativize(file.getParent()).toString().replace('/', '.'),
                            file.getFileName().toString().replace(".java", ""),
                            file))
                    .toList();
        }
    }
}
