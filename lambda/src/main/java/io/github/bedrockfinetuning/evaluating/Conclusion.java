package io.github.bedrockfinetuning.evaluating;

import io.github.bedrockfinetuning.contract.EnvironmentVariables;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.contract.Verdict;
import io.github.bedrockfinetuning.report.ReportContext.Decision;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunRecord;
import java.util.Map;
import java.util.regex.Pattern;

/** Describes the decision about a run's model, and the next step, in sentences. */
final class Conclusion {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]+");
    /** The suffix of a workflow's tag, which follows the name of its stack. */
    private static final Pattern ADDRESS = Pattern.compile("-[0-9a-f]{8}$");

    private static final String STACK = "FineTuning";

    private final Run run;
    private final RunRecord record;
    private final Gate gate;
    private final Verdict verdict;
    private final boolean base;

    /** @param verdict the verdict against the base model */
    Conclusion(Run run, RunRecord record, Gate gate, Verdict verdict, Map<String, String> absent) {
        this.run = run;
        this.record = record;
        this.gate = gate;
        this.verdict = verdict;
        this.base = !absent.containsKey(SystemRole.BASE.id());
    }

    Decision decision() {
        if (run.platform().variable(EnvironmentVariables.FT_NOTICE).isPresent()) {
            return rehearsed();
        }
        if (!base) {
            return decided(
                    "Fix the problem that prevented the base model from answering, and upload the dataset " + "again:",
                    command("submit FILE_OR_FOLDER"));
        }
        if (promotes()) {
            return decided(
                    "No action is needed. To return to the previous model:",
                    command("rollback " + quoted(record.dataset())));
        }
        if (verdict != Verdict.BETTER) {
            return decided(
                    "Improve the dataset as described in the report under \u201CWhat to improve in the data next\u201D, and"
                            + " upload it again:",
                    command("submit FILE_OR_FOLDER"));
        }
        return gate.passes()
                ? decided(
                        "Read the sample answers. If they are good enough, promote the model:",
                        command("promote " + run.id().value()))
                : decided(
                        "Improve the dataset, or relax the gate in run.json, and upload the dataset again:",
                        command("submit FILE_OR_FOLDER"));
    }

    /** Returns the decision for a rehearsal, whose model exists only on the user's machine. */
    private Decision rehearsed() {
        return verdict == Verdict.BETTER
                ? decided(
                        "This was a rehearsal. To fine-tune the model on Amazon Bedrock, upload the dataset:",
                        command("submit FILE_OR_FOLDER"))
                : decided(
                        "This was a rehearsal. Improve the dataset and rehearse again, or upload it if the task is one that"
                                + " the local models cannot learn:",
                        command("submit FILE_OR_FOLDER"));
    }

    private boolean promotes() {
        return record.settings().promote() && gate.passes();
    }

    private Decision decided(String nextStep, String command) {
        return new Decision(text(), nextStep, command);
    }

    private String text() {
        if (promotes()) {
            return "Promoted: the model passed its gate, so the run points the stable name to it.";
        }
        String obstacles = String.join(", and ", gate.obstacles());
        if (record.settings().promote()) {
            return "Not promoted, because " + obstacles + ".";
        }
        return "Not promoted, because promotion is not enabled in run.json."
                + (gate.passes()
                        ? " The model would pass its gate."
                        : " It would not pass its gate, because " + obstacles + ".");
    }

    /** Returns a command that specifies the run's stack unless the stack has the default name. */
    private String command(String arguments) {
        String stack = ADDRESS.matcher(record.stack()).replaceFirst("");
        return "./fine-tune " + arguments + (stack.equals(STACK) ? "" : " --stack " + quoted(stack));
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
