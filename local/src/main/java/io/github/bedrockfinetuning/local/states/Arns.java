package io.github.bedrockfinetuning.local.states;

/** The ARNs that Step Functions derives from a state machine's. */
final class Arns {
    private static final String MACHINE = ":stateMachine:";

    private Arns() {}

    /** @throws StatesException InvalidArn if it is not a state machine's */
    static void checkMachine(String arn) {
        if (!arn.matches("arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+(:[^:]+)?")) {
            throw new StatesException("InvalidArn", "Invalid Arn: '" + arn + "' is not a state machine's");
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

    /** What stands for the machine of a Distributed Map's children. */
    static String childMachine(String machineArn, String label) {
        return prefix(machineArn, MACHINE) + machineName(machineArn) + "/" + label;
    }

    private static String prefix(String machineArn, String kind) {
        return machineArn.substring(0, machineArn.indexOf(MACHINE)) + kind;
    }
}
