package io.github.bedrockfinetuning.evaluating;

import io.github.bedrockfinetuning.answering.Answers;
import io.github.bedrockfinetuning.answering.StagedQuestions;
import io.github.bedrockfinetuning.answers.Answer;
import io.github.bedrockfinetuning.answers.Spool;
import io.github.bedrockfinetuning.answers.StoredAnswers;
import io.github.bedrockfinetuning.contract.SystemRole;
import io.github.bedrockfinetuning.files.Workspace;
import io.github.bedrockfinetuning.run.PermanentFailure;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.RunId;
import io.github.bedrockfinetuning.run.RunRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answers from the previously promoted model to this run's questions. If the model is still in service, it is
 * invoked like the base model. If not, or if it has not answered everything, its answers to the same questions in its
 * own run are used.
 */
final class PromotedAnswers {
    private final Run run;
    private final RunRecord.Promoted promoted;
    private final Workspace workspace;
    private final Spool spool;

    PromotedAnswers(Run run, RunRecord.Promoted promoted, Workspace workspace, Spool spool) {
        this.run = run;
        this.promoted = promoted;
        this.workspace = workspace;
        this.spool = spool;
    }

    /**
     * Returns the answers by this run's record IDs, for the questions that were part of the promoted model's own run.
     */
    Map<String, Answer> recorded() throws IOException {
        Optional<RunId> id = RunId.find(promoted.runId());
        if (id.isEmpty()) {
            return Map.of();
        }
        Run before = new Run(run.platform(), id.get());
        Map<String, Answer> then = new Answers(before, SystemRole.TUNED.id()).all(new StoredAnswers(spool));
        Map<String, String> idThen = new HashMap<>();
        try {
            StagedQuestions.each(
                    before,
                    workspace.file("asked-before.jsonl"),
                    question -> idThen.put(StagedQuestions.print(question), question.id()));
        } catch (PermanentFailure gone) {
            // Staged files expire. Without them, the questions of the earlier run are unknown.
            return Map.of();
        }
        Map<String, Answer> answers = new LinkedHashMap<>();
        StagedQuestions.each(run, workspace.file("asked-now.jsonl"), question -> {
            Answer answer = then.get(idThen.get(StagedQuestions.print(question)));
            if (answer != null) {
                answers.put(
                        question.id(),
                        new Answer(
                                question.id(),
                                answer.text(),
                                answer.latencyMs(),
                                answer.inputTokens(),
                                answer.outputTokens(),
                                answer.failure()));
            }
        });
        return answers;
    }
}
