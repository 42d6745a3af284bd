package io.github.bedrockfinetuning.local.states;

/** Derives ARNs from the ARN of a state machine. */
final class Arns {
    private static final String MACHINE = ":stateMachine:";

    private Arns() {}

    /** @throws StatesException InvalidArn if the text is not the ARN of a state machine */
    static void checkMachine(String arn) {
        if (!arn.matches("arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+(:[^:]+)?")) {
            throw new StatesException("InvalidArn", "Invalid Arn: '" + arn + "' is not the ARN of a state machine");
        }
    }

    static String machineName(String machineArn) {
        return machineArn.split(":")[6];
    }

    static String execution(String machineArn, String name) {
        return prefix(machineArn, ":execution:") + machineName(machineArn) + ":" + name;
    }

    static String mapRun(String machineArn, String label, String id) {
        return prefix(machineArn, ":mapRun:") + machineName(machineArn) + "/" + label + ":" + id;
    }

    /** Returns the state machine ARN of the child executions of a Distributed Map. */
    static String childMachine(String machineArn, String label) {
        return prefix(machineArn, MACHINE) + machineName(machineArn) + "/" + label;
    }

    private static String prefix(String machineArn, String kind) {
        return machineArn.substring(0, machineArn.indexOf(MACHINE)) + kind;
    }
}
