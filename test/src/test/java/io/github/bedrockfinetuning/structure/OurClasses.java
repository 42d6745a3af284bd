package io.github.bedrockfinetuning.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.function.Function;

/**
 * The compiled classes of all modules, which are read once for all tests. Classes of the JDK and of libraries are
 * represented only by their names.
 */
final class OurClasses {
    static final String ROOT = "io.github.bedrockfinetuning";

    static final JavaClasses ALL =
            ArchConfiguration.withThreadLocalScope((Function<ArchConfiguration, JavaClasses>) configuration -> {
                configuration.setResolveMissingDependenciesFromClassPath(false);
                return new ClassFileImporter().importPackages(ROOT);
            });

    /** The classes that are not tests. */
    static final JavaClasses MAIN = ALL.that(describe(
            "are no tests",
            type -> type.getSource()
                    .map(source -> !Location.of(source.getUri()).contains("/test-classes/"))
                    .orElse(false)));

    private OurClasses() {}
}
