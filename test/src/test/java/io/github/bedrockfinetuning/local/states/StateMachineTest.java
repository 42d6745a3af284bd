package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused when a definition is loaded, and how that is said. */
class StateMachineTest {
    private static final String FUNCTION =
            "'Type':'Task','Resource':'arn:aws:lambda:us-east-1:123456789012:function:f'";
    private static final String PROCESSOR = "'StartAt':'T','States':{'T':{'Type':'Succeed'}}";
    private static final String DISTRIBUTED =
            "'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'}," + PROCESSOR
                    + "},'End':true";
    private static final String READER =
            "'Resource':'arn:aws:states:::s3:getObject','Parameters':{'Bucket':'b','Key':'k'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'StartAt':'S','States':{}                                        | States has to be an object with at least one state",
                "'StartAt':'S'                                                    | States has to be an object",
                "'States':{'S':{'Type':'Succeed'}}                                | StartAt is missing",
                "'StartAt':'X','States':{'S':{'Type':'Succeed'}}                  | StartAt names 'X', and there is no such state among [S]",
                "'StartAt':'S','Foo':1,'States':{'S':{'Type':'Succeed'}}          | Foo is not a field of a state machine",
                "'StartAt':'S','Version':'2.0','States':{'S':{'Type':'Succeed'}}  | Version has to be 1.0",
                "'StartAt':'S','TimeoutSeconds':0,'States':{'S':{'Type':'Succeed'}} | TimeoutSeconds has to be a whole number from 1",
                "'StartAt':'S','QueryLanguage':'JSONata','States':{'S':{'Type':'Succeed'}} | QueryLanguage 'JSONata' is not supported",
            })
    void refusesMachines(String fields, String problem) {
        assertRefused("{" + fields + "}", "the machine: ", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Comment':'x'                                       | Type is missing",
                "'Type':'Loop'                                       | 'Loop' is not a state's Type",
                "'Type':'Succeed','End':true                         | End is not a field of a Succeed state",
                "'Type':'Pass'                                       | leads nowhere",
                "'Type':'Pass','Next':'S','End':true                 | Next and End exclude each other",
                "'Type':'Pass','End':'yes'                           | End has to be true or false",
                "'Type':'Pass','End':true,'Result2':1                | Result2 is not a field of a Pass state; it may have",
                "'Type':'Pass','End':true,'ResultSelector':{}        | ResultSelector is not a field of a Pass state",
                "'Type':'Pass','End':true,'QueryLanguage':'JSONata'  | only JSONPath is",
                "'Type':'Pass','End':true,'Assign':{'a':1}           | Assign is not a field of a Pass state: variables are not supported here",
                "'Type':'Pass','End':true,'Output':'x'               | Output is not a field of a Pass state: it belongs to JSONata",
                "'Type':'Pass','End':true,'InputPath':'a'            | 'a' is not a path",
                "'Type':'Pass','End':true,'InputPath':'$.a['         | is not a JSONPath",
                "'Type':'Pass','End':true,'InputPath':'$name'        | names a variable",
                "'Type':'Pass','End':true,'InputPath':'$.a.length()' | calls a JSONPath function",
                "'Type':'Pass','End':true,'InputPath':'$$.Execution.Nme' | Execution has no Nme",
                "'Type':'Pass','End':true,'InputPath':'$$.Excution.Name' | no Excution",
                "'Type':'Pass','End':true,'InputPath':5              | InputPath has to be a string",
                "'Type':'Pass','End':true,'ResultPath':'$.a[*]'      | is not a reference path",
                "'Type':'Pass','End':true,'ResultPath':'$..a'        | is not a reference path",
                "'Type':'Pass','End':true,'ResultPath':'a'           | is not a reference path",
                "'Type':'Pass','End':true,'ResultPath':'$$.State'    | context object, which cannot be written",
                "'Type':'Pass','End':true,'Parameters':{'a.$':1}     | 'a.$' ends in .$",
                "'Type':'Pass','End':true,'Parameters':{'a.$':'b'}   | 'b' is not a path",
                "'Type':'Pass','End':true,'Parameters':{'a.$':'$.a','a':1}            | are the same field",
                "'Type':'Pass','End':true,'Parameters':[{'a.$':'States.Foo()'}]       | 'States.Foo' is not an intrinsic function; there are States.Array,",
                "'Type':'Pass','End':true,'Parameters':{'a.$':'States.UUID(1)'}       | States.UUID takes 0 arguments, not 1",
                "'Type':'Pass','End':true,'Parameters':{'a.$':'States.Format('}       | ends too early",
                "'Type':'Pass','End':true,'Parameters':{'a.$':'States.UUID() x'}      | something after the end",
                "'Type':'Pass','End':true,'Parameters':{'a.$':'States.Array(x)'}      | 'x' is not an argument",
                "'Type':'Pass','End':true,'Parameters':{'a.$':\"States.Array('\\\\n')\"} | is not an escape",
                "'Type':'Pass','Next':'X'                            | it leads to 'X', and there is no such state",
            })
    void refusesStates(String fields, String problem) {
        assertRefused(Simulation.machine("{" + fields + "}"), "state 'S'", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Type':'Task','End':true                                                | Resource is missing",
                "'Type':'Task','Resource':'f','End':true                                 | is not an ARN",
                "'Type':'Task','Resource':'arn:aws:s3:::b','End':true                    | neither a Lambda function's ARN nor",
                "'Type':'Task','Resource':'arn:aws:states:us-east-1:1:activity:a','End':true | activities are not supported",
                "F,'TimeoutSeconds':0,'End':true                                         | TimeoutSeconds has to be a whole number from 1",
                "F,'TimeoutSeconds':1.5,'End':true                                       | TimeoutSeconds has to be a whole number",
                "F,'TimeoutSeconds':1,'TimeoutSecondsPath':'$.t','End':true              | exclude each other",
                "F,'TimeoutSeconds':10,'HeartbeatSeconds':10,'End':true                  | HeartbeatSeconds 10 has to be below TimeoutSeconds 10",
                "F,'Credentials':{},'End':true                                           | roles of another account",
                "F,'Parameters':{'t.$':'$$.Task.Token'},'End':true                       | only where the Resource ends in .waitForTaskToken",
                "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken','End':true | nobody can ever answer",
                "F,'Retry':{},'End':true,'Retry':{'a':1}                                 | Retry has to be an array",
                "F,'Retry':[{}],'End':true                                               | ErrorEquals has to be an array",
                "F,'Retry':[{'ErrorEquals':[]}],'End':true                               | ErrorEquals has to be an array with at least one",
                "F,'Retry':[{'ErrorEquals':[1]}],'End':true                              | ErrorEquals has to hold strings",
                "F,'Retry':[{'ErrorEquals':['States.Timout']}],'End':true                | 'States.Timout' is not an error",
                "F,'Retry':[{'ErrorEquals':['States.ALL','A']}],'End':true               | States.ALL has to stand alone",
                "F,'Retry':[{'ErrorEquals':['States.ALL']},{'ErrorEquals':['A']}],'End':true | States.ALL has to stand alone, in the last",
                "F,'Retry':[{'ErrorEquals':['A'],'IntervalSeconds':0}],'End':true        | IntervalSeconds has to be a whole number from 1",
                "F,'Retry':[{'ErrorEquals':['A'],'MaxAttempts':-1}],'End':true           | MaxAttempts has to be a whole number from 0",
                "F,'Retry':[{'ErrorEquals':['A'],'BackoffRate':0.5}],'End':true          | BackoffRate has to be a number from 1.0 up",
                "F,'Retry':[{'ErrorEquals':['A'],'IntervalSeconds':5,'MaxDelaySeconds':5}],'End':true | MaxDelaySeconds 5 has to be above",
                "F,'Retry':[{'ErrorEquals':['A'],'JitterStrategy':'HALF'}],'End':true    | JitterStrategy has to be FULL or NONE",
                "F,'Retry':[{'ErrorEquals':['A'],'Delay':1}],'End':true                  | Retry[0]: Delay is not a field of a retrier",
                "F,'Catch':[{'ErrorEquals':['A']}],'End':true                            | Catch[0]: Next is missing",
                "F,'Catch':[{'ErrorEquals':['A'],'Next':'X'}],'End':true                 | it leads to 'X'",
                "F,'Catch':[{'ErrorEquals':['A'],'Next':'S','OutputPath':'$'}],'End':true | OutputPath is not a field of a catcher",
            })
    void refusesTasks(String fields, String problem) {
        assertRefused(Simulation.machine("{" + fields.replaceFirst("^F", FUNCTION) + "}"), "state 'S'", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Type':'Choice','Default':'S'                                                  | Choices has to be an array",
                "'Type':'Choice','Choices':[],'Default':'S'                                     | Choices has to be an array with at least one",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true}]                   | Choices[0]: Next is missing",
                "'Type':'Choice','Choices':[{'Variable':'$.a','Next':'S'}]                      | exactly one operator: [BooleanEquals,",
                "'Type':'Choice','Choices':[{'Variable':'$.a','StringIs':'b','Next':'S'}]       | StringIs is not a field of a choice rule",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true,'IsString':true,'Next':'S'}] | exactly one operator, not [",
                "'Type':'Choice','Choices':[{'StringEquals':'b','Next':'S'}]                    | Variable is missing",
                "'Type':'Choice','Choices':[{'Variable':'$.a','StringEquals':5,'Next':'S'}]     | StringEquals: the value has to be a String value, not 5",
                "'Type':'Choice','Choices':[{'Variable':'$.a','TimestampEquals':'noon','Next':'S'}] | RFC 3339",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':'yes','Next':'S'}]       | true or false",
                "'Type':'Choice','Choices':[{'Variable':'$.a','StringEqualsPath':'b','Next':'S'}] | 'b' is not a path",
                "'Type':'Choice','Choices':[{'And':[],'Next':'S'}]                              | And has to be an array",
                "'Type':'Choice','Choices':[{'Not':{'Variable':'$.a','IsNull':true,'Next':'S'},'Next':'S'}] | Next stands on the outermost rule only",
                "'Type':'Choice','Choices':[{'Condition':'{% true %}','Next':'S'}]              | it belongs to JSONata",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true,'Next':'S'}],'End':true | End is not a field of a Choice state",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true,'Next':'S'}],'Retry':[] | Retry is not a field of a Choice state",
                "'Type':'Wait','End':true                                                       | exactly one of Seconds",
                "'Type':'Wait','Seconds':1,'SecondsPath':'$.s','End':true                       | exactly one of Seconds",
                "'Type':'Wait','Seconds':-1,'End':true                                          | Seconds has to be a whole number from 0",
                "'Type':'Wait','Timestamp':'tomorrow','End':true                                | is not an RFC 3339 timestamp",
                "'Type':'Wait','Seconds':1,'ResultPath':null,'End':true                         | ResultPath is not a field of a Wait state",
                "'Type':'Fail','Error':'E','ErrorPath':'$.e'                                    | exclude each other",
                "'Type':'Fail','Next':'S'                                                       | Next is not a field of a Fail state",
                "'Type':'Fail','CausePath':'e'                                                  | 'e' is not a path",
                "'Type':'Parallel','End':true                                                   | Branches has to be an array",
                "'Type':'Parallel','Branches':[{'StartAt':'X','States':{'B':{'Type':'Succeed'}}}],'End':true | StartAt names 'X'",
                "'Type':'Parallel','Branches':[{'StartAt':'B','States':{'B':{'Type':'Pass','Next':'S'}}}],'End':true | it leads to 'S', and there is no such state in state 'S' Branches[0]",
                "'Type':'Parallel','Branches':[{'StartAt':'B','Foo':1,'States':{'B':{'Type':'Succeed'}}}],'End':true | Foo is not a field of a branch",
                "'Type':'Parallel','Branches':[{'StartAt':'S','States':{'S':{'Type':'Succeed'}}}],'End':true | another state of the machine has the same name",
            })
    void refusesFlow(String fields, String problem) {
        assertRefused(Simulation.machine("{" + fields + "}"), "'S'", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'End':true                                                           | ItemProcessor is missing",
                "'Iterator':{},'End':true                                             | its successor is ItemProcessor",
                "'Parameters':{},D                                                    | its successor is ItemSelector",
                "'ItemProcessor':{'ProcessorConfig':{'Mode':'SPREAD'},P},'End':true   | Mode 'SPREAD' is not supported",
                "'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED'},P},'End':true | ExecutionType is missing",
                "'ItemProcessor':{'ProcessorConfig':{'Mode':'INLINE','ExecutionType':'EXPRESS'},P},'End':true | ExecutionType belongs to Mode DISTRIBUTED",
                "'ItemProcessor':{P,'Foo':1},'End':true                               | Foo is not a field of an ItemProcessor",
                "'ItemProcessor':{P},'Label':'x','End':true                           | Label belongs to a Distributed Map",
                "'ItemProcessor':{P},'ToleratedFailureCount':1,'End':true             | ToleratedFailureCount belongs to a Distributed Map",
                "'ItemProcessor':{P},'ItemReader':{},'End':true                       | ItemReader belongs to a Distributed Map",
                "'ItemProcessor':{P},'MaxConcurrency':-1,'End':true                   | MaxConcurrency has to be a whole number from 0",
                "'ToleratedFailurePercentage':101,D                                   | from 0 to 100",
                "'Label':'a b',D                                                      | Label has 1 to 40 characters",
                "'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2','ReaderConfig':{'InputType':'JSON'},'Parameters':{}},D | only arn:aws:states:::s3:getObject is",
                "'ItemProcessor':{P,'QueryLanguage':'JSONata'},'End':true             | QueryLanguage 'JSONata' is not supported",
                "'ItemProcessor':{P,'ProcessorConfig':{'Mode':'INLINE','Foo':1}},'End':true | Foo is not a field of a ProcessorConfig",
                "'ItemProcessor':5,'End':true                                         | ItemProcessor: has to be an object, not 5",
                "'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{'InputType':'JSON'}},D | Parameters with Bucket and Key are missing",
                "'ItemReader':{R,'ReaderConfig':{'InputType':'JSON'},'Foo':1},D       | Foo is not a field of an ItemReader",
                "'ItemBatcher':{'MaxItemsPerBatch':1,'Foo':1},D                       | Foo is not a field of an ItemBatcher",
                "'ResultWriter':{'Resource':'arn:aws:states:::s3:getObject','Parameters':{}},D | only arn:aws:states:::s3:putObject is",
                "'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Parameters':{},'Foo':1},D | Foo is not a field of a ResultWriter",
                "'ItemReader':{R},D                                                   | ReaderConfig is missing",
                "'ItemReader':{R,'ReaderConfig':{'InputType':'CSV'}},D                | InputType 'CSV' is not supported here: only JSON and JSONL are",
                "'ItemReader':{R,'ReaderConfig':{'InputType':'JSONL','CSVDelimiter':'COMMA'}},D | CSVDelimiter is not a field of a ReaderConfig",
                "'ItemsPath':'$.a','ItemReader':{R,'ReaderConfig':{'InputType':'JSONL'}},D | ItemsPath and ItemReader exclude each other",
                "'ItemBatcher':{},D                                                   | MaxItemsPerBatch or MaxInputBytesPerBatch is missing",
                "'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject'},D        | Parameters with Bucket are missing",
                "'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Parameters':{},'WriterConfig':{}},D | WriterConfig is not supported",
            })
    void refusesMaps(String fields, String problem) {
        String map = fields.replaceFirst("D$", DISTRIBUTED)
                .replace("{P", "{" + PROCESSOR)
                .replace(",P}", "," + PROCESSOR + "}")
                .replace("{R", "{" + READER);
        assertRefused(Simulation.machine("{'Type':'Map'," + map + "}"), "state 'S'", problem);
    }

    @Test
    void takesLabelsOfUpToFortyCharacters() {
        String map = "{'Type':'Map','Label':'%s'," + DISTRIBUTED + "}";
        assertThatCode(() -> StateMachine.parse(json(Simulation.machine(String.format(map, "l".repeat(40))))))
                .doesNotThrowAnyException();
        for (String label : new String[] {"", "l".repeat(41)}) {
            assertRefused(Simulation.machine(String.format(map, label)), "state 'S'", "Label has 1 to 40 characters");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Type':'Choice'}              | Choices has to be an array with at least one element",
                "{'Type':'Choice','Choices':5}  | Choices has to be an array with at least one element, not 5",
                "{'Type':'Choice','Choices':[]} | Choices has to be an array with at least one element, not []",
                "5                              | has to be an object, not 5",
            })
    void saysWhatItFoundInsteadOfWhatIsNeeded(String state, String problem) {
        assertThatThrownBy(() -> StateMachine.parse(json(Simulation.machine(state))))
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refused -> assertThat(refused.problems()).contains("state 'S': " + problem));
    }

    @Test
    void refusesStatesThatNothingLeadsTo() {
        assertRefused(
                "{'StartAt':'S','States':{'S':{'Type':'Succeed'},'Lonely':{'Type':'Succeed'}}}",
                "state 'Lonely'",
                "nothing leads to it");
    }

    @Test
    void refusesAMachineThatCannotEnd() {
        assertRefused(
                "{'StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Pass','Next':'A'}}}",
                "the machine",
                "none of its states ends it");
    }

    @Test
    void refusesLongNames() {
        assertRefused(
                "{'StartAt':'" + "n".repeat(81) + "','States':{'" + "n".repeat(81) + "':{'Type':'Succeed'}}}",
                "nnn",
                "1 to 80 characters");
    }

    @Test
    void refusesDeeplyNestedCalls() {
        String call = "States.Array(".repeat(11) + "1" + ")".repeat(11);
        assertRefused(
                Simulation.machine("{'Type':'Pass','Parameters':{'a.$':'" + call + "'},'End':true}"),
                "'S'",
                "deeper than 10");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(
                        () -> StateMachine.parse(
                                json(
                                        "{'StartAt':'A','States':{'A':{'Type':'Pass','Foo':1,'Next':'B'},'B':{'Type':'Wait','Bar':2,'End':true}}}")))
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refused -> assertThat(refused.problems())
                                .hasSize(3)
                                .anyMatch(problem -> problem.startsWith("state 'A': Foo"))
                                .anyMatch(problem -> problem.startsWith("state 'B': Bar")));
    }

    @Test
    void takesWhatTheCdkWrites() {
        assertThatCode(() -> StateMachine.parse(
                        json("{'Comment':'c','Version':'1.0','TimeoutSeconds':60,'QueryLanguage':'JSONPath',"
                                + "'StartAt':'S','States':{'S':{" + FUNCTION
                                + ",'Retry':[],'Catch':[],'ResultPath':null,'End':true}}}")))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(String machine, String where, String problem) {
        assertThatThrownBy(() -> StateMachine.parse(json(machine)))
                .isInstanceOfSatisfying(
                        InvalidDefinition.class,
                        refused -> assertThat(refused.problems())
                                .anySatisfy(found ->
                                        assertThat(found).contains(where).contains(problem)));
    }
}
