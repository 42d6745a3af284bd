package io.github.bedrockfinetuning.local.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.Repository;
import io.github.bedrockfinetuning.local.access.AccessSummary.Line;
import io.github.bedrockfinetuning.local.access.AccessSummary.Person;
import io.github.bedrockfinetuning.local.iam.AuthorizationRequest;
import io.github.bedrockfinetuning.local.iam.Decision;
import io.github.bedrockfinetuning.local.iam.OtherSimulator;
import io.github.bedrockfinetuning.local.rehearsal.OperatedApp;
import io.github.bedrockfinetuning.local.rehearsal.Scenarios;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Checks the access matrix of the default stack. {@code docs/ACCESS.md} is generated from it. To regenerate the page,
 * run this test with the environment variable {@code UPDATE_DOCUMENTS=true}.
 */
class AccessMatrixTest {
    private static final JsonNode TEMPLATE = Stacks.template();
    /** The grants by the name of the role that has it. */
    private static final Map<String, String> GRANTS = new TreeMap<>(Map.of(
            OperatedApp.SUBMITTER, "grantSubmit",
            OperatedApp.READER, "grantReadReports",
            OperatedApp.APPROVER, "grantApprove",
            OperatedApp.OPERATOR, "grantOperate",
            OperatedApp.APPLICATION, "grantInvokePromoted"));

    private static final AccessMatrix MATRIX = AccessMatrix.of(TEMPLATE, Stacks.REGION);

