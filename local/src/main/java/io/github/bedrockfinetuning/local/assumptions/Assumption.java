package io.github.bedrockfinetuning.local.assumptions;

import io.github.bedrockfinetuning.local.prove.Question;
import java.util.List;

/**
 * One behavior of AWS that this software relies on.
 *
 * @param id never changes
 * @param behavior what AWS does, in one sentence
 * @param about the operations ({@code bedrock:GetFoundationModel}) and resource types ({@code AWS::KMS::Key}) that it is
 *     about
 * @param reliedOnBy simple names of classes of the steps, constructs and commands
 * @param simulatedBy simple names of classes of the local AWS; empty if nothing has to be simulated
 * @param tests as {@code ClassTest.method}, behind packages where two classes share a name
 */
public record Assumption(
        String id,
        String behavior,
        Source source,
        List<String> about,
        List<String> reliedOnBy,
        List<String> simulatedBy,
        List<String> tests,
        Showing showing) {

    /** A page of AWS's documentation says so. */
    static Draft documented(String id, String page, String behavior) {
        return new Draft(id, behavior, new Source(Confidence.DOCUMENTED, "https://docs.aws.amazon.com/" + page));
    }

    /** The API model says so. */
    static Draft modeled(String id, String api, String behavior) {
        return new Draft(id, behavior, new Source(Confidence.DOCUMENTED, "API model, " + api));
    }

    static Draft reported(String id, String source, String behavior) {
        return new Draft(id, behavior, new Source(Confidence.REPORTED, source));
    }

    static Draft inferred(String id, String from, String behavior) {
        return new Draft(id, behavior, new Source(Confidence.INFERRED, from));
    }

    static Draft unknown(String id, String behavior) {
        return new Draft(id, behavior, new Source(Confidence.UNKNOWN, "not documented"));
    }

    /** An assumption in the making. */
    static final class Draft {
        private final String id;
        private final String behavior;
        private final Source source;
        private List<String> about = List.of();
        private List<String> reliedOnBy = List.of();
        private List<String> simulatedBy = List.of();
        private List<String> tests = List.of();

        private Draft(String id, String behavior, Source source) {
            this.id = id;
            this.behavior = behavior;
            this.source = source;
        }

        Draft about(String... operationsAndResourceTypes) {
            about = List.of(operationsAndResourceTypes);
            return this;
        }

        Draft reliedOnBy(String... classes) {
            reliedOnBy = List.of(classes);
            return this;
        }

        Draft simulatedBy(String... classes) {
            simulatedBy = List.of(classes);
            return this;
        }

        Draft heldBy(String... names) {
            tests = List.of(names);
            return this;
        }

        Assumption shownBy(Question experiment) {
            return assumption(Showing.by(experiment));
        }

        Assumption notShown(String reason) {
            return assumption(Showing.none(reason));
        }

        private Assumption assumption(Showing showing) {
            return new Assumption(id, behavior, source, about, reliedOnBy, simulatedBy, tests, showing);
        }
    }
}
