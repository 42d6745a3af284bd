package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

/** Tests which uploads start a run, and the resources that deliver their events. */
class WorkflowUploadsTest {
    private static final Synthesized ANYWHERE = Synthesized.workflow(null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inbox/cats.jsonl",
                "inbox/cats/run.json",
                "inbox/run.json",
                "inbox/cats/notes.json",
                "inbox/cats.jsonl.part",
                "inbox/cats/",
                "Inbox/cats.jsonl"
            })
    void bringsEveryUploadToTheInbox(String key) throws Exception {
        assertThat(Ruler.matchesRule(created(key, "datasets"), pattern())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "staged/abc/train.jsonl",
                "runs/abc/run.json",
                "not-started/2026-11-22/upload-00.json",
                "reports/abc/inbox/a.jsonl",
                "cats.jsonl"
            })
    void bringsNothingElse(String key) throws Exception {
        assertThat(Ruler.matchesRule(created(key, "datasets"), pattern())).isFalse();
    }

    @Test
    void startsOnDropsIntoItsOwnBucketAlone() throws Exception {
        assertThat(Ruler.matchesRule(created("inbox/cats.jsonl", "another"), pattern()))
                .isFalse();
    }

    @Test
    void bringsOneDropAtATimeAndKeepsWhatCannotBeStarted() {
        JsonNode source =
                ANYWHERE.one("AWS::Lambda::EventSourceMapping", "Intake").path("Properties");
        assertThat(source.path("BatchSize").asInt()).isEqualTo(1);
        assertThat(source.at("/ScalingConfig/MaximumConcurrency").asInt()).isBetween(2, 10);
        assertThat(Synthesized.texts(source.path("FunctionResponseTypes"))).containsExactly("ReportBatchItemFailures");
        assertThat(ANYWHERE.one("AWS::SQS::Queue", "IntakeQueue")
                        .at("/Properties/RedrivePolicy/deadLetterTargetArn")
                        .toString())
                .contains("IntakeDeadLetters");
    }

    @Test
    void encryptsQueuesAndTopicAndTakesOnlyTls() {
        assertThat(ANYWHERE.all("AWS::SQS::Queue"))
                .hasSize(3)
                .allSatisfy((id, queue) -> assertThat(
                                queue.at("/Properties/KmsMasterKeyId").toString())
                        .contains("DataKey"));
        assertThat(ANYWHERE.one("AWS::SNS::Topic", "Topic")
                        .at("/Properties/KmsMasterKeyId")
                        .toString())
                .contains("DataKey");
        assertThat(ANYWHERE.all("AWS::SQS::QueuePolicy"))
                .hasSize(3)
                .allSatisfy((id, policy) -> assertThat(policy.toString()).contains("aws:SecureTransport"));
        assertThat(ANYWHERE.one("AWS::SNS::TopicPolicy", "Topic").toString()).contains("aws:SecureTransport");
    }

    private static String pattern() {
        JsonNode pattern = ANYWHERE.one("AWS::Events::Rule", "Dropped").at("/Properties/EventPattern");
        return pattern.toString()
                .replace(pattern.at("/detail/bucket/name/0").toString(), "\"datasets\"")
                .replace(pattern.at("/account/0").toString(), "\"111122223333\"");
    }

    private static String created(String key, String bucket) {
        return """
                {"source": "aws.s3", "detail-type": "Object Created", "account": "111122223333",
                 "detail": {"bucket": {"name": "%s"}, "object": {"key": "%s", "version-id": "v"}}}""".formatted(bucket, key);
    }
}
