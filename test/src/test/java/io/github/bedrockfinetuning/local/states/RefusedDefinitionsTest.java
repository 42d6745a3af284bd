package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.local.states.definition.InvalidDefinition;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that States Language features that the workflow does not use are rejected with their names and not ignored.
 */
class RefusedDefinitionsTest {
    private static final JsonNode STATES = json("{"
            + "'Pass':{'Type':'Pass','End':true},"
            + "'Task':{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:123456789012:function:f','End':true},"
            + "'Choice':{'Type':'Choice','Choices':[{'Variable':'$.a','IsPresent':true,'Next':'S'}],'Default':'S'},"
            + "'Wait':{'Type':'Wait','Seconds':1,'End':true},"
            + "'Succeed':{'Type':'Succeed'},"
            + "'Fail':{'Type':'Fail'},"
            + "'Parallel':{'Type':'Parallel','Branches':[{'StartAt':'B','States':{'B':{'Type':'Succeed'}}}],'End':true},"
            + "'Map':{'Type':'Map','Label':'L','ItemReader':{'Resource':'arn:aws:states:::s3:getObject',"
            + "'ReaderConfig':{'InputType':'JSONL'},'Parameters':{'Bucket':'b','Key':'k'}},"
            + "'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},"
            + "'StartAt':'T','States':{'T':{'Type':'Succeed'}}},'End':true}}");

    @ParameterizedTest
    @CsvSource({
        "Pass, '', InputPath",
        "Pass, '', Assign",
        "Pass, '', Output",
        "Task, '', InputPath",
        "Task, '', ResultSelector",
        "Task, '', TimeoutSecondsPath",
        "Task, '', HeartbeatSeconds",
        "Task, '', HeartbeatSecondsPath",
        "Task, '', Credentials",
        "Task, '', Arguments",
        "Choice, '', InputPath",
        "Choice, '', OutputPath",
        "Choice, Choices/0, Condition",
        "Choice, Choices/0, Or",
        "Choice, Choices/0, Not",
        "Choice, Choices/0, StringEqualsPath",
        "Choice, Choices/0, StringLessThan",
        "Choice, Choices/0, StringLessThanPath",
        "Choice, Choices/0, StringLessThanEquals",
        "Choice, Choices/0, StringGreaterThan",
        "Choice, Choices/0, StringGreaterThanEquals",
        "Choice, Choices/0, StringMatches",
        "Choice, Choices/0, NumericEquals",
        "Choice, Choices/0, NumericEqualsPath",
        "Choice, Choices/0, NumericLessThan",
        "Choice, Choices/0, NumericGreaterThanEqualsPath",
        "Choice, Choices/0, BooleanEqualsPath",
        "Choice, Choices/0, TimestampEquals",
        "Choice, Choices/0, TimestampGreaterThan",
        "Choice, Choices/0, IsNull",
        "Choice, Choices/0, IsNumeric",
        "Choice, Choices/0, IsString",
        "Choice, Choices/0, IsBoolean",
        "Choice, Choices/0, IsTimestamp",
        "Wait, '', InputPath",
        "Wait, '', OutputPath",
        "Wait, '', Timestamp",
        "Wait, '', TimestampPath",
        "Succeed, '', InputPath",
        "Succeed, '', OutputPath",
        "Fail, '', ErrorPath",
        "Fail, '', CausePath",
        "Parallel, '', InputPath",
        "Parallel, '', ResultSelector",
        "Map, '', InputPath",
        "Map, '', ResultSelector",
        "Map, '', Iterator",
        "Map, '', Items",
        "Map, '', ItemsPath",
        "Map, '', MaxConcurrency",
        "Map, '', ItemBatcher",
        "Map, '', ResultWriter",
        "Map, '', ToleratedFailureCount",
        "Map, '', ToleratedFailureCountPath",
        "Map, '', ToleratedFailurePercentage",
        "Map, '', ToleratedFailurePercentagePath",
        "Map, ItemReader/ReaderConfig, MaxItems",
        "Map, ItemReader/ReaderConfig, MaxItemsPath",
        "Map, ItemReader/ReaderConfig, CSVHeaderLocation",
        "Map, ItemReader/ReaderConfig, CSVDelimiter",
        "Map, ItemReader/ReaderConfig, Transformation",
    })
    void refusesFields(String type, String at, String field) {
        ObjectNode state = STATES.get(type).deepCopy();
        ((ObjectNode) (at.isEmpty() ? state : state.at("/" + at))).put(field, "$.a");

        assertRefused(state, field + " is not simulated; the simulated fields of a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.Array",
                "States.ArrayPartition",
                "States.ArrayContains",
                "States.ArrayRange",
                "States.ArrayGetItem",
                "States.ArrayLength",
                "States.ArrayUnique",
                "States.Base64Encode",
                "States.Base64Decode",
                "States.Hash",
                "States.JsonMerge",
                "States.StringToJson",
                "States.JsonToString",
                "States.MathRandom",
                "States.MathAdd",
                "States.StringSplit",
                "States.UUID",
            })
    void refusesIntrinsicFunctions(String function) {
        assertExpressionRefused(
                function + "($.a)",
                "'" + function + "' is not simulated; the only simulated intrinsic function is States.Format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.Format",
                "States.Format(",
                "States.Format($.a)",
                "States.Format('{}', 5)",
                "States.Format('{}', States.UUID())",
                "States.Format('{}', $.a) x",
                "States.Format('it\\'s')",
            })
    void refusesOtherWaysToCallFormat(String call) {
        assertExpressionRefused(call, "is not simulated; States.Format takes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.list[*]",
                "$.list[0,1]",
                "$.list[0:2]",
                "$.list[-1]",
                "$.list[?(@.a > 1)]",
                "$..a",
                "$.*",
                "$.a.length()",
                "$name",
                "$.a[",
                "$.",
            })
    void refusesPathsToOtherThanOnePlace(String path) {
        assertExpressionRefused(path, "'" + path + "' is not simulated; a path must select one value");
        ObjectNode state = STATES.get("Pass").deepCopy();
        assertRefused(state.put("ResultPath", path), "ResultPath: '" + path + "' is not simulated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$$",
                "$$.Execution",
                "$$.Execution.Id",
                "$$.Execution.Input",
                "$$.Execution.Name",
                "$$.Execution.RedriveCounts",
                "$$.Execution.RedriveTime",
                "$$.Execution.RoleArn",
                "$$.Execution.StartTime",
                "$$.State.EnteredTime",
                "$$.State.Name",
                "$$.State.RetryCount",
                "$$.StateMachine.Id",
                "$$.StateMachine.Name",
                "$$.Task",
                "$$.Map.Item.Index",
                "$$.Map.Item.Key",
                "$$.Map.Item.Source",
            })
    void refusesContextFields(String path) {
        assertExpressionRefused(
                path, "'" + path + "' is not simulated; the simulated fields of the context object are");
    }

