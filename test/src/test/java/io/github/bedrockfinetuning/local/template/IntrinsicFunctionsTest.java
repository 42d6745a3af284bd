package io.github.bedrockfinetuning.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrinsicFunctionsTest {
    private static final JsonNode ROOT = json(
            "{'Parameters':{'Names':{'Type':'CommaDelimitedList','Default':'a, b'},"
                    + "'Size':{'Type':'Number','Default':3},'None':{'Type':'String'}},"
                    + "'Mappings':{'M':{'us-east-1':{'k':'v'}}},"
                    + "'Conditions':{'East':{'Fn::Equals':[{'Ref':'AWS::Region'},'us-east-1']},'West':{'Fn::Not':[{'Condition':'East'}]},"
                    + "'Both':{'Fn::And':[{'Condition':'East'},{'Condition':'West'}]},"
                    + "'Either':{'Fn::Or':[{'Condition':'West'},{'Condition':'East'}]}},"
                    + "'Resources':{'Queue':{'Type':'AWS::SQS::Queue'},'Other':{'Type':'AWS::SQS::Queue','Condition':'West'}}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'Ref':'AWS::Region'}                                  | 'us-east-1'",
                "{'Ref':'Names'}                                        | ['a','b']",
                "{'Ref':'Size'}                                         | 3",
                "{'a':{'Ref':'AWS::NoValue'},'b':1}                     | {'b':1}",
                "[{'Ref':'AWS::NoValue'},2]                             | [2]",
                "{'Ref':'Queue'}                                        | 'name of Queue'",
                "{'Fn::GetAtt':['Queue','Arn']}                         | 'Arn of Queue'",
                "{'Fn::GetAtt':'Queue.Arn'}                             | 'Arn of Queue'",
                "{'Fn::Join':['-',['a',{'Ref':'Size'}]]}                | 'a-3'",
                "{'Fn::Sub':'${AWS::Region}/${!x}/${Queue.Arn}'}        | 'us-east-1/${x}/Arn of Queue'",
                "{'Fn::Sub':['${a}${Queue}',{'a':{'Ref':'Size'}}]}      | '3name of Queue'",
                "{'Fn::Select':[1,{'Fn::Split':['.','a.b.c']}]}         | 'b'",
                "{'Fn::FindInMap':['M',{'Ref':'AWS::Region'},'k']}      | 'v'",
                "{'Fn::FindInMap':['M','x','k',{'DefaultValue':'d'}]}   | 'd'",
                "{'Fn::If':['East',1,2]}                                | 1",
                "{'Fn::If':['West',1,2]}                                | 2",
                "{'Fn::If':['Both',1,2]}                                | 2",
                "{'Fn::If':['Either',1,2]}                              | 1",
                "{'Fn::ImportValue':{'Fn::Sub':'${AWS::Region}-table'}} | 'exported us-east-1-table'",
                "{'Fn::Select':[0,{'Fn::GetAZs':''}]}                   | 'us-east-1a'",
                "{'Fn::Cidr':['10.0.0.0/8',2,8]}                        | ['10.0.0.0/8','10.0.0.0/8']",
                "{'Fn::ToJsonString':{'a':{'Ref':'Size'}}}              | '{\"a\":3}'",
                "{'Statement':{'Condition':'East'}}                     | {'Statement':{'Condition':'East'}}",
            })
    void evaluates(String value, String result) {
        assertThat(template(new UnknownValues(export -> Optional.of("exported " + export)))
                        .resolve(json(value)))
                .isEqualTo(json(result.replace("\"", "\\\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Ref':'Absent'}",
                "{'Ref':'None'}",
                "{'Fn::GetAtt':['Absent','Arn']}",
                "{'Fn::GetAtt':'Queue'}",
                "{'Fn::ImportValue':'table'}",
                "{'Fn::Select':[5,['a']]}",
                "{'Fn::Select':[0,{'Fn::Split':[',',{'Ref':'None'}]}]}",
                "{'Fn::FindInMap':['M','eu-west-1','k']}",
                "{'Fn::Join':['-']}",
                "{'Fn::If':['East']}",
                "{'Fn::Transform':{'Name':'AWS::Include'}}",
            })
    void marksWhatIsUnknown(String value) {
        JsonNode resolved =
                template(new UnknownValues(export -> Optional.empty())).resolve(json(value));

        assertThat(UnknownValues.in(resolved)).hasSize(1);
    }

    @Test
    void refusesWhatIsUnknownWhereNothingMayStandForIt() {
        Template template = template(Outside.NOTHING);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> template.resolve(json("{'Fn::Transform':{'Name':'AWS::Include'}}")))
                .withMessage("The template uses Fn::Transform, which is not simulated.");
    }

    @Test
    void leavesOutResourcesWhoseConditionDoesNotHold() {
        assertThat(template(Outside.NOTHING).resources())
                .extracting(Template.Resource::logicalId)
                .containsExactly("Queue");
    }

    private static Template template(Outside outside) {
        Template.Attributes names = new Template.Attributes() {
            @Override
            public String ref(Template.Resource resource) {
                return "name of " + resource.logicalId();
            }

            @Override
            public String attribute(Template.Resource resource, String name) {
                return name + " of " + resource.logicalId();
            }
        };
        return new Template(ROOT, Map.of("AWS::Region", "us-east-1"), names, outside);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(text, invalid);
        }
    }
}
