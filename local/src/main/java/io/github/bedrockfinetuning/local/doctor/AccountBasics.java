package io.github.bedrockfinetuning.local.doctor;

import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.local.account.AccountClients;
import io.github.bedrockfinetuning.preflight.Check;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Checks the credentials, the Region, and the CDK bootstrap stack. */
final class AccountBasics {
    /**
     * The minimum bootstrap version that the CheckBootstrapVersion rule in the templates requires.
     *
     * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html">Bootstrap versions</a>
     */
    static final int BOOTSTRAP_VERSION = 6;

    /** The parameter from which the default synthesizer of the CDK reads the bootstrap version. */
    static final String BOOTSTRAP_PARAMETER = "/cdk-bootstrap/hnb659fds/version";

    private static final Subject CREDENTIALS = new Subject("credentials");
    private static final Subject REGION = new Subject("region");
    private static final Subject BOOTSTRAP = new Subject("bootstrap");

    private final AccountClients clients;

    AccountBasics(AccountClients clients) {
        this.clients = clients;
    }

    /**
     * Checks the caller's credentials. GetCallerIdentity requires no permissions, so credentials that AWS rejects for
     * this request are not valid for any other request.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials, or if AWS rejects them
     * @see <a
     *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
     */
    Check credentials() {
        GetCallerIdentityResponse caller = clients.sts().getCallerIdentity();
        String who = caller.arn().replaceFirst("^(?:[^:]*:){5}", "");
        return CREDENTIALS.pass(who + " of account " + caller.account());
    }

    /**
     * Checks whether Bedrock can fine-tune a model from the catalog in the Region, and whether the Region has a
     * default base model.
     */
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
                    "Bedrock does not support fine-tuning for any model in " + region + ".",
                    "Set AWS_REGION to " + String.join(" or ", regions) + ".");
        }
        String found = region + ": " + String.join(", ", models);
        return catalogue.defaultBase(region).isPresent()
                ? REGION.pass(found)
                : REGION.warn(
                        found + ". There is no default base model in this Region.",
                        "Specify a model with -c baseModel=ID when you deploy the stack, or set AWS_REGION to "
                                + String.join(" or ", catalogue.defaultRegions()) + ".");
    }

    /** @param parameter the name of the parameter that contains the version */
    Check bootstrap(String parameter) {
        return BOOTSTRAP.ask(() -> {
            String remedy = "Run npx aws-cdk bootstrap in this account and Region.";
            try {
                String version = clients.aws()
                        .ssm()
                        .getParameter(r -> r.name(parameter))
                        .parameter()
                        .value();
                return version.matches("\\d{1,6}") && Integer.parseInt(version) >= BOOTSTRAP_VERSION
                        ? BOOTSTRAP.pass("version " + version)
                        : BOOTSTRAP.fail(
                                "The CDK bootstrap stack has version " + version
                                        + ", but the template requires version " + BOOTSTRAP_VERSION + " or later.",
                                remedy);
            } catch (ParameterNotFoundException e) {
                return BOOTSTRAP.fail(
                        "The CDK bootstrap stack is missing: the parameter " + parameter
                                + " does not exist in Parameter Store.",
                        remedy);
            }
        });
    }
}
