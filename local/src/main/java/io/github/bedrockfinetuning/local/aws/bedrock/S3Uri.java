package io.github.bedrockfinetuning.local.aws.bedrock;

/** @param key may be empty, or a prefix with a slash at its end */
record S3Uri(String bucket, String key) {
    static S3Uri of(String uri) {
        String path = uri.substring("s3://".length());
        int slash = path.indexOf('/');
        return slash < 0 ? new S3Uri(path, "") : new S3Uri(path.substring(0, slash), path.substring(slash + 1));
    }

    /** The key of an object below this prefix. */
    String below(String name) {
        return key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name;
    }
}
