package io.github.bedrockfinetuning.checkers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.rehearsal.Mutated;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Common mistakes in the template, the definition, event patterns and handler names, with the checks that detect them.
 */
final class Mistakes {
    /** The checks that can detect mistakes, except the committed template, which detects all of them. */
    enum By {
        /** The interpreter detects the mistake when it parses the definition. */
        LOADING,
        ASL_VALIDATOR,
        CFN_LINT,
        CONTROL_TOWER,
        CDK_NAG,
        /** The simulated CloudFormation rejects the template. */
        DEPLOYMENT,
        /** The names of handlers are compared with the classes of the steps. */
        HANDLERS,
        /** The patterns and targets of rules are compared with events in the format of AWS. */
        RULES,
        /** A run in the rehearsed stack fails. */
        REHEARSAL
    }

    /** @param caught the expected message of each check that detects the mistake */
    record Mistake(String name, boolean inDefinition, Consumer<ObjectNode> change, Map<By, String> caught) {
        @Override
        public String toString() {
            return name + " -> " + caught.keySet();
        }
    }

    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String RULE = "AWS::Events::Rule";

    static final List<Mistake> ALL = List.of(
            definition(
                    "a transition to a state that is not there",
                    machine -> Mutated.state(machine, "Evaluate").put("Next", "Promotes"),
                    Map.of(By.LOADING, "Promotes", By.ASL_VALIDATOR, "Promotes")),
            definition(
                    "a misspelt field of a state",
                    machine -> Mutated.state(machine, "StartServing").put("TimeoutSecond", 60),
                    Map.of(By.LOADING, "TimeoutSecond", By.ASL_VALIDATOR, "/States/StartServing")),
            definition(
                    "a misspelt comparison of a choice",
                    machine -> ((ObjectNode) Mutated.state(machine, "Trained?").at("/Choices/0"))
                            .set(
                                    "StringEqual",
                                    ((ObjectNode) Mutated.state(machine, "Trained?")
                                                    .at("/Choices/0"))
                                            .remove("StringEquals")),
                    Map.of(By.LOADING, "StringEqual")),
            definition(
                    "a misspelt intrinsic function",
                    machine -> ((ObjectNode)
                                    Mutated.state(machine, "AnswerTuned").at("/ItemReader/Parameters"))
                            .put("Key.$", "States.Fromat('staged/{}/batches.jsonl', $.runId)"),
                    Map.of(By.LOADING, "States.Fromat")),
            definition(
                    "two time-outs for one task",
                    machine -> Mutated.state(machine, "Tell").put("TimeoutSecondsPath", "$.timeout"),
                    Map.of(By.LOADING, "TimeoutSeconds", By.ASL_VALIDATOR, "Tell")),
            definition(
                    "a retrier that backs off backwards",
                    machine -> ((ObjectNode) Mutated.state(machine, "Tell").at("/Retry/1")).put("BackoffRate", 0.5),
                    Map.of(By.LOADING, "BackoffRate")),
            definition(
                    "a state that ends and goes on",
                    machine -> Mutated.state(machine, "Evaluate").put("End", true),
                    Map.of(By.LOADING, "End", By.ASL_VALIDATOR, "Evaluate")),
            definition(
                    "a path that does not begin with a dollar",
                    machine -> Mutated.state(machine, "WaitForSlot").put("SecondsPath", "waitSeconds"),
                    Map.of(By.LOADING, "SecondsPath")),
            definition(
                    "a status that no step gives",
                    machine -> ((ObjectNode) Mutated.state(machine, "Serving?").at("/Choices/0"))
                            .put("StringEquals", "SERVD"),
                    Map.of(By.REHEARSAL, "FAILED")),
            definition(
                    "a file of batches that nobody writes",
                    machine -> ((ObjectNode)
                                    Mutated.state(machine, "AnswerTuned").at("/ItemReader/Parameters"))
                            .put("Key.$", "States.Format('staged/{}/batchs.jsonl', $.runId)"),
                    Map.of(By.REHEARSAL, "FAILED")),
            template(
                    "a misspelt property",
                    template -> Mutated.properties(template, FUNCTION, "TellFunction")
                            .put("MemorySizes", 512),
                    Map.of(By.CFN_LINT, "E3002")),
            template(
                    "a runtime that Lambda does not have",
                    template -> Mutated.properties(template, FUNCTION, "SweepFunction")
                            .put("Runtime", "java52"),
                    Map.of(By.CFN_LINT, "E3030")),
            template(
                    "a time-out beyond Lambda's limit",
                    template -> Mutated.properties(template, FUNCTION, "EvaluateFunction")
                            .put("Timeout", 1200),
                    Map.of(By.CFN_LINT, "E3034")),
            template(
                    "a misspelt action in a policy",
                    template -> Mutated.part(
                                    template, "AWS::IAM::ManagedPolicy", "TellPolicy", "/PolicyDocument/Statement/2")
                            .put("Action", "s3:GetObjects"),
                    Map.of(By.CFN_LINT, "W3037")),
            template(
                    "a reference to a resource that is not there",
                    template -> Mutated.part(template, RULE, "Ended", "/Targets/0")
                            .putObject("Arn")
                            .putArray("Fn::GetAtt")
                            .add("CleanUpFunctoin")
                            .add("Arn"),
                    Map.of(By.CFN_LINT, "E1010", By.DEPLOYMENT, "CleanUpFunctoin")),
            template(
                    "a misspelt type of resource",
                    template -> Mutated.resource(template, "AWS::Scheduler::Schedule", "")
                            .put("Type", "AWS::Scheduler::Schedul"),
                    Map.of(By.CFN_LINT, "E3006")),
            template(
                    "a key that does not rotate",
                    template -> Mutated.properties(template, "AWS::KMS::Key", "ModelKey")
                            .put("EnableKeyRotation", false),
                    Map.of(By.CONTROL_TOWER, "CT.KMS.PR.1", By.CDK_NAG, "AwsSolutions-KMS5")),
            template(
                    "a bucket that may become public",
                    template -> Mutated.properties(template, "AWS::S3::Bucket", "Datasets")
                            .remove("PublicAccessBlockConfiguration"),
                    Map.of(By.CONTROL_TOWER, "CT.S3.PR.1", By.CDK_NAG, "NIST.800.53.R5-S3BucketPublicReadProhibited")),
            template(
                    "a topic that is not encrypted",
                    template ->
                            Mutated.properties(template, "AWS::SNS::Topic", "").remove("KmsMasterKeyId"),
                    Map.of(By.CDK_NAG, "NIST.800.53.R5-SNSEncryptedKMS")),
            template(
                    "a bucket that listens to plain HTTP",
                    template -> Mutated.part(template, "AWS::S3::BucketPolicy", "Results", "/PolicyDocument")
                            .putArray("Statement"),
                    Map.of(By.CDK_NAG, "AwsSolutions-S10")),
            template(
                    "a detail type in other letters",
                    template -> Mutated.part(template, RULE, "Dropped", "/EventPattern")
                            .putArray("detail-type")
                            .add("Object created"),
                    Map.of(By.RULES, "false")),
            template(
                    "a pattern without the folder",
                    template -> Mutated.part(template, RULE, "Dropped", "/EventPattern/detail/object")
                            .putArray("key")
                            .addObject()
                            .put("suffix", ".jsonl"),
                    Map.of(By.RULES, "inbox/a/run.json")),
            template(
                    "a rule on a field that events do not have",
                    template -> Mutated.part(template, RULE, "Ended", "/EventPattern/detail")
                            .putArray("state")
                            .add("FAILED"),
                    Map.of(By.RULES, "state")),
            template(
                    "a misspelt handler class",
                    template -> Mutated.properties(template, FUNCTION, "PromoteFunction")
                            .put("Handler", "io.github.bedrockfinetuning.steps.Promotes::handleRequest"),
                    Map.of(By.HANDLERS, "Promotes")),
            template(
                    "a misspelt handler method",
                    template -> Mutated.properties(template, FUNCTION, "TellFunction")
                            .put("Handler", "io.github.bedrockfinetuning.steps.Tell::handleRequests"),
                    Map.of(By.HANDLERS, "handleRequests")),
            template(
                    "the handler of another step",
                    template -> Mutated.properties(template, FUNCTION, "CheckServingFunction")
                            .put("Handler", "io.github.bedrockfinetuning.steps.CheckTraining::handleRequest"),
                    Map.of(By.REHEARSAL, "FAILED")),
            template(
                    "a variable missing from a function's environment",
                    template -> Mutated.part(template, FUNCTION, "StartTrainingFunction", "/Environment/Variables")
                            .remove("MODEL_KEY_ARN"),
                    Map.of(By.REHEARSAL, "FAILED")));

    private Mistakes() {}

    private static Mistake definition(String name, Consumer<ObjectNode> change, Map<By, String> caught) {
        return new Mistake(name, true, change, caught);
    }

    private static Mistake template(String name, Consumer<ObjectNode> change, Map<By, String> caught) {
        return new Mistake(name, false, change, caught);
    }
}
