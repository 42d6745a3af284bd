package io.github.bedrockfinetuning.local.aws;

import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Passes the SDK's requests to the local simulation as method calls, without sockets and in the caller's thread. */
final class DirectHttpClient implements SdkHttpClient {
    private final Function<AwsRequest, AwsResponse> handler;
    private final Spool spool;

    DirectHttpClient(Function<AwsRequest, AwsResponse> handler, Spool spool) {
        this.handler = handler;
        this.spool = spool;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request);
            }

            @Override
            public void abort() {
                // call() is synchronous, so there is nothing to abort.
            }
        };
    }

    @Override
    public String clientName() {
        return "LocalAws";
    }

    @Override
    public void close() {
        // Nothing to close.
    }

    private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest http = request.httpRequest();
        AwsResponse answer = handler.apply(AwsRequest.of(
                http.method().name(),
                http.encodedPath(),
                http.encodedQueryParameters().orElse(null),
                http.headers(),
                body(request)));
        if (answer.lost()) {
            throw new IOException("The connection was closed before a response arrived.");
        }
        SdkHttpFullResponse.Builder response = SdkHttpFullResponse.builder().statusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        HttpExecuteResponse.Builder result = HttpExecuteResponse.builder();
        if (answer.body().size() > 0 || !answer.headers().containsKey("Content-Length")) {
            response.putHeader("Content-Length", Long.toString(answer.body().size()));
            result.responseBody(AbortableInputStream.create(answer.body().open()));
        }
        return result.response(response.build()).build();
    }

    private Content body(HttpExecuteRequest request) throws IOException {
        ContentStreamProvider provider = request.contentStreamProvider().orElse(null);
        if (provider == null) {
            return Content.EMPTY;
        }
        try (InputStream in = provider.newStream()) {
            return spool.take(in);
        }
    }
}
