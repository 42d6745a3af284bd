package io.github.bedrockfinetuning.local.aws.bedrock;

/** @param key the object key; empty, or a prefix that ends with a slash, for a folder */
record S3Uri(String bucket, String key) {
    static S3Uri of(String uri) {
        String path = uri.substring("s3://".length());
        int slash = path.indexOf('/');
        return slash < 0 ? new S3Uri(path, "") : new S3Uri(path.substring(0, slash), path.substring(slash + 1));
    }

    /** Returns the key of an object with this prefix. */
    String below(String name) {
        return key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name;
    }
}
