package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who is asking, where, and whether the CDK can deploy there. */
final class AccountBasics {
    /**
     * The version of the bootstrap stack that the templates require, by the rule CheckBootstrapVersion that the CDK
     * writes into them.
     *
     * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html">Bootstrap versions</a>
     */
    static final int BOOTSTRAP_VERSION = 6;

    /** Where the CDK's default synthesizer looks for it. */
    static final String BOOTSTRAP_PARAMETER = "/cdk-bootstrap/hnb659fds/version";

    private static final Subject CREDENTIALS = new Subject("credentials");
    private static final Subject REGION = new Subject("region");
    private static final Subject BOOTSTRAP = new Subject("bootstrap");

    private final AccountClients clients;

    AccountBasics(AccountClients clients) {
        this.clients = clients;
    }

    /**
     * Who is asking. The call takes no permission, so credentials that it refuses are of no use for anything.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials, or AWS refuses them
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">
     *     GetCallerIdentity</a>
     */
    Check credentials() {
        GetCallerIdentityResponse caller = clients.sts().getCallerIdentity();
        String who = caller.arn().replaceFirst("^(?:[^:]*:){5}", "");
        return CREDENTIALS.pass(who + " of account " + caller.account());
    }

    /** Whether Bedrock fine-tunes any model of the catalogue in the Region, and one by default. */
    Check region() {
        String region = clients.region();
        Catalogue catalogue = Catalogue.load();
        TreeSet<String> regions = new TreeSet<>();
        catalogue.models().forEach(model -> regions.addAll(model.trainingRegions()));
        List<String> models = catalogue.models().stream()
                .filter(model -> model.trainsIn(region))
                .map(model -> model.name())
                .toList();
        if (models.isEmpty()) {
            return REGION.fail(
                    "Bedrock fine-tunes no model in " + region + ".",
                    "Set AWS_REGION to " + String.join(" or ", regions) + ".");
        }
        String found = region + ": " + String.join(", ", models);
        return catalogue.defaultBase(region).isPresent()
                ? REGION.pass(found)
                : REGION.warn(
                        found + ". No model is the default base model there.",
                        "Name one with -c baseModel=ID when you deploy, or set AWS_REGION to "
                                + String.join(" or ", catalogue.defaultRegions()) + ".");
    }

    /** @param parameter the parameter that holds the version */
    Check bootstrap(String parameter) {
        return BOOTSTRAP.ask(() -> {
            String remedy = "Run npx aws-cdk bootstrap for this account and Region.";
            try {
                String version = clients.aws()
                        .ssm()
                        .getParameter(r -> r.name(parameter))
                        .parameter()
                        .value();
                return version.matches("\\d{1,6}") && Integer.parseInt(version) >= BOOTSTRAP_VERSION
                        ? BOOTSTRAP.pass("version " + version)
                        : BOOTSTRAP.fail(
                                "The CDK's bootstrap stack has version " + version + ", the template needs "
                                        + BOOTSTRAP_VERSION + ".",
                                remedy);
            } catch (ParameterNotFoundException e) {
                return BOOTSTRAP.fail(
                        "The CDK's bootstrap stack is not there: Parameter Store has no " + parameter + ".", remedy);
            }
        });
    }
}