    @Test
    void noCellIsNewUnlessTheDocumentSaysSo() throws Exception {
        Path file = Repository.root().resolve("docs/ACCESS.md");
        String now = document();
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.writeString(file, now);
        }
        assertThat(Files.readString(file))
                .as("The access has changed. If this is intended, run this test with UPDATE_DOCUMENTS=true and review"
                        + " the change in docs/ACCESS.md.")
                .isEqualTo(now);
    }

    @Test
    void nobodyOutsideTheAccountCanDoAnything() {
        assertThat(MATRIX.rows()).extracting(AccessRow::principal).contains("anonymous", AccessMatrix.STRANGER);
        assertThat(MATRIX.outside()).isEmpty();
    }

    /** Each statement is as in the AWS documentation. None of these services sends the account that it acts for. */
    @Test
    void servicesActForThisAccountAloneWhereTheyTell() {
        Set<String> exceptions = new TreeSet<>();
        MATRIX.forOthers().forEach(row -> exceptions.addAll(row.by()));
        exceptions.removeIf(statement -> statement.matches("FineTuning\\w+Role/#1"));
        assertThat(exceptions)
                .containsExactly(
                        "FineTuningDataDataKey/EventsToQueues",
                        "FineTuningDataDataKey/ExecutionLogs",
                        "FineTuningDataModelKey/PermissionsNovaProvisionedThroughput");
        // Functions can use only roles in their own account, so Lambda assumes no role for another account.
        assertThat(MATRIX.forOthers().stream()
                        .filter(row -> row.action().equals("sts:AssumeRole"))
                        .map(AccessRow::principal))
                .containsOnly("lambda.amazonaws.com for another account");
    }

    @Test
    void anAdministratorCannotChangeWhatIsStaged() {
        assertThat(MATRIX.rows().stream()
                        .filter(row -> row.principal().equals("administrator") && !row.allowed())
                        .filter(row -> row.resource().contains("Datasets/staged/"))
                        .map(AccessRow::action))
                .contains("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion");
    }

    /**
     * Each step has permission for the actions that it uses in the rehearsals, and for none of the actions that only
     * other steps use.
     */
    @Test
    void everyStepMayDoItsOwnActionsAndNoneOfTheOthers() throws Exception {
        Map<String, Set<String>> asked = new TreeMap<>();
        Map<AuthorizationRequest, Decision> all = Scenarios.allAsked();
        all.keySet().forEach(request -> {
            if (request.principal().roleArn() != null && telling(request.action())) {
                asked.computeIfAbsent(role(request), name -> new TreeSet<>()).add(request.action());
            }
        });
        Set<String> anybodys = new TreeSet<>();
        asked.values().forEach(anybodys::addAll);
        Map<String, Set<String>> beyond = new TreeMap<>();
        for (AccessRow row : MATRIX.rows()) {
            String role = row.request().principal().roleArn();
            if (row.allowed() && role != null && asked.containsKey(beginning(role)) && telling(row.action())) {
                boolean others = anybodys.contains(row.action())
                        && !asked.get(beginning(role)).contains(row.action());
                if (others) {
                    beyond.computeIfAbsent(row.principal(), name -> new TreeSet<>())
                            .add(row.action());
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(beyond).isEqualTo(ALTERNATIVES);
    }

    /**
     * In addition to deployments, steps can read Provisioned Throughput, which serves models without support for
     * deployments.
     */
    private static final Map<String, Set<String>> ALTERNATIVES = Map.of(
            "FineTuningCheckServingRole", Set.of("bedrock:GetProvisionedModelThroughput"),
            "FineTuningStartServingRole", Set.of("bedrock:GetProvisionedModelThroughput"));

    @Test
    void anotherSimulatorDecidesEveryCellTheSame() throws Exception {
        assumeTrue(OtherSimulator.isInstalled(), "Not installed: run npm ci in test/js to compare with iam-simulate.");
        StackDocuments documents = new StackDocuments(TEMPLATE);
        List<OtherSimulator.Case> cases = MATRIX.rows().stream()
                .map(row -> documents.ofCase(row.request()))
                .toList();
        List<Decision.Verdict> theirs = OtherSimulator.verdicts(cases);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            AccessRow row = MATRIX.rows().get(i);
            if (row.decision().verdict() != theirs.get(i)) {
                differences.add(row.principal() + " " + row.action() + " " + row.resource() + ": ours "
                        + row.decision().verdict() + ", theirs " + theirs.get(i));
            }
        }
        assertThat(differences).isEmpty();
    }

    /** Read actions, and the actions that every function uses for its own logs and traces, do not identify a step. */
    private static boolean telling(String action) {
        return !action.startsWith("logs:")
                && !action.startsWith("xray:")
                && !action.startsWith("s3:")
                && !action.startsWith("kms:");
    }

    private static String role(AuthorizationRequest request) {
        return beginning(request.principal().roleArn());
    }

    /** The suffixes of physical names differ. The beginning of the logical ID is the same. */
    private static String beginning(String roleArn) {
        return roleArn.replaceFirst(".*:role/[^-]+-", "").replaceFirst("-[0-9a-f]{8}$", "");
    }

    private static String document() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Access matrix

                This page shows the access that the policies of the default stack grant. It is generated by a test.
                `./fine-tune access` prints the same table for any synthesized stack. Requests are evaluated in the same way as in
                IAM, with identity-based policies, resource-based policies, key policies, trust policies, permissions boundaries
                and Block Public Access. The column "when" contains the condition keys that a request must have. An administrator
                of the account has nearly all permissions, so the table lists the denied actions instead.

                Identities in other accounts and anonymous callers have no access. The statements that allow services to act for
                another account are the documented ones. For these services, AWS documents no condition key for the source account.
                """);
        AccessSummary.of(MATRIX).people().forEach(person -> append(text, person, person.name()));
        text.append("""

                # Access of people and applications

                These roles have one grant each, of a workflow named Routing in a stack with a second workflow, Summaries.
                """);
        List<Person> granted = AccessSummary.of(
                        AccessMatrix.of(OperatedApp.assembly().template(), Stacks.REGION))
                .people();
        GRANTS.forEach((role, grant) -> granted.stream()
                .filter(person -> person.name().equals(role))
                .forEach(person -> append(text, person, grant)));
        return text.toString();
    }

    private static void append(StringBuilder text, Person person, String heading) {
        text.append("\n## ").append(heading).append("\n\n");
        if (person.lines().isEmpty()) {
            text.append("Nothing.\n");
            return;
        }
        text.append(
                person.showsDenied()
                        ? "| denied | on | by |\n|---|---|---|\n"
                        : "| allowed | on | when | by |\n|---|---|---|---|\n");
        for (Line line : person.lines()) {
            text.append("| ")
                    .append(line.actions())
                    .append(" | ")
                    .append(code(line.resource()))
                    .append(" | ");
            if (!person.showsDenied()) {
                text.append(code(line.under())).append(" | ");
            }
            text.append(line.by()).append(" |\n");
        }
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
