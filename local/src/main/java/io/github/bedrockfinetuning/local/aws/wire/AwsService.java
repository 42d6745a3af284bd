package io.github.bedrockfinetuning.local.aws.wire;

import java.util.List;

/** A simulated service. All methods may be called from several threads. */
public interface AwsService {
    /** The name in the signature's credential scope. */
    String signingName();

    /**
     * Reads a request.
     *
     * @throws AwsError if the operation is not known, or the request cannot be read
     */
    Call recognise(AwsRequest request, String role);

    /** The permissions that a call requires. */
    default List<Need> needs(Call call) {
        return List.of(Need.of(signingName() + ":" + call.operation(), call.resource()));
    }

    /**
     * Performs a call.
     *
     * @throws AwsError if the service would refuse it
     */
    AwsResponse perform(Call call);

    /** Writes an error in the service's protocol. */
    AwsResponse refusal(AwsError error);

    /** The service's throttling error. */
    default AwsError throttled() {
        return new AwsError("ThrottlingException", 429, "Too many requests, please wait before trying again.");
    }

    /** The service's error for a missing permission. */
    default AwsError accessDenied(Call call) {
        return new AwsError(
                "AccessDeniedException",
                403,
                "User: " + call.role() + " is not authorized to perform: " + call.service() + ":" + call.operation()
                        + " on resource: " + call.resource()
                        + " because no identity-based policy allows the " + call.service() + ":" + call.operation()
                        + " action");
    }

    /** The service's internal error. */
    default AwsError internalError() {
        return new AwsError(
                "InternalServerException", 500, "The system encountered an unexpected error during processing.");
    }
}
