package io.github.bedrockfinetuning.local.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Checks that every kind of principal outside the account is found, for any action, any resource and any condition that
 * the principal can meet.
 */
class AnyForeignPrincipalTest {
    private static final long SEED = 20261130;
    private static final int CASES = 150;
    private static final List<String> RESOURCES = List.of(
            "DATASETSPOLICY", "RESULTSPOLICY", "DATAKEY", "MODELKEY", "QUEUEPOLICY", "TOPICPOLICY", "ROLE", "JOBROLE");
    private static final List<String> ACTIONS = List.of(
            "'Action':'*'",
            "'Action':['s3:GetObject','sqs:ReceiveMessage']",
            "'NotAction':'s3:DeleteBucket'",
            "'Action':'kms:Decrypt'");
    private static final List<String> CONDITIONS = List.of(
            "",
            ",'Condition':{}",
            ",'Condition':{'Bool':{'aws:SecureTransport':'true'}}",
            ",'Condition':{'StringLike':{'aws:PrincipalArn':'*'}}",
            ",'Condition':{'StringNotEquals':{'aws:PrincipalAccount':{'Ref':'AWS::AccountId'}}}",
            ",'Condition':{'IpAddress':{'aws:SourceIp':['203.0.113.0/24','198.51.100.7']}}",
            ",'Condition':{'Null':{'aws:TokenIssueTime':'false'},'NumericLessThan':{'aws:MultiFactorAuthAge':'3600'}}",
            ",'Condition':{'ForAnyValue:StringEquals':{'aws:TagKeys':['a']},'StringEquals':{'s3:prefix':''}}");

    @Test
    void isFound() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            String account = Long.toString(100_000_000_000L + (long) (random.nextDouble() * 899_999_999_999L));
            String resource = pick(RESOURCES, random);
            String statement = "{'Effect':'Allow'," + pick(ACTIONS, random) + ",'Resource':'*','Principal':"
                    + principal(account, random) + pick(CONDITIONS, random) + "}";
            assertThat(new ChangedStack()
                            .statement(resource, statement)
                            .openings()
                            .openings())
                    .as(resource + " " + statement)
                    .isNotEmpty();
        }
    }

    private static String principal(String account, Random random) {
        String name = "r" + random.nextInt(1000);
        String one = pick(
                List.of(
                        account,
                        "arn:aws:iam::" + account + ":root",
                        "arn:aws:iam::" + account + ":role/" + name,
                        "arn:aws:iam::" + account + ":user/a/b/" + name,
                        "arn:aws:sts::" + account + ":assumed-role/" + name + "/s",
                        "AIDAABCDEFGHIJKLMNOP",
                        "*"),
                random);
        return pick(
                List.of(
                        "{'AWS':'" + one + "'}",
                        "{'AWS':['" + one + "']}",
                        "{'AWS':[{'Ref':'AWS::AccountId'},'" + one + "']}",
                        "{'aws':{'Fn::Sub':'" + one + "'}}",
                        "{'Service':'lambda.amazonaws.com','AWS':'" + one + "'}"),
                random);
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
