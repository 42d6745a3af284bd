package io.github.bedrockfinetuning.local.cli.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.rehearsal.Stacks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tests the exit codes of {@code access}, and its output for openings and unread parts. */
class AccessCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void endsWellForTheStackAndSaysThatEverythingWasRead() throws Exception {
        assertThat(access(Stacks.template(), "--html", folder.resolve("a.html").toString()))
                .isZero();
        assertThat(out.toString()).contains("All resources were read.").doesNotContain("Opening:", "Unread:");
        assertThat(folder.resolve("a.html")).content().contains("All resources were read.");
    }

    @Test
    void namesAnOpeningWithItsRemedyAndEndsWithOne() throws Exception {
        ObjectNode template = with(
                "AWS::Lambda::Permission",
                "{\"Action\":\"lambda:InvokeFunction\",\"FunctionName\":\"f\",\"Principal\":\"999988887777\"}");
        assertThat(access(template, "--json")).isEqualTo(1);
        JsonNode opening = JSON.readTree(out.toString()).path("openings").path(0);
        assertThat(opening.path("resource").asText()).isEqualTo("S/Added");
        assertThat(opening.path("type").asText()).isEqualTo("AWS::Lambda::Permission");
        assertThat(opening.path("who").asText()).isEqualTo("999988887777");
        assertThat(opening.path("what").asText()).isEqualTo("lambda:InvokeFunction");
        assertThat(opening.path("remedy").asText()).contains("aws:PrincipalAccount");
    }

    @Test
    void namesWhatItCouldNotReadAndEndsWithOne() throws Exception {
        assertThat(access(with("AWS::Oam::Link", "{}"))).isEqualTo(1);
        assertThat(out.toString())
                .contains("Unread: S/Added (AWS::Oam::Link)", "0 openings", "1 parts could not be read");
    }

    @Test
    void makesNoTableOfMoreResourcesThanCloudFormationTakes() throws Exception {
        ObjectNode template = JSON.createObjectNode();
        for (int i = 0; i <= 500; i++) {
            template.withObject("/Resources/Queue" + i).put("Type", "AWS::SQS::Queue");
        }
        assertThat(access(template)).isEqualTo(1);
        assertThat(out.toString())
                .contains("exceeds the limits of CloudFormation")
                .doesNotContain("Queue500");
    }

    @Test
    void endsWithOneWhereTheTableNeedsAConditionThatIsNowhere() throws Exception {
        ObjectNode template = JSON.createObjectNode();
        ObjectNode topic = template.withObject("/Resources/Topic");
        topic.put("Type", "AWS::SNS::Topic").put("Condition", "Nowhere");
        topic.withObject("/Properties/Subscription").put("Protocol", "email");
        assertThat(access(template)).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void endsWithOneWhereTheTableCannotBeMade() throws Exception {
        ObjectNode template =
                with("AWS::SQS::QueuePolicy", "{\"Queues\":[],\"PolicyDocument\":{\"Fn::Transform\":{}}}");
        assertThat(access(template)).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void refusesATemplateInWhichANameStandsTwice() throws Exception {
        Path file = Files.writeString(
                folder.resolve("S.template.json"), "{\"Resources\":{\"A\":{\"Type\":\"x\"},\"A\":{\"Type\":\"y\"}}}");
        assertThat(run("--template", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("S.template.json");
    }

    @Test
    void refusesWhatIsNoAppAndNoAccount() throws Exception {
        assertThat(run("--app", folder.toString())).isEqualTo(2);
        assertThat(run("--account", "12")).isEqualTo(2);
        assertThat(err.toString()).contains("cdk synth", "12 digits");
    }

    private static ObjectNode with(String type, String properties) throws Exception {
        ObjectNode template = Stacks.template().deepCopy();
        ObjectNode added = ((ObjectNode) template.path("Resources")).putObject("Added");
        added.put("Type", type);
        added.set("Properties", JSON.readTree(properties));
        return template;
    }

    private int access(JsonNode template, String... options) throws Exception {
        Path file = folder.resolve("S.template.json");
        JSON.writeValue(file.toFile(), template);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "--template";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        return new CommandLine(new AccessCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
