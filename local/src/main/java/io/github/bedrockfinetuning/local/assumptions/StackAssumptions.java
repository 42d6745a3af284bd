package io.github.bedrockfinetuning.local.assumptions;

import static io.github.bedrockfinetuning.local.assumptions.Assumption.documented;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/** CloudFormation, and what a deployment may hold. */
final class StackAssumptions {
    static final List<Assumption> ALL = List.of(
            documented(
                            "resource-answer",
                            "AWSCloudFormation/latest/UserGuide/template-custom-resources.html",
                            "CloudFormation waits for the answer about a custom resource at an"
                                    + " address that it has signed; a failure stops the deletion of the"
                                    + " stack, and the reason is shown.")
                    .about("Custom::FineTuningRuns")
                    .reliedOnBy("CloudFormationAnswer", "EndRuns")
                    .simulatedBy("StackDeletion")
                    .heldBy(
                            "EndRunsTest.answersAgainWhereTheAnswerWasNotTaken",
                            "StackDeletionTest.isRefusedWhereTheRunsThingsCannotBeRemovedAndCanBeRepeated")
                    .shownBy(Question.STACK_DELETION),
            documented(
                            "resource-timeout",
                            "AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html",
                            "CloudFormation waits as long as ServiceTimeout says, at most an hour.")
                    .about("Custom::FineTuningRuns")
                    .reliedOnBy("StackEnd")
                    .simulatedBy("StackDeletion")
                    .heldBy("StackEndTest.waitsALittleLongerThanItsFunctionMayTake")
                    .shownBy(Question.STACK_DELETION),
            documented(
                            "resource-order",
                            "AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
                            "What depends on a resource is deleted before it, and the rest at the" + " same time.")
                    .about("Custom::FineTuningRuns", "AWS::Events::Rule")
                    .reliedOnBy("StackEnd")
                    .simulatedBy("StackDeletion")
                    .heldBy(
                            "StackEndTest.allThatEndsRunsStandsUntilTheyHaveEnded",
                            "StackEndTest.noRunBeginsWhileRunsAreEnded",
                            "StackEndTest.whatDoesNotWaitStartsRunsOrShowsThem",
                            "StackDeletionTest.startsNoRunAnyMore")
                    .shownBy(Question.STACK_DELETION),
            documented(
                            "calls-pass",
                            "sdkref/latest/guide/feature-retry-behavior.html",
                            "Throttling and answers of 500 and above pass; the same request may be sent again.")
                    .about("Custom::FineTuningRuns")
                    .reliedOnBy("Failures", "EndRuns")
                    .simulatedBy("Dispatcher")
                    .heldBy(
                            "FailuresTest.tellsWhetherAskingAgainCanHelp",
                            "EndRunsTest.goesOnOverWhatPasses",
                            "EndRunsTest.refusesBeforeItsTimeIsUpWhereItNeverPasses",
                            "StackDeletionTest.isRefusedInTimeWhereOneOfItsCallsIsThrottledForEverAndCanBeRepeated")
                    .notShown("nobody can make a service throttle on purpose without disturbing the account"),
            documented(
                            "resource-kept",
                            "AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
                            "With RetainExceptOnCreate a resource goes when the deployment that"
                                    + " creates it is rolled back, and stays when the stack is deleted.")
                    .about("AWS::KMS::Key", "AWS::S3::Bucket")
                    .reliedOnBy("DataStoreProps")
                    .simulatedBy("StackDeletion")
                    .heldBy("DataStoreTest.keepsThreeKeysThatRotateAndOutliveTheStack")
                    .shownBy(Question.STACK_DELETION),
            documented(
                            "template-region",
                            "AWSCloudFormation/latest/UserGuide/rules-section-structure.html",
                            "A rule of a template may compare the Region, and fails the deployment"
                                    + " before anything is created.")
                    .about("AWS::StepFunctions::StateMachine")
                    .reliedOnBy("ModelChoice")
                    .heldBy("FineTuningWorkflowTest.leavesTheDefaultModelsToDeploymentWhereTheRegionIsNotKnown")
                    .shownBy(Question.TEMPLATE),
            documented(
                            "policy-size",
                            "IAM/latest/UserGuide/reference_iam-quotas.html",
                            "A managed policy holds at most 6,144 characters without white space, and a role's trust policy 2,048.")
                    .about("AWS::IAM::ManagedPolicy")
                    .reliedOnBy("StepFunction", "StepAccess")
                    .heldBy("PolicySizeTest.noPolicyIsTooLongUnderTheLongestNameOfAStack")
                    .shownBy(Question.STACK),
            documented(
                            "policy-words",
                            "service-authorization/latest/reference/reference.html",
                            "The actions, resource types and condition keys of the policies are"
                                    + " those that AWS knows.")
                    .about("AWS::IAM::ManagedPolicy", "AWS::IAM::Role")
                    .reliedOnBy("Statements")
                    .simulatedBy("Evaluation")
                    .heldBy("AuthorizationReferenceTest.everyActionResourceAndConditionKeyExists")
                    .shownBy(Question.STACK),
            documented(
                            "policy-evaluation",
                            "IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
                            "A request of a role is allowed by its policies or the resource's own,"
                                    + " unless one of them denies it; for a key its policy must allow it or"
                                    + " let IAM do so.")
                    .about("AWS::IAM::ManagedPolicy", "AWS::KMS::Key")
                    .reliedOnBy("Statements")
                    .simulatedBy("Evaluation")
                    .heldBy(
                            "OtherSimulatorTest.decidesRandomRequestsAsAnotherSimulatorDoes",
                            "AccessMatrixTest.anotherSimulatorDecidesEveryCellTheSame")
                    .shownBy(Question.TRAIL));

    private StackAssumptions() {}
}
