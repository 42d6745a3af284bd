package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;
import static io.github.bedrockfinetuning.local.assumptions.Assumption.reported;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** Stacks in a network of their own. */
final class NetworkAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "network-jobs",
                            "bedrock/latest/userguide/custom-model-job-access-security.html#vpc-data-access-role",
                            "A job with a VPC configuration makes its interfaces in the job's role,"
                                    + " tagged BedrockManaged and BedrockModelCustomizationJobArn, and reads"
                                    + " and writes S3 through them.")
                    .about("bedrock:CreateModelCustomizationJob")
                    .reliedOnBy("NetworkAccess", "TrainingJob")
                    .simulatedBy("JobRequests")
                    .heldBy(
                            "PeerTrapsTest.trap10_aJobInAVpcThatIsNotSetUpForIt",
                            "NetworkTest.putsEveryFunctionAndJobInside")
                    .shownBy(Question.ISOLATED_NETWORK),
            documented(
                            "network-functions",
                            "lambda/latest/dg/configuration-vpc.html",
                            "Lambda makes a function's interfaces in the function's role; requests"
                                    + " of the function's code have lambda:SourceFunctionArn.")
                    .about("AWS::Lambda::Function")
                    .reliedOnBy("NetworkAccess")
                    .simulatedBy("Evaluation")
                    .heldBy("NetworkTest.keepsFunctionsFromMakingNetworkInterfacesThemselves")
                    .shownBy(Question.ISOLATED_NETWORK),
            documented(
                            "network-endpoints",
                            "vpc/latest/privatelink/vpc-endpoints-access.html",
                            "An endpoint lets through what its policy allows, for whom it names, of"
                                    + " the requests that pass it.")
                    .about("AWS::IAM::ManagedPolicy")
                    .reliedOnBy("Endpoints")
                    .simulatedBy("StackPolicies")
                    .heldBy(
                            "NetworkTest.endpointsLetThroughWhatTheRolesInsideMayDoForThisAccountAlone",
                            "IsolatedRehearsalTest.endsInTheSameVerdictAndCallsOnlyWhatHasAnEndpoint")
                    .shownBy(Question.ISOLATED_NETWORK),
            documented(
                            "network-answers",
                            "AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html",
                            "Answers about custom resources go to the bucket"
                                    + " cloudformation-custom-resource-response-REGION, the Region without"
                                    + " hyphens.")
                    .about("Custom::FineTuningRuns")
                    .reliedOnBy("Endpoints")
                    .heldBy("StackEndTest.answersFromWithinANetworkToCloudFormationAlone")
                    .shownBy(Question.ISOLATED_NETWORK),
            reported(
                            "network-zones",
                            "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html;"
                                    + " aws/aws-cdk#4912",
                            "Not every Availability Zone has every endpoint service.")
                    .about("AWS::Lambda::Function")
                    .reliedOnBy("Network")
                    .heldBy("NetworkTest.takesTheZonesThatItIsGiven")
                    .shownBy(Question.ISOLATED_NETWORK));

    private NetworkAssumptions() {}
}
