package io.github.bedrockfinetuning.local.openings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bedrockfinetuning.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that templates that contain themselves, or that grow when they are resolved, are quickly reported as unread.
 */
class HostileTemplatesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PARAMETER = "{'Type':'AWS::SSM::Parameter','Properties':{'Value':";

    @TempDir
    private Path folder;

    @Test
    void aParameterWhoseValueIsItsOwnIsUnread() {
        assertUnread("{'P':" + PARAMETER + "{'Fn::GetAtt':['P','Value']}}}}");
    }

    @Test
    void aVersionOfItselfIsUnread() {
        assertUnread("{'V':{'Type':'AWS::Lambda::Version','Properties':{'FunctionName':{'Fn::Sub':'${V}'}}}}");
    }

    @Test
    void valuesThatDoubleAreUnread() {
        StringBuilder resources = new StringBuilder("{'P40':" + PARAMETER + "'x'}}");
        for (int i = 0; i < 40; i++) {
            String next = "${P" + (i + 1) + ".Value}";
            resources.append(",'P" + i + "':" + PARAMETER + "{'Fn::Sub':'" + next + next + "'}}}");
        }
        assertUnread(resources + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Fn::Cidr':[{'Fn::Cidr':[{'Fn::Cidr':[{'Fn::Cidr':['10.0.0.0/8',256,8]},256,8]},256,8]},256,8]}",
                "1e9999"
            })
    void aValueBeyondBoundsIsUnread(String value) {
        assertUnread("{'Q':{'Type':'AWS::SQS::Queue','Properties':{'QueueName':" + value + "}}}");
    }

    @Test
    void aTextThatIsRepeatedBeyondBoundsIsUnread() {
        String sub = "{'Fn::Sub':['" + "${a}".repeat(50_000) + "',{'a':'" + "x".repeat(2_000) + "'}]}";
        assertUnread("{'Q':{'Type':'AWS::SQS::Queue','Properties':{'QueueName':" + sub + "}}}");
    }

    @Test
    void theTableRefusesATextThatIsRepeatedBeyondBounds() {
        var sub = ChangedStack.json("{'Fn::Sub':['" + "${a}".repeat(5_000) + "',{'a':'" + "x".repeat(2_000) + "'}]}");
        Template template = new Template(sub, Map.of(), null);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> template.text(sub))
                .withMessageContaining("longer than the maximum template size");
    }

    @Test
    void moreResourcesAndConditionsThanCloudFormationDeploysAreUnread() {
        StringBuilder resources = new StringBuilder("{'A':{'Type':'AWS::SQS::Queue'}");
        for (int i = 0; i < 300; i++) {
            resources.append(",'Q" + i + "':{'Type':'AWS::SQS::Queue','Condition':'C" + i + "'}");
        }
        assertUnread(resources + "}");
    }

    @Test
    void anAppThatIsItsOwnStageIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("manifest.json"),
                "{\"artifacts\":{\"a\":{\"type\":\"cdk:cloud-assembly\",\"properties\":{\"directoryName\":\".\"}}}}");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TemplateFiles.ofApp(folder))
                .withMessageContaining("stage that contains itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a\\u0000b", "T.template.json"})
    void aNestedStackThatCannotBeIsUnread(String asset) throws IOException {
        StringBuilder resources = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            resources.append((i == 0 ? "" : ",") + "\"N" + i
                    + "\":{\"Type\":\"AWS::CloudFormation::Stack\",\"Metadata\":{\"aws:asset:path\":\"" + asset
                    + "\"}}");
        }
        Path file = Files.writeString(folder.resolve("T.template.json"), "{\"Resources\":{" + resources + "}}");
        Assertions.assertTimeoutPreemptively(
                SOON,
                () -> assertThat(Openings.of(java.util.List.of(TemplateFiles.read(file, "us-east-1")), null)
                                .unread())
                        .isNotEmpty());
    }

    private static void assertUnread(String resources) {
        ChangedStack stack = new ChangedStack();
        stack.template().removeAll();
        stack.template().set("Resources", ChangedStack.json(resources));
        Assertions.assertTimeoutPreemptively(
                SOON, () -> assertThat(stack.openings().unread()).isNotEmpty());
    }
}
