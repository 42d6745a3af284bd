package io.github.bedrockfinetuning.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Checks that docs/workflow.svg matches the synthesized definition. To draw it again, run this test with the
 * environment variable {@code UPDATE_DOCUMENTS=true}.
 */
class WorkflowPictureTest {
    private static final Path PICTURE = Repository.root().resolve("docs/workflow.svg");

    @Test
    void thePictureInTheReadmeIsOfTheMachineAsSynthesized() throws Exception {
        String drawn;
        try (DeployedStack stack = Stacks.deploy()) {
            drawn = WorkflowPicture.draw(stack.definition());
        }
        if ("true".equals(System.getenv("UPDATE_DOCUMENTS"))) {
            Files.writeString(PICTURE, drawn);
        }
        assertThat(Files.readString(PICTURE))
                .as("docs/workflow.svg is stale: run this test with UPDATE_DOCUMENTS=true")
                .isEqualTo(drawn);
    }

    @Test
    void everyStateIsInThePicture() throws Exception {
        String drawn = WorkflowPicture.draw(new ObjectMapper().readTree("""
                        {"StartAt":"Fork","States":{"Fork":{"Type":"Parallel","Next":"Which?","Branches":[
                        {"StartAt":"A <b>","States":{"A <b>":{"Type":"Task","End":true}}},
                        {"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}]},
                        "Which?":{"Type":"Choice","Choices":[{"Variable":"$.s","StringEquals":"MORE","Next":"Fork"}],
                        "Default":"Done"},"Done":{"Type":"Succeed"}}}
                        """));
        assertThat(drawn).contains(">Fork<", ">A &lt;b&gt;<", ">B<", ">Which?<", ">Done<", ">more<");
    }
}
