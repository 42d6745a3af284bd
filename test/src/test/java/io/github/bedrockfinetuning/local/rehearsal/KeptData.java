package io.github.bedrockfinetuning.local.rehearsal;

import io.github.bedrockfinetuning.local.aws.s3.Bucket;
import io.github.bedrockfinetuning.local.aws.s3.ObjectVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Checks condition D in the buckets: uploads are unchanged, and all other objects are written only once. */
final class KeptData {
    private final DeployedStack stack;
    private final List<String> violations = new ArrayList<>();

    private KeptData(DeployedStack stack) {
        this.stack = stack;
    }

    /**
     * Returns the violations.
     *
     * @param uploaded the uploaded objects by key
     * @param uploads the number of uploads of the last object, which starts a run
     */
    static List<String> violations(DeployedStack stack, Map<String, byte[]> uploaded, int uploads) throws IOException {
        KeptData kept = new KeptData(stack);
        Bucket datasets = stack.aws().s3().bucket(stack.datasets());
        Bucket results = stack.aws().s3().bucket(stack.results());
        for (Map.Entry<String, byte[]> object : uploaded.entrySet()) {
            int times = object.getKey().endsWith("/run.json") ? uploads : 1;
            kept.unchanged(object.getKey(), datasets.versions(object.getKey()), object.getValue(), times);
        }
        kept.once(datasets, "staged/");
        kept.once(results, "answers/");
        kept.once(results, "status.json");
        kept.once(results, "run.json");
        return kept.violations;
    }

    private void unchanged(String key, List<ObjectVersion> versions, byte[] bytes, int times) throws IOException {
        boolean same = versions.size() == times;
        for (ObjectVersion version : versions) {
            same &= same(version, bytes);
        }
        if (!same) {
            violations.add("D: " + key + " is not as it was uploaded");
        }
    }

    private void once(Bucket bucket, String part) {
        for (String key : bucket.keys()) {
            boolean written = key.contains(part) && !key.startsWith("inbox/");
            if (written && bucket.versions(key).size() != 1) {
                violations.add("D: " + key + " was written more than once");
            }
        }
    }

    private static boolean same(ObjectVersion version, byte[] bytes) throws IOException {
        try (InputStream in = version.content().open()) {
            return !version.deleteMarker() && Arrays.equals(in.readAllBytes(), bytes);
        }
    }
}
