package io.github.bedrockfinetuning.local.aws.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

class ConverseTest {
    private static final String NOVA = "amazon.nova-micro-v1:0";

    private final BedrockFixture at = new BedrockFixture();

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void answersWithUsageAndLatency() {
        ConverseResponse answer = at.runtime.converse(r -> r.modelId(NOVA)
                .system(SystemContentBlock.fromText("Answer with refund or delivery."))
                .messages(user("Where is my parcel?"))
                .inferenceConfig(c -> c.maxTokens(20).temperature(0f)));

        assertThat(answer.output().message().content()).hasSize(1);
        assertThat(answer.output().message().roleAsString()).isEqualTo("assistant");
        assertThat(answer.usage().totalTokens())
                .isEqualTo(answer.usage().inputTokens() + answer.usage().outputTokens());
        assertThat(answer.metrics().latencyMs()).isPositive();
        assertThat(at.aws.meter().billed().get("answering").amount()).isPositive();
    }

    @Test
    void refusesIdsThatAreForTrainingOnly() {
        assertRefused("identifier is invalid", r -> r.modelId(BedrockFixture.NOVA_MICRO));
        assertRefused("identifier is invalid", r -> r.modelId("amazon.unknown-v1:0"));
        assertRefused("inference profile", r -> r.modelId("anthropic.claude-haiku-4-5-20251001-v1:0"));
        String model = at.train("run1");
        assertRefused("modelId", r -> r.modelId(model));
    }

    @Test
    void refusesAModelPastItsEndOfLife() {
        assertThatThrownBy(() -> ask(at, "anthropic.claude-3-haiku-20240307-v1:0", "hi"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("end of its life");
    }

    @Test
    void refusesConversationsThatDoNotAlternateFromUserToUser() {
        assertRefused("start with a user", r -> r.messages(assistant("a"), user("u")));
        assertRefused("alternate", r -> r.messages(user("a"), user("b")));
        assertRefused("end with a user", r -> r.messages(user("a"), assistant("b")));
        assertRefused("messages field is empty", r -> r.messages(List.of()));
        assertRefused("is blank", r -> r.messages(user("  ")));
        assertRefused("is empty", r -> r.messages(message("user")));
    }

    @Test
    void refusesTextsWithoutAnythingToRead() {
        assertRefused("messages.0.content.0 is blank", r -> r.messages(user("")));
        assertRefused("messages.0.content.0 is blank", r -> r.messages(user(" \t\n")));
        assertRefused("messages.1.content.0 is blank", r -> r.messages(user("a"), assistant(" "), user("b")));
        assertRefused("messages.0.content.1 is blank", r -> r.messages(message("user", text("a"), text(" "))));
        assertRefused("system.1.member.text", r -> r.system(SystemContentBlock.fromText("")));
        assertRefused("system.0 is blank", r -> r.system(SystemContentBlock.fromText(" \n")));
        assertRefused(
                "system.1 is blank",
                r -> r.system(SystemContentBlock.fromText("Be brief."), SystemContentBlock.fromText(" ")));
    }

    @Test
    void refusesSettingsOutOfRangeAndWhatItDoesNotKnow() {
        assertRefused("inferenceConfig.temperature", r -> r.inferenceConfig(c -> c.temperature(1.5f)));
        assertRefused("inferenceConfig.maxTokens", r -> r.inferenceConfig(c -> c.maxTokens(0)));
        assertRefused("messages.1.member.role", r -> r.messages(message("system", text("x"))));
        assertRefused(
                "guardrailConfig",
                r -> r.guardrailConfig(g -> g.guardrailIdentifier("abc").guardrailVersion("1")));
        assertRefused("inferenceConfig.topP", r -> r.inferenceConfig(c -> c.topP(1f)));
        assertRefused("inferenceConfig.stopSequences", r -> r.inferenceConfig(c -> c.stopSequences(".")));
        assertRefused(
                "messages.1.member.content.1.member.cachePoint",
                r -> r.messages(message(
                        "user",
                        ContentBlock.fromCachePoint(
                                CachePointBlock.builder().type("default").build()))));
        assertRefused(
                "system.1.member.cachePoint",
                r -> r.system(SystemContentBlock.fromCachePoint(
                        CachePointBlock.builder().type("default").build())));
    }

    @Test
    void throttlesAboveTheQuotaOfRequestsAMinute() {
        at.aws.bedrock().requestsPerMinute(NOVA, 4);
        for (int i = 0; i < 4; i++) {
            ask(at, NOVA, "hi");
        }

        assertThatThrownBy(() -> ask(at, NOVA, "hi")).isInstanceOf(ThrottlingException.class);
        at.pass(Duration.ofSeconds(59));
        assertThatThrownBy(() -> ask(at, NOVA, "hi")).isInstanceOf(ThrottlingException.class);
        at.pass(Duration.ofSeconds(1));
        ask(at, NOVA, "hi");
    }

    @Test
    void describesTheModelsOfTheRegion() {
        var nova = at.bedrock
                .getFoundationModel(r -> r.modelIdentifier(BedrockFixture.NOVA_MICRO))
                .modelDetails();
        assertThat(nova.modelLifecycle().statusAsString()).isEqualTo("ACTIVE");
        assertThat(nova.customizationsSupportedAsStrings()).containsExactly("FINE_TUNING");
        var haiku = at.bedrock
                .getFoundationModel(r -> r.modelIdentifier("anthropic.claude-3-haiku-20240307-v1:0"))
                .modelDetails();
        assertThat(haiku.modelLifecycle().statusAsString()).isEqualTo("LEGACY");
        assertThat(haiku.modelLifecycle().endOfLifeTime()).isBefore(at.clock.now());
        assertThat(at.bedrock
                        .getFoundationModel(r -> r.modelIdentifier("amazon.nova-micro-v1:0"))
                        .modelDetails()
                        .customizationsSupportedAsStrings())
                .isEmpty();
        assertThat(at.bedrock.getModelInvocationLoggingConfiguration(r -> {}).loggingConfig())
                .isNull();
    }

    static String ask(BedrockFixture at, String modelId, String text) {
        return at.runtime.converse(r -> r.modelId(modelId).messages(user(text))).output().message().content().stream()
                .map(ContentBlock::text)
                .reduce("", String::concat);
    }

    private void assertRefused(String why, Consumer<ConverseRequest.Builder> change) {
        Consumer<ConverseRequest.Builder> valid = r -> r.modelId(NOVA).messages(user("hi"));
        assertThatThrownBy(() -> at.runtime.converse(valid.andThen(change)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(why);
    }

    private static Message user(String text) {
        return message("user", text(text));
    }

    private static Message assistant(String text) {
        return message("assistant", text(text));
    }

    private static Message message(String role, ContentBlock... content) {
        return Message.builder().role(role).content(content).build();
    }

    private static ContentBlock text(String text) {
        return ContentBlock.fromText(text);
    }
}
