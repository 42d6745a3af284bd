package io.github.bedrockfinetuning.local.prove.experiments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrockfinetuning.catalogue.Catalogue;
import io.github.bedrockfinetuning.contract.RunStatus;
import io.github.bedrockfinetuning.local.prove.record.Question;
import io.github.bedrockfinetuning.run.Run;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Uploads a file that is not a dataset. The run must start and end with the status REJECTED. */
public final class RejectedFile implements Experiment {
    @Override
    public Optional<BigDecimal> cost(Bench bench) {
        return Optional.of(
                Catalogue.load().assumptions().get("workflowDollarsPerRun").amount());
    }

    @Override
    public Finding run(Bench bench) throws InterruptedException {
        Inbox inbox = new Inbox(bench);
        String key = inbox.folder().replaceFirst("/$", ".jsonl");
        var id = inbox.start(key, "This is not a record.\n".getBytes(StandardCharsets.UTF_8), Run.JSON_LINES);
        bench.ran(Question.REJECTED_FILE, id);
        FollowedRun run = new FollowedRun(bench, id);
        if (!run.started()) {
            return Finding.contradicted("No run started within 15 minutes after the upload.");
        }
        Optional<JsonNode> status = run.status(Duration.ofMinutes(30));
        run.recordOrder(Definition.of(bench.account()));
        String ended = status.map(told -> told.path("status").asText()).orElse("unknown");
        return Finding.of(ended.equals(RunStatus.REJECTED.name()), "The run ended with status " + ended + ".");
    }
}
