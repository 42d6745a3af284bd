package io.github.bedrockfinetuning.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The security advisories of docs/advisories.json about libraries that ship, or that came with what ships. */
record Advisories(List<Advisory> all) {
    /**
     * One advisory about one library.
     *
     * @param ids GHSA and CVE identifiers
     * @param library group and artifact, {@code group:artifact}
     * @param read when somebody last read the source
     */
    record Advisory(List<String> ids, String library, List<Range> affected, String source, LocalDate read) {
        boolean affects(Library resolved) {
            return library.equals(resolved.name())
                    && affected.stream().anyMatch(range -> range.contains(resolved.version()));
        }
    }

    /**
     * Versions from the first to just before the first that is safe.
     *
     * @param from the first affected version
     * @param before the first version with the fix
     */
    record Range(String from, String before) {
        boolean contains(String version) {
            Version one = Version.parse(version);
            return one.compareTo(Version.parse(from)) >= 0 && one.compareTo(Version.parse(before)) < 0;
        }
    }

    /**
     * A library on a class path.
     *
     * @param name group and artifact, {@code group:artifact}
     */
    record Library(String name, String version) {}

    static Advisories read() throws IOException {
        JsonNode file = new ObjectMapper()
                .readTree(Repository.root().resolve("docs/advisories.json").toFile());
        List<Advisory> all = new ArrayList<>();
        for (JsonNode one : file.path("advisories")) {
            List<String> ids = new ArrayList<>();
            one.path("ids").forEach(id -> ids.add(id.asText()));
            List<Range> affected = new ArrayList<>();
            one.path("affected")
                    .forEach(range -> affected.add(new Range(
                            range.path("from").asText(), range.path("before").asText())));
            all.add(new Advisory(
                    ids,
                    one.path("library").asText(),
                    affected,
                    one.path("source").asText(),
                    LocalDate.parse(one.path("read").asText())));
        }
        return new Advisories(all);
    }

    /** What is wrong with the libraries: one line for each advisory that affects one. */
    List<String> about(List<Library> resolved) {
        return resolved.stream()
                .flatMap(library -> all.stream()
                        .filter(advisory -> advisory.affects(library))
                        .map(advisory -> library.name() + " " + library.version() + ": " + advisory.ids() + ", "
                                + advisory.source()))
                .toList();
    }
}
