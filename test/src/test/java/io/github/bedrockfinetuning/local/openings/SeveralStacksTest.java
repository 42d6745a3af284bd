package io.github.bedrockfinetuning.local.openings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests nested stacks, and stacks that import values from each other. */
class SeveralStacksTest {
    private static final String NESTED = """
            {"Parameters": {"Who": {"Type": "String"}},
             "Resources": {"Policy": {"Type": "AWS::SQS::QueueInlinePolicy", "Properties": {"Queue": "q",
               "PolicyDocument": {"Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*",
                 "Principal": {"AWS": {"Ref": "Who"}}}}}}},
             "Outputs": {"Who": {"Value": {"Ref": "Who"}}}}""";
    private static final String OUTER = """
            {"Resources": {"Nested": {"Type": "AWS::CloudFormation::Stack",
              "Metadata": {"aws:asset:path": "%s"},
              "Properties": {"TemplateURL": {"Fn::Sub": "https://s3.${AWS::Region}.amazonaws.com/cdk-x-assets-${AWS::AccountId}-eu-west-1/k"},
                "Parameters": {"Who": %s}}}}}""";

    @TempDir
    private Path folder;

    @Test
    void theTemplateOfANestedStackIsReadWithItsParameters() throws IOException {
        assertThat(nested("\"999988887777\"").openings()).singleElement().satisfies(opening -> {
            assertThat(opening.who()).isEqualTo("999988887777");
            assertThat(opening.place()).isEqualTo("Nested.nested/Policy");
        });
        Openings own = nested("{\"Ref\": \"AWS::AccountId\"}");
        assertThat(own.openings()).isEmpty();
        assertThat(own.unread()).isEmpty();
    }

    @Test
    void aNestedStackWhoseTemplateIsNotThereIsUnread() throws IOException {
        Path outer = Files.writeString(
                folder.resolve("Outer.template.json"), OUTER.formatted("Elsewhere.template.json", "\"x\""));
        assertThat(Openings.of(List.of(TemplateFiles.read(outer, "us-east-1")), null)
                        .unread())
                .singleElement()
                .satisfies(part -> assertThat(part.why()).contains("is missing"));
    }

    @Test
    void aValueImportedFromAnotherStackIsTheOneThatItExports() throws IOException {
        StackTemplate exporting = template(
                "A", "{'Resources': {}, 'Outputs': {'O': {'Value': '999988887777', 'Export': {'Name': 'trusted'}}}}");
        StackTemplate importing = template(
                "B",
                "{'Resources': {'P': {'Type': 'AWS::Lambda::Permission', 'Properties': {'FunctionName': 'f', 'Action':"
                        + " 'lambda:InvokeFunction', 'Principal': {'Fn::ImportValue': 'trusted'}}}}}");
        assertThat(Openings.of(List.of(importing), null).unread()).isNotEmpty();
        assertThat(Openings.of(List.of(importing), List.of(exporting), null).unread())
                .isEmpty();
        assertThat(Openings.of(List.of(exporting, importing), null))
                .satisfies(both -> assertThat(both.openings())
                        .anySatisfy(opening -> assertThat(opening.who()).isEqualTo("999988887777")))
                .satisfies(both -> assertThat(both.unread()).isEmpty());
    }

    @Test
    void theAccountOfAStackIsTheOneOfItsAssetsOrOfItsManifest() throws IOException {
        String stack = "{'Resources': {'F': {'Type': 'AWS::Lambda::Function', 'Properties': {'Code': {'S3Bucket':"
                + " 'cdk-hnb659fds-assets-222233334444-us-east-1', 'S3Key': 'k'}}}, 'P': {'Type':"
                + " 'AWS::Lambda::Permission', 'Properties': {'FunctionName': 'F', 'Action': 'lambda:InvokeFunction',"
                + " 'Principal': '222233334444'}}}}";
        assertThat(Openings.of(List.of(template("S", stack)), null).openings()).isEmpty();
        assertThat(Openings.of(List.of(template("S", stack)), "222233334444").openings())
                .isEmpty();
        assertThat(Openings.of(List.of(template("S", stack)), "555566667777").openings())
                .hasSizeGreaterThanOrEqualTo(2);

        Path file = Files.writeString(folder.resolve("S.template.json"), "{}");
        Files.writeString(
                folder.resolve("manifest.json"),
                "{\"artifacts\": {\"S\": {\"type\": \"aws:cloudformation:stack\", \"environment\":"
                        + " \"aws://222233334444/eu-west-1\", \"properties\": {\"templateFile\": \"S.template.json\"}}}}");
        assertThat(TemplateFiles.account(file)).contains("222233334444");
        assertThat(TemplateFiles.region(file)).contains("eu-west-1");
        assertThat(TemplateFiles.ofApp(folder)).containsExactly(file);
    }

    private Openings nested(String who) throws IOException {
        Files.writeString(folder.resolve("Nested.nested.template.json"), NESTED);
        Path outer = Files.writeString(
                folder.resolve("Outer.template.json"), OUTER.formatted("Nested.nested.template.json", who));
        return Openings.of(List.of(TemplateFiles.read(outer, "us-east-1")), null);
    }

    @Test
    void aNestedStackWhoseTemplateComesFromElsewhereIsUnread() throws IOException {
        Files.writeString(folder.resolve("Nested.nested.template.json"), "{\"Resources\": {}}");
        Path outer = Files.writeString(
                folder.resolve("Outer.template.json"),
                OUTER.formatted("Nested.nested.template.json", "\"x\"").replace("${AWS::AccountId}", "999988887777"));
        assertThat(Openings.of(List.of(TemplateFiles.read(outer, "us-east-1")), null)
                        .unread())
                .singleElement()
                .satisfies(part -> assertThat(part.why()).contains("a different template"));
    }

    private static StackTemplate template(String name, String text) throws IOException {
        JsonNode json = ChangedStack.JSON.readTree(text);
        return new StackTemplate(name, "us-east-1", json, java.util.Map.of());
    }
}