    @ParameterizedTest
    @CsvSource({
        "ItemReader/Resource, arn:aws:states:::s3:listObjectsV2, only arn:aws:states:::s3:getObject is",
        "ItemReader/ReaderConfig/InputType, JSON, only JSONL is",
        "ItemReader/ReaderConfig/InputType, CSV, only JSONL is",
        "ItemReader/ReaderConfig/InputType, MANIFEST, only JSONL is",
        "ItemReader/ReaderConfig/InputType, PARQUET, only JSONL is",
        "ItemProcessor/ProcessorConfig/Mode, INLINE, only DISTRIBUTED is",
        "ItemProcessor/ProcessorConfig/ExecutionType, EXPRESS, only STANDARD is",
    })
    void refusesOtherMaps(String at, String value, String only) {
        ObjectNode state = STATES.get("Map").deepCopy();
        int last = at.lastIndexOf('/');
        ((ObjectNode) state.at("/" + at.substring(0, last))).put(at.substring(last + 1), value);

        assertRefused(state, at.substring(last + 1) + " '" + value + "' is not simulated; " + only);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:states:::sns:publish", "arn:aws:states:::lambda:invoke"})
    void refusesOtherTasks(String resource) {
        ObjectNode state = STATES.get("Task").deepCopy();
        assertRefused(state.put("Resource", resource), "Resource: '" + resource + "' is not simulated");
    }

    private static void assertExpressionRefused(String expression, String problem) {
        ObjectNode state = STATES.get("Pass").deepCopy();
        state.putObject("Parameters").put("v.$", expression);
        assertRefused(state, problem);
    }

    private static void assertRefused(ObjectNode state, String problem) {
        ObjectNode machine = (ObjectNode) json("{'StartAt':'X','States':{'S':{'Type':'Succeed'}}}");
        ((ObjectNode) machine.get("States")).set("X", state);
        assertThatThrownBy(() -> StateMachine.parse(machine))
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refused -> assertThat(refused.problems())
                                .anySatisfy(found -> assertThat(found)
                                        .startsWith("state 'X'")
                                        .contains(problem)));
    }
}
