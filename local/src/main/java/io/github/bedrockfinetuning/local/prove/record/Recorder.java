package io.github.bedrockfinetuning.local.prove.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.run.Failures;
import io.github.bedrockfinetuning.run.PermanentFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.bedrock.model.ConflictException;

/** Records the responses to requests during an experiment, except throttling errors and service failures. */
public final class Recorder implements ExecutionInterceptor {
    private static final ExecutionAttribute<JsonNode> BODY = new ExecutionAttribute<>("ProveBody");
    private static final ObjectMapper JSON = Json.mapper();

    private final List<Exchange> exchanges = new ArrayList<>();
    private final Map<Question, Map<String, Map<String, String>>> facts = new EnumMap<>(Question.class);
    private final Map<Question, Map<String, Map<String, Duration>>> times = new EnumMap<>(Question.class);
    private final Set<Question> tried = EnumSet.noneOf(Question.class);
    private Question question;
    private String label = "";

    /** Starts recording responses for an experiment. */
    public void begin(Question asked) {
        question = asked;
        label = "";
        tried.add(asked);
    }

    /** Stops recording until the next experiment. */
    public void pause() {
        question = null;
    }

    /** Discards the responses of an experiment that could not be completed. */
    public void discard(Question asked) {
        tried.remove(asked);
    }

    /** @param subject the subject of the following requests; must not contain data */
    public void about(String subject) {
        label = subject;
    }

    /** Records a value that must be equal in AWS and in the local simulation. */
    public void fact(String operation, String member, String value) {
        facts.computeIfAbsent(question, absent -> new TreeMap<>())
                .computeIfAbsent(operation, absent -> new TreeMap<>())
                .put(member, value);
    }

    /** Records a duration that AWS documents. */
    public void time(String operation, String member, Duration took) {
        times.computeIfAbsent(question, absent -> new TreeMap<>())
                .computeIfAbsent(operation, absent -> new TreeMap<>())
                .put(member, took);
    }

    public Recording recording() {
        return new Recording(
                List.copyOf(exchanges),
                facts,
                times,
                tried.isEmpty() ? EnumSet.noneOf(Question.class) : EnumSet.copyOf(tried));
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        boolean json = context.httpResponse()
                .firstMatchingHeader("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        if (!json || context.responseBody().isEmpty() || question == null) {
            return context.responseBody();
        }
        try (InputStream in = context.responseBody().get()) {
            byte[] bytes = in.readAllBytes();
            attributes.putAttribute(BODY, bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes));
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (question != null) {
            AnswerShape shape = new AnswerShape(context.response(), Optional.ofNullable(attributes.getAttribute(BODY)));
            exchanges.add(new Exchange(
                    question, operation(attributes), label, Optional.empty(), shape.members(), shape.enums()));
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (question != null && context.exception() instanceof AwsServiceException refused && isAnswer(refused)) {
            exchanges.add(new Exchange(
                    question, operation(attributes), label, Optional.of(Failures.code(refused)), Map.of(), Map.of()));
        }
    }

    /**
     * Returns whether an error response is a result. Conflicts are results, because some experiments expect them,
     * although a run retries them.
     */
    public static boolean isAnswer(AwsServiceException refused) {
        return refused instanceof ConflictException || Failures.of(refused) instanceof PermanentFailure;
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
