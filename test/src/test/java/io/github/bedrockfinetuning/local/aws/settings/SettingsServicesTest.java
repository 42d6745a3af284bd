package io.github.bedrockfinetuning.local.aws.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.Transport;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** Tests the simulated Parameter Store and Service Quotas with the SDK clients. */
class SettingsServicesTest {
    private final LocalAws aws = new LocalAws(
            new VirtualClock(Instant.parse("2026-11-22T09:00:00Z")),
            "us-east-1",
            "111122223333",
            ModelFactory.local("us-east-1"));
    private final SsmClient ssm = Transport.DIRECT.ssm(aws);
    private final ServiceQuotasClient quotas = Transport.DIRECT.serviceQuotas(aws);

    @Test
    void keepsEveryVersionOfAParameter() {
        put("/fine-tuning/a/routing", "one");
        ssm.putParameter(r -> r.name("/fine-tuning/a/routing").value("two").overwrite(true));
        assertThat(ssm.getParameter(r -> r.name("/fine-tuning/a/routing"))
                        .parameter()
                        .value())
                .isEqualTo("two");
        assertThat(ssm.getParameterHistory(r -> r.name("/fine-tuning/a/routing"))
                        .parameters())
                .extracting("value")
                .containsExactly("one", "two");
    }

    @Test
    void refusesToOverwriteUnaskedAndNamesThatAreReserved() {
        put("/fine-tuning/a/routing", "one");
        assertThatThrownBy(() -> put("/fine-tuning/a/routing", "two"))
                .isInstanceOf(ParameterAlreadyExistsException.class);
        assertThatThrownBy(() -> put("/aws/reserved", "x")).isInstanceOf(SsmException.class);
        assertThatThrownBy(() -> put("/fine tuning/space", "x")).isInstanceOf(SsmException.class);
    }

    @Test
    void listsTheParametersBelowAPathPageByPage() {
        for (int number = 10; number < 22; number++) {
            put("/bedrock-fine-tuning/stack-" + number, "value " + number);
        }
        put("/bedrock-fine-tuning/stack-10/deeper", "x");
        put("/bedrock-fine-tuning-other/stack", "x");
        assertThat(ssm.getParametersByPathPaginator(r -> r.path("/bedrock-fine-tuning")).stream()
                        .flatMap(page -> page.parameters().stream()))
                .extracting(parameter -> parameter.value())
                .containsExactlyElementsOf(IntStream.range(10, 22)
                        .mapToObj(number -> "value " + number)
                        .toList());
        assertThat(ssm.getParametersByPath(r -> r.path("/bedrock-fine-tuning")).parameters())
                .hasSize(10);
        assertThat(ssm.getParametersByPath(
                                r -> r.path("/bedrock-fine-tuning/stack-10/").recursive(true))
                        .parameters())
                .extracting(parameter -> parameter.name())
                .containsExactly("/bedrock-fine-tuning/stack-10/deeper");
        assertThat(ssm.getParametersByPath(r -> r.path("/none")).parameters()).isEmpty();
        assertThatThrownBy(() -> ssm.getParametersByPath(r -> r.path("none"))).isInstanceOf(SsmException.class);
        assertThatThrownBy(() -> ssm.getParametersByPath(r -> r.path("/none").maxResults(11)))
                .isInstanceOf(SsmException.class);
    }

    @Test
    void knowsNoOtherParameter() {
        assertThatThrownBy(() -> ssm.getParameter(r -> r.name("/fine-tuning/a/routing")))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void tellsTheAccountsQuotasAndNoOthers() {
        aws.quotas().set(Quotas.SCHEDULED_JOBS, 3);
        assertThat(quotas.listServiceQuotas(r -> r.serviceCode("bedrock")).quotas())
                .filteredOn(quota -> quota.quotaCode().equals("L-0406044C"))
                .extracting(quota -> quota.value())
                .containsExactly(3.0);
        assertThat(quotas.listServiceQuotas(r -> r.serviceCode("bedrock")).quotas())
                .extracting(quota -> quota.quotaCode())
                .contains(Quotas.SCHEDULED_JOBS, Quotas.MODEL_UNITS, "L-EC6A6ABC")
                .doesNotContain(Quotas.TRAINING_SLOTS)
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesAValueOfMoreThanFourKilobytes() {
        put("/fine-tuning/a/routing", "x".repeat(4_096));
        assertThatThrownBy(() -> put("/fine-tuning/b/routing", "x".repeat(4_097)))
                .isInstanceOf(SsmException.class)
                .hasMessageContaining("4096");
    }

    private void put(String name, String value) {
        ssm.putParameter(r -> r.name(name).value(value).type(ParameterType.STRING));
    }
}
