package io.github.bedrockfinetuning.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Repository;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The security advisories in docs/advisories.json about libraries that are published or were published. */
record Advisories(List<Advisory> all) {
    /**
     * A security advisory about a library.
     *
     * @param ids the GHSA and CVE IDs
     * @param artifact the group and the artifact, as {@code group:artifact}
     * @param read the date when the source was last read
     */
    record Advisory(List<String> ids, String artifact, List<Range> affected, String source, LocalDate read) {
        boolean affects(Library resolved) {
            return artifact.equals(resolved.name())
                    && affected.stream().anyMatch(range -> range.contains(resolved.version()));
        }
    }

    /**
     * A range of affected versions.
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
     * @param name the group and the artifact, as {@code group:artifact}
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

    /** Returns one line for each advisory that affects a library. */
    List<String> about(List<Library> resolved) {
        return resolved.stream()
                .flatMap(library -> all.stream()
                        .filter(advisory -> advisory.affects(library))
                        .map(advisory -> library.name() + " " + library.version() + ": " + advisory.ids() + ", "
                                + advisory.source()))
                .toList();
    }
}
