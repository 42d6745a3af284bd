package io.github.bedrockfinetuning.local.aws.wire;

import java.util.List;

/** One service's stand-in. All methods may be called from several threads. */
public interface AwsService {
    /** The name in the signature's credential scope. */
    String signingName();

    /**
     * Reads a request.
     *
     * @throws AwsError if the operation is not known, or the request cannot be read
     */
    Call recognise(AwsRequest request, String role);

    /** The permissions that a call takes. */
    default List<Need> needs(Call call) {
        return List.of(Need.of(signingName() + ":" + call.operation(), call.resource()));
    }

    /**
     * Does what is asked.
     *
     * @throws AwsError if the service would refuse it
     */
    AwsResponse perform(Call call);

    /** Writes an error in the service's protocol. */
    AwsResponse refusal(AwsError error);

    /** The service's own error for too many calls. */
    default AwsError throttled() {
        return new AwsError("ThrottlingException", 429, "Too many requests, please wait before trying again.");
    }

    /** The service's own error for a missing permission. */
    default AwsError accessDenied(Call call) {
        return new AwsError(
                "AccessDeniedException",
                403,
                "User: " + call.role() + " is not authorized to perform: " + call.service() + ":" + call.operation()
                        + " on resource: " + call.resource()
                        + " because no identity-based policy allows the " + call.service() + ":" + call.operation()
                        + " action");
    }

    /** The service's own error for a failure on its side. */
    default AwsError internalError() {
        return new AwsError(
                "InternalServerException", 500, "The system encountered an unexpected error during processing.");
    }
}
