package io.github.bedrockfinetuning.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.TopicAttributes;

/** Tests existing topics for notifications and for alarms. */
class GivenTopicsTest {
    private static final String ARN = "arn:aws:sns:us-east-1:111122223333:";
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/11112222-3333-4444-5555-666677778888";

    /** Two workflows share one topic for notifications and one for alarms, each with its own key. */
    private static final Synthesized SHARED = Synthesized.stack("us-east-1", stack -> {
        Topic news = Topic.Builder.create(stack, "News")
                .masterKey(new Key(stack, "NewsKey"))
                .build();
        Topic pages = Topic.Builder.create(stack, "Pages")
                .masterKey(new Key(stack, "PagesKey"))
                .build();
        for (String id : List.of("One", "Other")) {
            FineTuningWorkflow workflow = FineTuningWorkflow.Builder.create(stack, id)
                    .notificationTopic(news)
                    .alarmTopic(pages)
                    .build();
            assertThat(workflow.getTopic()).isSameAs(news);
            assertThat(workflow.getAlarmTopic()).isSameAs(pages);
        }
    });

    @Test
    void noOtherTopicIsCreated() {
        assertThat(SHARED.all("AWS::SNS::Topic")).hasSize(2);
    }

    @Test
    void notificationsAndAlarmsGoToTheirTopics() {
        SHARED.all("AWS::CloudWatch::Alarm")
                .values()
                .forEach(
                        alarm -> assertThat(alarm.at("/Properties/AlarmActions").toString())
                                .contains("Pages"));
        assertThat(SHARED.one("AWS::Lambda::Function", "OneTellFunction")
                        .at("/Properties/Environment/Variables/TOPIC_ARN")
                        .toString())
                .contains("News");
        assertThat(SHARED.statement("OneTellPolicy", "Notify").path("Resource").toString())
                .contains("News")
                .doesNotContain("Pages");
    }

    @Test
    void thoseWhoPublishMayUseTheKeyOfTheTopic() {
        assertThat(SHARED.statement("OneTellPolicy", "TopicKey")
                        .path("Resource")
                        .toString())
                .contains("NewsKey");
        assertThat(Synthesized.sids(SHARED.one("AWS::KMS::Key", "PagesKey").at("/Properties/KeyPolicy")))
                .containsOnlyOnce("AlarmsToTopic");
        assertThat(Synthesized.sids(SHARED.one("AWS::SNS::TopicPolicy", "Pages").at("/Properties/PolicyDocument")))
                .containsExactly("Alarms");
        assertThat(SHARED.all("AWS::SNS::TopicPolicy")).hasSize(1);
    }

    @Test
    void theOwnerOfAnImportedTopicIsToldWhatToAllow() {
        Stack stack = Synthesized.empty("us-east-1");
        FineTuningWorkflow.Builder.create(stack, "FineTuning")
                .notificationTopic(Topic.fromTopicAttributes(
                        stack,
                        "News",
                        TopicAttributes.builder()
                                .topicArn(ARN + "news")
                                .keyArn(KEY)
                                .build()))
                .alarmTopic(Topic.fromTopicArn(stack, "Pages", ARN + "pages"))
                .build();
        for (String prop : List.of("notificationTopic", "alarmTopic")) {
            Annotations.fromStack(stack)
                    .hasWarning(
                            "/Test/FineTuning",
                            Match.stringLikeRegexp(
                                    "cannot change the policy of the imported " + prop + ".*cloudwatch.*keyArn.*"));
        }
        Synthesized template = Synthesized.of(stack);
        JsonNode key = template.statement("FineTuningTellPolicy", "TopicKey");
        assertThat(key.path("Resource").asText()).isEqualTo(KEY);
        assertThat(template.all("AWS::SNS::Topic")).isEmpty();
    }

    @Test
    void aTopicOfAnotherStackOfTheAppClosesNoCircle() {
        App app = new App();
        Stack shared = new Stack(app, "Shared");
        Topic topic = Topic.Builder.create(shared, "News")
                .masterKey(new Key(shared, "Key"))
                .build();
        Stack stack = new Stack(app, "Tuning");
        FineTuningWorkflow.Builder.create(stack, "FineTuning")
                .notificationTopic(topic)
                .build();
        assertThat(Synthesized.of(stack).all("AWS::SNS::Topic")).isEmpty();
        assertThat(Synthesized.of(shared).one("AWS::SNS::TopicPolicy", "News").toString())
                .contains("\"Alarms\"");
    }
}
