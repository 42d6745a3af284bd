package io.github.bedrockfinetuning.local.aws.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.aws.LocalAws;
import io.github.bedrockfinetuning.local.aws.settings.Quotas;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelNotReadyException;

class EndpointsTest {
    private final BedrockFixture at = new BedrockFixture();
    private final LocalAws aws = at.aws;

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void deploysOnDemandAfterMinutesAndCostsNothingByTheHour() {
        String model = at.train("run1");
        String arn = at.deploy("run1", model);

        assertThat(status(arn)).isEqualTo("Creating");
        assertThatThrownBy(() -> ConverseTest.ask(at, arn, "Where is parcel 3 now"))
                .isInstanceOf(ModelNotReadyException.class);
        assertThatThrownBy(() -> delete(arn)).isInstanceOf(ConflictException.class);
        at.pass(Duration.ofMinutes(10));

        assertThat(status("run1")).isEqualTo("Active");
        assertThat(ConverseTest.ask(at, arn, "Where is parcel 99 now")).isEqualTo("delivery");
        assertThat(aws.meter().stillBilling())
                .containsExactly(new io.github.bedrockfinetuning.local.aws.billing.Meter.Billing(
                        arn, "custom-model-deployment", BigDecimal.ZERO));
        delete(arn);
        assertThat(aws.meter().stillBilling()).isEmpty();
        assertThatThrownBy(() -> status(arn)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void givesTheSameDeploymentForTheSameToken() {
        String model = at.train("run1");

        assertThat(at.deploy("d", model)).isEqualTo(at.deploy("d", model));
        assertThat(at.bedrock
                        .listCustomModelDeployments(r -> r.nameContains("d"))
                        .modelDeploymentSummaries())
                .hasSize(1);
    }

    @Test
    void refusesAThirdDeploymentAtATime() {
        String model = at.train("run1");
        at.deploy("a", model);
        at.deploy("b", model);

        assertThatThrownBy(() -> at.deploy("c", model)).isInstanceOf(ServiceQuotaExceededException.class);
        at.pass(Duration.ofMinutes(10));
        at.deploy("c", model);
    }

    @Test
    void deletesAModelOnlyWhenNothingServesIt() {
        String model = at.train("run1");
        String arn = at.deploy("run1", model);
        at.pass(Duration.ofMinutes(10));

        assertThatThrownBy(() -> at.bedrock.deleteCustomModel(r -> r.modelIdentifier(model)))
                .isInstanceOf(ConflictException.class);
        delete(arn);
        at.bedrock.deleteCustomModel(r -> r.modelIdentifier(model));
        assertThat(at.bedrock.listCustomModels(r -> r.nameContains("run")).modelSummaries())
                .isEmpty();
        assertThat(aws.meter().stored()).isEmpty();
    }

    @Test
    void provisionsThroughputSlowlyAndChargesItUntilItIsDeleted() {
        String model = at.train("run1");
        String arn = at.provision("run1", model);
        assertThat(throughput(arn)).isEqualTo("Creating");
        at.pass(Duration.ofMinutes(30));

        assertThat(throughput("run1")).isEqualTo("InService");
        assertThat(ConverseTest.ask(at, arn, "I want my money back for order 98"))
                .isEqualTo("refund");
        assertThat(aws.meter().stillBilling()).extracting("kind").containsExactly("provisioned-throughput");
        assertThat(aws.meter().billed().get("serving").complete())
                .as("nobody has published the hourly price of Nova")
                .isFalse();
        at.bedrock.deleteProvisionedModelThroughput(r -> r.provisionedModelId(arn));
        assertThat(aws.meter().stillBilling()).isEmpty();
    }

    @Test
    void refusesThroughputWithoutModelUnits() {
        aws.quotas().set(Quotas.MODEL_UNITS, 0);
        String model = at.train("run1");

        assertThatThrownBy(() -> at.provision("run1", model))
                .isInstanceOf(ServiceQuotaExceededException.class)
                .hasMessageContaining("no commitment model units");
    }

    @Test
    void endsAsFailedWhenARehearsalPlansIt() {
        String model = at.train("run1");
        aws.bedrock().failures().failNextServing("No capacity.");
        String arn = at.deploy("run1", model);
        at.pass(Duration.ofMinutes(10));

        var got = at.bedrock.getCustomModelDeployment(r -> r.customModelDeploymentIdentifier(arn));
        assertThat(got.statusAsString()).isEqualTo("Failed");
        assertThat(got.failureMessage()).isEqualTo("No capacity.");
        delete(arn);
    }

    @Test
    void refusesToServeWhatDoesNotExist() {
        assertThatThrownBy(() -> at.provision("x", "none")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> at.deploy("x", "not-an-arn-but-long-enough")).isInstanceOf(ValidationException.class);
    }

    private String status(String deployment) {
        return at.bedrock
                .getCustomModelDeployment(r -> r.customModelDeploymentIdentifier(deployment))
                .statusAsString();
    }

    private String throughput(String id) {
        return at.bedrock
                .getProvisionedModelThroughput(r -> r.provisionedModelId(id))
                .statusAsString();
    }

    private void delete(String deployment) {
        at.bedrock.deleteCustomModelDeployment(r -> r.customModelDeploymentIdentifier(deployment));
    }
}
