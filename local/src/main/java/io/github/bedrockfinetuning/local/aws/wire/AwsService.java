package io.github.bedrockfinetuning.local.aws.wire;

import java.util.List;

/** A simulated service. All methods are thread-safe. */
public interface AwsService {
    /** Returns the name of the service in the credential scope of signatures. */
    String signingName();

    /**
     * Parses a request.
     *
     * @throws AwsError if the operation is unknown, or if the request cannot be read
     */
    Call recognise(AwsRequest request, String role);

    /** Returns the permissions that a request requires. */
    default List<Need> needs(Call call) {
        return List.of(Need.of(signingName() + ":" + call.operation(), call.resource()));
    }

    /**
     * Processes a request.
     *
     * @throws AwsError if the service would reject the request
     */
    AwsResponse perform(Call call);

    /** Converts an error to a response in the protocol of the service. */
    AwsResponse refusal(AwsError error);

    /** Returns the throttling error of the service. */
    default AwsError throttled() {
        return new AwsError("ThrottlingException", 429, "Too many requests, please wait before trying again.");
    }

    /** Returns the error that the service reports if a permission is missing. */
    default AwsError accessDenied(Call call) {
        return new AwsError(
                "AccessDeniedException",
                403,
                "User: " + call.role() + " is not authorized to perform: " + call.service() + ":" + call.operation()
                        + " on resource: " + call.resource()
                        + " because no identity-based policy allows the " + call.service() + ":" + call.operation()
                        + " action");
    }

    /** Returns the internal error of the service. */
    default AwsError internalError() {
        return new AwsError(
                "InternalServerException", 500, "The system encountered an unexpected error during processing.");
    }
}
