package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.catalogue.Model;
import io.github.bedrockfinetuning.catalogue.RecordFormatId;
import io.github.bedrockfinetuning.dataset.format.Examples;
import io.github.bedrockfinetuning.dataset.source.Source;
import io.github.bedrockfinetuning.local.aws.bedrock.ModelFactory;
import io.github.bedrockfinetuning.local.models.LocalJudge;
import io.github.bedrockfinetuning.local.models.LocalModel;
import io.github.bedrockfinetuning.local.models.LocalModels;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Models that are fast to train and to invoke. The trained model maps keywords to answers. */
final class KeywordModels implements ModelFactory {
    /** The model that acts as the judge. It prefers the answer that is more similar to the reference. */
    static final String JUDGE = "amazon.nova-lite-v1:0";

    private static final LocalModel JUDGING = LocalJudge.model();

    @Override
    public LocalModel foundation(Model model) {
        return model.id().startsWith(JUDGE) ? JUDGING : (system, turns, most) -> reply("unknown");
    }

    @Override
    public LocalModels.Trained train(
            Source training, Source validation, RecordFormatId format, Map<String, String> hyperparameters)
            throws IOException {
        Map<String, String> answers = new HashMap<>();
        Examples.read(
                training,
                format,
                example -> answers.put(keyword(example.question().get(0).text()), example.reference()));
        LocalModel model = (system, turns, most) ->
                reply(answers.getOrDefault(keyword(turns.get(turns.size() - 1).text()), "unknown"));
        return new LocalModels.Trained(model, List.of(), null);
    }

    private static String keyword(String question) {
        return question.strip().substring(question.strip().lastIndexOf(' ') + 1);
    }

    private static LocalModel.Reply reply(String text) {
        return new LocalModel.Reply(text, 20, 2, 300, LocalModel.END_TURN);
    }
}
