package io.github.bedrockfinetuning.unstarted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bedrockfinetuning.contract.Prefixes;
import io.github.bedrockfinetuning.ending.Notifications;
import io.github.bedrockfinetuning.run.Json;
import io.github.bedrockfinetuning.run.Platform;
import io.github.bedrockfinetuning.run.Run;
import io.github.bedrockfinetuning.run.Store;
import io.github.bedrockfinetuning.text.Sha256;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Explains why an upload did not start a run, with an object under {@code not-started/} in the results bucket, and
 * with a notification that contains the S3 URI of the object but no names of files or datasets.
 *
 * <p>The number of responses does not grow with the number of uploads: there is one per dataset folder, problem and day
 * (UTC), and at most {@value #MOST_NOTIFICATIONS} notifications per day. The results bucket has no objects under
 * {@code inbox/}, so a response never causes another one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge event message
 *     structure</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
public final class UploadResponses {
    /** The maximum number of notifications per day (UTC). */
    static final int MOST_NOTIFICATIONS = 20;

    private static final int REMEMBERED = 1_000;

    private final Platform platform;
    private final Store store;
    /**
     * The keys of the most recent responses from this function instance, so that repeated problems require no
     * requests.
     */
    private final Set<String> given = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    public UploadResponses(Platform platform) {
        this.platform = platform;
        this.store = new Store(platform);
    }

    /**
     * Responds to an upload. If sending the notification fails, the same event can be processed again.
     *
     * @param event the event of the upload
     */
    public void respond(UnstartedUpload upload, JsonNode event) {
        String day = day(event);
        String prefix = Prefixes.NOT_STARTED + day + "/" + (upload.problem().notified() ? "upload-" : "folder-");
        String response = prefix + Sha256.hex(upload.problem().name() + "\n" + upload.folder(), 8) + ".json";
        if (given.contains(response)) {
            return;
        }
        ObjectNode document = document(upload, event);
        boolean first = store.putOnce(store.results(), response, Json.pretty(document), Run.JSON);
        if (upload.problem().notified() && (first || sameUpload(response, document))) {
            notify(upload, prefix, response);
        }
        given.add(response);
    }

    private static String day(JsonNode event) {
        // The time of the event, not of its processing: a repeated event belongs to the same day.
        String time = event.path("time").asText();
        return LocalDate.ofInstant(Instant.parse(time), ZoneOffset.UTC).toString();
    }

    private static ObjectNode document(UnstartedUpload upload, JsonNode event) {
        JsonNode detail = event.path("detail");
        return Json.object()
                .put("bucket", detail.at("/bucket/name").asText())
                .put("key", detail.at("/object/key").asText())
                .put("versionId", detail.at("/object/version-id").asText(null))
                .put("uploadedAt", event.path("time").asText())
                .put("problem", upload.problem().name())
                .put("reason", upload.problem().summary())
                .put("nextStep", upload.nextStep())
                .put(
                        "note",
                        "Further uploads on this day (UTC) to the same folder with the same problem are not listed.");
    }

    /** Returns whether an earlier attempt to process the same event wrote the response. */
    private boolean sameUpload(String response, ObjectNode document) {
        return Json.read(store.read(store.results(), response)).equals(document);
    }

    private void notify(UnstartedUpload upload, String prefix, String response) {
        int today = store.keys(store.results(), prefix, null, MOST_NOTIFICATIONS + 1)
                .size();
        if (today <= MOST_NOTIFICATIONS) {
            new Notifications(platform)
                    .publish(Notifications.notStarted(
                            upload.problem().summary(),
                            "s3://" + store.results() + "/" + response,
                            today == MOST_NOTIFICATIONS));
        }
    }
}
