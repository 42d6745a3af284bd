package io.github.bedrockfinetuning.structure;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.io.FileDescriptor;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

/** Checks that only one class, which escapes text, writes to the terminal. */
class OutputTest {
    private static final String ROOT = OurClasses.ROOT;
    private static final String TERMINAL = ROOT + ".local.cli.console.Terminal";

    @Test
    void nothingWritesToStandardStreamsByItself() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".app.FineTuningApp")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(OurClasses.MAIN);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".local.cli.console.CommandProcess")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".local.cli.console.WatchedOutput")
                .should()
                .accessField(FileDescriptor.class, "out")
                .orShould()
                .accessField(FileDescriptor.class, "err")
                .check(OurClasses.MAIN);
    }

    @Test
    void theCommandLinePrintsWholeLines() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".local.cli..")
                .and()
                .doNotHaveFullyQualifiedName(TERMINAL)
                .should()
                .callMethod(PrintWriter.class, "print", String.class)
                .orShould()
                .callMethod(PrintWriter.class, "print", Object.class)
                .orShould()
                .callMethod(PrintWriter.class, "write", String.class)
                .orShould()
                .callMethod(PrintWriter.class, "append", CharSequence.class)
                .orShould()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                equivalentTo(PrintStream.class))))
                .check(OurClasses.MAIN);
    }
}
