package io.github.bedrockfinetuning.structure;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks the dependencies between modules and packages. */
class RoomsTest {
    private static final String ROOT = "io.github.bedrockfinetuning";
    private static final String[] CONTRACT = {ROOT + ".catalogue..", ROOT + ".contract.."};
    private static final String[] STEPS = {
        ROOT + ".dataset..",
        ROOT + ".training..",
        ROOT + ".serving..",
        ROOT + ".answering..",
        ROOT + ".metrics..",
        ROOT + ".preflight..",
        ROOT + ".answers..",
        ROOT + ".verdict..",
        ROOT + ".report..",
        ROOT + ".run..",
        ROOT + ".preparing..",
        ROOT + ".evaluating..",
        ROOT + ".ending..",
        ROOT + ".promotion..",
        ROOT + ".steps..",
        ROOT + ".text..",
        ROOT + ".files.."
    };
    private static final String[] CONSTRUCTS = {ROOT + ".constructs..", ROOT + ".app.."};
    private static final String LOCAL = ROOT + ".local..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyRoomWasRead() {
        assertThat(CLASSES.containPackage(ROOT + ".catalogue")).isTrue();
        assertThat(CLASSES.containPackage(ROOT + ".steps")).isTrue();
        assertThat(CLASSES.containPackage(ROOT + ".constructs")).isTrue();
        assertThat(CLASSES.containPackage(ROOT + ".local.states")).isTrue();
    }

    @Test
    void theContractKnowsNoOtherRoomAndNoLibraryButJackson() {
        classes()
                .that()
                .resideInAnyPackage(CONTRACT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(concat(CONTRACT, "java..", "com.fasterxml.jackson..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void theStepsKnowNeitherTheConstructsNorTheRehearsal() {
        noClasses()
                .that()
                .resideInAnyPackage(STEPS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".constructs..", ROOT + ".app..", LOCAL, "software.amazon.awscdk..")
                .check(CLASSES);
    }

    @Test
    void theConstructsKnowTheStepsOnlyAsBytes() {
        noClasses()
                .that()
                .resideInAnyPackage(CONSTRUCTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        concat(STEPS, LOCAL, "software.amazon.awssdk..", "com.amazonaws.services.lambda.runtime.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheStepsHandlersKnowLambda() {
        noClasses()
                .that()
                .resideInAnyPackage(concat(CONTRACT, STEPS))
                .and()
                .resideOutsideOfPackage(ROOT + ".steps..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".steps..", "com.amazonaws.services.lambda.runtime..")
                .check(CLASSES);
    }

    @Test
    void theDatasetTheMetricsAndTheVerdictNeedNoAws() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".catalogue..",
                        ROOT + ".dataset..",
                        ROOT + ".metrics..",
                        ROOT + ".answers..",
                        ROOT + ".verdict..",
                        ROOT + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", ROOT + ".run..")
                .check(CLASSES);
    }

    @Test
    void theInterpreterKnowsNothingOfTheProduct() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".local.states..", ROOT + ".local.time..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(concat(
                        concat(CONTRACT, STEPS),
                        ROOT + ".local.aws..",
                        ROOT + ".local.rehearsal..",
                        ROOT + ".local.cli..",
                        ROOT + ".constructs..",
                        ROOT + ".app.."))
                .check(CLASSES);
    }

    @Test
    void everyServerRefusesStrangers() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".local.loopback.PrivateServer")
                .should()
                .callMethodWhere(target(owner(assignableTo(com.sun.net.httpserver.HttpServer.class)))
                        .and(target(name("create"))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.net.ServerSocket.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.nio.channels.ServerSocketChannel.class)
                .check(CLASSES);
    }

    @Test
    void noStepReadsTheClockOrTheEnvironmentByItself() {
        noClasses()
                .that()
                .resideInAnyPackage(concat(CONTRACT, STEPS))
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".run.Platform")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
    }

    /**
     * The SDK clients connect to AWS, and one class sends responses to CloudFormation. No other code in the steps can
     * open an address, resolve an entity, look up a name, or create an object of a class that data specifies.
     */
    @Test
    void nothingInTheStepsOpensAddressesThatDataCouldName() {
        noClasses()
                .that()
                .resideInAnyPackage(concat(CONTRACT, STEPS))
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".steps.CloudFormationAnswer")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".run.SdkClients")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net.http..",
                        "java.rmi..",
                        "javax.naming..",
                        "javax.script..",
                        "javax.net..",
                        "javax.xml..",
                        "org.w3c..",
                        "org.xml..",
                        "software.amazon.awssdk.http..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(URL|.*Connection|.*Socket|.*SocketAddress|URLClassLoader|InetAddress)"
                        + "|java\\.io\\.ObjectInputStream|java\\.nio\\.channels\\..*SocketChannel"
                        + "|com\\.fasterxml\\.jackson\\.annotation\\.JsonTypeInfo|.*\\.PolymorphicTypeValidator")
                .check(CLASSES);
    }

    @Test
    void onlyTheMetricOfSchemasKnowsTheirValidator() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .haveNameNotMatching(".*\\.metrics\\.(JsonConforms|SchemaWork)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.networknt..")
                .check(CLASSES);
    }

    private static String[] concat(String[] some, String... more) {
        return java.util.stream.Stream.of(some, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }
}
