package io.github.bedrockfinetuning.local.aws.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bucket with the versions of its objects. The newest version is first, and keys are in the order in which S3 lists
 * them.
 */
public final class Bucket {
    /**
     * The order of keys in S3. S3 sorts keys by UTF-8 bytes, which is the order of code points. The order of Java
     * strings differs.
     */
    static final Comparator<String> KEY_ORDER = Bucket::compare;

    private final String name;
    private volatile BucketSettings settings;
    private final NavigableMap<String, List<ObjectVersion>> objects = new TreeMap<>(KEY_ORDER);
    private long sequence;

    Bucket(String name, BucketSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    public String name() {
        return name;
    }

    public BucketSettings settings() {
        return settings;
    }

    void configure(BucketSettings other) {
        settings = other;
    }

    /** Returns the newest version, or an empty Optional if it is a delete marker. */
    public synchronized Optional<ObjectVersion> current(String key) {
        return newest(key).filter(version -> !version.deleteMarker());
    }

    synchronized Optional<ObjectVersion> newest(String key) {
        return Optional.ofNullable(objects.get(key)).map(versions -> versions.get(0));
    }

    public synchronized Optional<ObjectVersion> version(String key, String versionId) {
        return versions(key).stream()
                .filter(version -> version.versionId().equals(versionId))
                .findFirst();
    }

    public synchronized List<ObjectVersion> versions(String key) {
        return List.copyOf(objects.getOrDefault(key, List.of()));
    }

    /** Returns the keys with a current version, in order. */
    public synchronized List<String> keys() {
        return objects.values().stream()
                .map(versions -> versions.get(0))
                .filter(version -> !version.deleteMarker())
                .map(ObjectVersion::key)
                .toList();
    }

    /** Returns the current objects in order, starting at the specified key. */
    synchronized List<ObjectVersion> currentFrom(String key, boolean inclusive) {
        return objects.tailMap(key, inclusive).values().stream()
                .map(versions -> versions.get(0))
                .filter(version -> !version.deleteMarker())
                .toList();
    }

    /** Adds a version. Without versioning, it replaces the existing version. */
    synchronized void add(ObjectVersion version) {
        List<ObjectVersion> versions = objects.computeIfAbsent(version.key(), k -> new ArrayList<>());
        if (!settings.versioned()) {
            versions.clear();
        }
        versions.add(0, version);
    }

    /** Deletes a version permanently. */
    synchronized void remove(String key, String versionId) {
        List<ObjectVersion> versions = objects.getOrDefault(key, new ArrayList<>());
        versions.removeIf(version -> version.versionId().equals(versionId));
        if (versions.isEmpty()) {
            objects.remove(key);
        }
    }

    synchronized long next() {
        return ++sequence;
    }

    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int x = a.codePointAt(i);
            int y = b.codePointAt(j);
            if (x != y) {
                return Integer.compare(x, y);
            }
            i += Character.charCount(x);
            j += Character.charCount(y);
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }
}
