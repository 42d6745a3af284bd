package io.github.bedrockfinetuning.steps;

import io.github.bedrockfinetuning.run.Aws;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Returns Bedrock responses that the local simulation does not return. */
final class SpoiltAws implements Aws {
    private final Aws whole;
    private final List<Spoilt> plan = new ArrayList<>();
    private final SpoiltQuestions questions = new SpoiltQuestions();

    private static final class Spoilt {
        private final String method;
        private final RuntimeException refusal;
        private final UnaryOperator<Object> answer;
        private int left;

        private Spoilt(String method, RuntimeException refusal, UnaryOperator<Object> answer, int left) {
            this.method = method;
            this.refusal = refusal;
            this.answer = answer;
            this.left = left;
        }
    }

    SpoiltAws(Aws whole) {
        this.whole = whole;
    }

    void refuse(String method, RuntimeException refusal, int times) {
        plan.add(new Spoilt(method, refusal, null, times));
    }

    void answer(String method, UnaryOperator<Object> answer, int times) {
        plan.add(new Spoilt(method, null, answer, times));
    }

    SpoiltQuestions questions() {
        return questions;
    }

    @Override
    public BedrockClient bedrock() {
        BedrockClient client = whole.bedrock();
        if (plan.isEmpty()) {
            return client;
        }
        return (BedrockClient) Proxy.newProxyInstance(
                BedrockClient.class.getClassLoader(),
                new Class<?>[] {BedrockClient.class},
                (proxy, method, arguments) -> {
                    for (Spoilt spoilt : plan) {
                        if (spoilt.method.equals(method.getName()) && spoilt.left > 0) {
                            spoilt.left--;
                            if (spoilt.refusal != null) {
                                throw spoilt.refusal;
                            }
                            return spoilt.answer.apply(invoke(client, method, arguments));
                        }
                    }
                    return invoke(client, method, arguments);
                });
    }

    private static Object invoke(BedrockClient client, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public S3Client s3() {
        return whole.s3();
    }

    @Override
    public BedrockRuntimeClient bedrockRuntime() {
        return questions.over(whole.bedrockRuntime());
    }

    @Override
    public SfnClient stepFunctions() {
        return whole.stepFunctions();
    }

    @Override
    public SnsClient sns() {
        return whole.sns();
    }

    @Override
    public SsmClient ssm() {
        return whole.ssm();
    }

    @Override
    public ServiceQuotasClient serviceQuotas() {
        return whole.serviceQuotas();
    }

    @Override
    public EventBridgeClient eventBridge() {
        return whole.eventBridge();
    }
}
