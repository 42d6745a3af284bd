package io.github.bedrockfinetuning.local.states;

import static io.github.bedrockfinetuning.local.states.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrockfinetuning.local.states.definition.InvalidDefinition;
import io.github.bedrockfinetuning.local.states.definition.StateMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests definitions that are rejected, and the messages. */
class StateMachineTest {
    private static final String FUNCTION =
            "'Type':'Task','Resource':'arn:aws:lambda:us-east-1:123456789012:function:f'";
    private static final String PROCESSOR = "'StartAt':'T','States':{'T':{'Type':'Succeed'}}";
    private static final String DISTRIBUTED =
            "'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'}," + PROCESSOR
                    + "},'End':true";
    private static final String READER = "'Resource':'arn:aws:states:::s3:getObject',"
            + "'ReaderConfig':{'InputType':'JSONL'},'Parameters':{'Bucket':'b','Key':'k'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'StartAt':'S','States':{}                                        | States must be an object with at least one state",
                "'StartAt':'S'                                                    | States must be an object",
                "'States':{'S':{'Type':'Succeed'}}                                | StartAt is missing",
                "'StartAt':'X','States':{'S':{'Type':'Succeed'}}                  | StartAt is 'X', which is not one of the states [S]",
                "'StartAt':'S','Foo':1,'States':{'S':{'Type':'Succeed'}}          | Foo is not a field of a state machine",
                "'StartAt':'S','Version':'2.0','States':{'S':{'Type':'Succeed'}}  | Version must be 1.0",
                "'StartAt':'S','TimeoutSeconds':0,'States':{'S':{'Type':'Succeed'}} | TimeoutSeconds must be an integer from 1",
                "'StartAt':'S','QueryLanguage':'JSONata','States':{'S':{'Type':'Succeed'}} | QueryLanguage 'JSONata' is not simulated",
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
                "'Type':'Loop'                                       | 'Loop' is not a valid Type",
                "'Type':'Succeed','End':true                         | End is not a field of a Succeed state",
                "'Type':'Pass'                                       | specify Next, or set End to true",
                "'Type':'Pass','Next':'S','End':true                 | specify either Next or End, not both",
                "'Type':'Pass','End':'yes'                           | End must be true or false",
                "'Type':'Pass','End':true,'Result2':1                | Result2 is not a field of a Pass state; the simulated fields of a Pass state are [Comment, End,",
                "'Type':'Pass','End':true,'OutputPath':'a'            | 'a' is not a path",
                "'Type':'Pass','End':true,'OutputPath':5              | OutputPath must be a string",
                "'Type':'Pass','End':true,'ResultPath':'a'           | 'a' is not a path",
                "'Type':'Pass','End':true,'ResultPath':'$$.State'    | context object, which cannot be changed",
                "'Type':'Pass','End':true,'Parameters':{'a.$':1}     | 'a.$' ends in .$",
                "'Type':'Pass','End':true,'Parameters':{'a.$':'b'}   | 'b' is not a path",
                "'Type':'Pass','End':true,'Parameters':{'a.$':\"States.Format('{}')\"}    | has 1 {} and 0 paths; the numbers must be equal",
                "'Type':'Pass','End':true,'Parameters':{'a.$':\"States.Format('', a)\"}    | a path for each {} in it",
                "'Type':'Pass','End':true,'Parameters':{'a.$':'$.a','a':1}            | are the same field",
                "'Type':'Pass','Next':'X'                            | the next state 'X' does not exist",
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
                "F,'TimeoutSeconds':0,'End':true                                         | TimeoutSeconds must be an integer from 1",
                "F,'TimeoutSeconds':1.5,'End':true                                       | TimeoutSeconds must be an integer",
                "F,'Parameters':{'t.$':'$$.Task.Token'},'End':true                       | only if the Resource ends in .waitForTaskToken",
                "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken','End':true | the task can never complete",
                "F,'Retry':{},'End':true,'Retry':{'a':1}                                 | Retry must be an array",
                "F,'Retry':[{}],'End':true                                               | ErrorEquals must be an array",
                "F,'Retry':[{'ErrorEquals':[]}],'End':true                               | ErrorEquals must be an array with at least one",
                "F,'Retry':[{'ErrorEquals':[1]}],'End':true                              | ErrorEquals must contain strings",
                "F,'Retry':[{'ErrorEquals':['States.Timout']}],'End':true                | 'States.Timout' is not an error name",
                "F,'Retry':[{'ErrorEquals':['States.ALL','A']}],'End':true               | States.ALL must be the only error",
                "F,'Retry':[{'ErrorEquals':['States.ALL']},{'ErrorEquals':['A']}],'End':true | States.ALL must be the only error in the last",
                "F,'Retry':[{'ErrorEquals':['A'],'IntervalSeconds':0}],'End':true        | IntervalSeconds must be an integer from 1",
                "F,'Retry':[{'ErrorEquals':['A'],'MaxAttempts':-1}],'End':true           | MaxAttempts must be an integer from 0",
                "F,'Retry':[{'ErrorEquals':['A'],'BackoffRate':0.5}],'End':true          | BackoffRate must be a number from 1.0 up",
                "F,'Retry':[{'ErrorEquals':['A'],'IntervalSeconds':5,'MaxDelaySeconds':5}],'End':true | MaxDelaySeconds 5 must be greater than",
                "F,'Retry':[{'ErrorEquals':['A'],'JitterStrategy':'HALF'}],'End':true    | JitterStrategy must be FULL or NONE",
                "F,'Retry':[{'ErrorEquals':['A'],'Delay':1}],'End':true                  | Retry[0]: Delay is not a field of a retrier",
                "F,'Catch':[{'ErrorEquals':['A']}],'End':true                            | Catch[0]: Next is missing",
                "F,'Catch':[{'ErrorEquals':['A'],'Next':'X'}],'End':true                 | the next state 'X'",
                "F,'Catch':[{'ErrorEquals':['A'],'Next':'S','OutputPath':'$'}],'End':true | Catch[0]: OutputPath is not simulated",
            })
    void refusesTasks(String fields, String problem) {
        assertRefused(Simulation.machine("{" + fields.replaceFirst("^F", FUNCTION) + "}"), "state 'S'", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Type':'Choice','Default':'S'                                                  | Choices must be an array",
                "'Type':'Choice','Choices':[],'Default':'S'                                     | Choices must be an array with at least one",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsPresent':true}]                   | Choices[0]: Next is missing",
                "'Type':'Choice','Choices':[{'Variable':'$.a','Next':'S'}]                      | exactly one operator (And or one of [StringEquals, BooleanEquals, IsPresent]",
                "'Type':'Choice','Choices':[{'Variable':'$.a','StringIs':'b','Next':'S'}]       | StringIs is not a field of a choice rule",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsPresent':true,'StringEquals':'x','Next':'S'}] | not [StringEquals, IsPresent]",
                "'Type':'Choice','Choices':[{'StringEquals':'b','Next':'S'}]                    | Variable is missing",
                "'Type':'Choice','Choices':[{'Variable':'$.a','StringEquals':5,'Next':'S'}]     | StringEquals must be a string, not 5",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsPresent':'yes','Next':'S'}]       | IsPresent must be true or false",
                "'Type':'Choice','Choices':[{'And':[],'Next':'S'}]                              | And must be an array",
                "'Type':'Choice','Choices':[{'And':[{'Variable':'$.a','IsPresent':true,'Next':'S'}],'Next':'S'}] | Next is allowed in the outermost rule only",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsPresent':true,'Next':'S'}],'End':true | End is not a field of a Choice state",
                "'Type':'Choice','Choices':[{'Variable':'$.a','IsPresent':true,'Next':'S'}],'Retry':[] | Retry is not a field of a Choice state",
                "'Type':'Wait','End':true                                                       | either Seconds or SecondsPath",
                "'Type':'Wait','Seconds':1,'SecondsPath':'$.s','End':true                       | either Seconds or SecondsPath",
                "'Type':'Wait','Seconds':-1,'End':true                                          | Seconds must be an integer from 0",
                "'Type':'Wait','Seconds':1,'ResultPath':null,'End':true                         | ResultPath is not a field of a Wait state",
                "'Type':'Fail','Next':'S'                                                       | Next is not a field of a Fail state",
                "'Type':'Parallel','End':true                                                   | Branches must be an array",
                "'Type':'Parallel','Branches':[{'StartAt':'X','States':{'B':{'Type':'Succeed'}}}],'End':true | StartAt is 'X'",
                "'Type':'Parallel','Branches':[{'StartAt':'B','States':{'B':{'Type':'Pass','Next':'S'}}}],'End':true | the next state 'S' does not exist in state 'S' Branches[0]",
                "'Type':'Parallel','Branches':[{'StartAt':'B','Foo':1,'States':{'B':{'Type':'Succeed'}}}],'End':true | Foo is not a field of a branch",
                "'Type':'Parallel','Branches':[{'StartAt':'S','States':{'S':{'Type':'Succeed'}}}],'End':true | another state in the definition has the same name",
            })
    void refusesFlow(String fields, String problem) {
        assertRefused(Simulation.machine("{" + fields + "}"), "'S'", problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Label':'L','ItemReader':{R},'End':true         | ItemProcessor is missing",
                "'ItemReader':{R},D                              | Label is missing",
                "'Label':'L',D                                   | ItemReader is missing",
                "'Label':'a b','ItemReader':{R},D                | Label must have 1 to 40 characters",
                "'Label':'L','ItemReader':{R,'Foo':1},D          | Foo is not a field of an ItemReader",
                "'Label':'L','ItemReader':{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{'InputType':'JSONL'}},D | Parameters with Bucket and Key are missing",
                "'Label':'L','ItemReader':{R},'ItemProcessor':5,'End':true         | ItemProcessor: must be an object, not 5",
                "'Label':'L','ItemReader':{R},'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD','Foo':1},P},'End':true | Foo is not a field of a ProcessorConfig",
                "'Label':'L','ItemReader':{R},'ItemProcessor':{'Foo':1,P},'End':true | Foo is not a field of an ItemProcessor",
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
        String map = "{'Type':'Map','Label':'%s','ItemReader':{" + READER + "}," + DISTRIBUTED + "}";
        assertThatCode(() -> StateMachine.parse(json(Simulation.machine(String.format(map, "l".repeat(40))))))
                .doesNotThrowAnyException();
        for (String label : new String[] {"", "l".repeat(41)}) {
            assertRefused(
                    Simulation.machine(String.format(map, label)), "state 'S'", "Label must have 1 to 40 characters");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Type':'Choice'}              | Choices must be an array with at least one element",
                "{'Type':'Choice','Choices':5}  | Choices must be an array with at least one element, not 5",
                "{'Type':'Choice','Choices':[]} | Choices must be an array with at least one element, not []",
                "5                              | must be an object, not 5",
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
                "the state is not reachable");
    }

    @Test
    void refusesAMachineThatCannotEnd() {
        assertRefused(
                "{'StartAt':'A','States':{'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Pass','Next':'A'}}}",
                "the machine",
                "no state ends the scope");
    }

    @Test
    void refusesLongNames() {
        assertRefused(
                "{'StartAt':'" + "n".repeat(81) + "','States':{'" + "n".repeat(81) + "':{'Type':'Succeed'}}}",
                "nnn",
                "1 to 80 characters");
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
