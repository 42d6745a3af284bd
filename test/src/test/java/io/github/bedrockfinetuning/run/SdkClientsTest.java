package io.github.bedrockfinetuning.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.regions.Region;

class SdkClientsTest {
    private final Aws aws = new SdkClients((builder, same) ->
            same.region(Region.US_WEST_2).credentialsProvider(AnonymousCredentialsProvider.create()));

    static Stream<Arguments> services() {
        return Stream.of(
                service("s3", Aws::s3),
                service("bedrock", Aws::bedrock),
                service("bedrock", Aws::bedrockRuntime),
                service("states", Aws::stepFunctions),
                service("sns", Aws::sns),
                service("ssm", Aws::ssm),
                service("servicequotas", Aws::serviceQuotas));
    }

    private static Arguments service(String name, Function<Aws, AwsClient> client) {
        return Arguments.of(name, client);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void areMadeOnceAsTheyAreCustomizedAndLeaveRetriesToTheSteps(String name, Function<Aws, AwsClient> service) {
        AwsClient client = service.apply(aws);
        assertThat(client.serviceName()).isEqualTo(name);
        assertThat(service.apply(aws)).isSameAs(client);
        assertThat(client.serviceClientConfiguration().region()).isEqualTo(Region.US_WEST_2);
        assertThat(client.serviceClientConfiguration()
                        .overrideConfiguration()
                        .retryStrategy()
                        .orElseThrow()
                        .maxAttempts())
                .isEqualTo(1);
    }
}
