package io.github.bedrockfinetuning.local.aws;

import io.github.bedrockfinetuning.local.aws.authorization.Authorizations;
import io.github.bedrockfinetuning.local.aws.wire.AwsChunked;
import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsRequest;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.AwsService;
import io.github.bedrockfinetuning.local.aws.wire.Call;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import io.github.bedrockfinetuning.local.aws.wire.Json;
import io.github.bedrockfinetuning.local.aws.wire.Spool;
import io.github.bedrockfinetuning.local.time.VirtualClock;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Routes each request to its service, injects faults, and records every call. */
final class Dispatcher {
    private final VirtualClock clock;
    private final String region;
    private final Map<String, AwsService> services = new LinkedHashMap<>();
    private final Faults faults;
    private final CallLog calls;
    private final Spool spool;
    private final Authorizations authorizations;

    Dispatcher(
            VirtualClock clock,
            String region,
            List<AwsService> services,
            Faults faults,
            CallLog calls,
            Spool spool,
            Authorizations authorizations) {
        this.clock = clock;
        this.region = region;
        services.forEach(service -> this.services.put(service.signingName(), service));
        this.faults = faults;
        this.calls = calls;
        this.spool = spool;
        this.authorizations = authorizations;
    }

    AwsResponse handle(AwsRequest raw) {
        Optional<String> role = raw.accessKeyId();
        if (role.isEmpty()) {
            return plain(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        String name = raw.signingService().orElseThrow();
        AwsService service = services.get(name);
        if (service == null) {
            recordUnrecognised(raw, role.get(), "NotImplemented", 501);
            return plain(
                    501,
                    "NotImplemented",
                    "The local simulation does not support the service " + name + ". Supported services: "
                            + new TreeSet<>(services.keySet()) + ".");
        }
        Call call;
        try {
            String signed = raw.signingRegion().orElseThrow();
            if (!signed.equals(region)) {
                throw new AwsError(
                        "AuthorizationHeaderMalformed",
                        400,
                        "The authorization header is malformed; the region '" + signed + "' is wrong; expecting '"
                                + region + "'");
            }
            call = service.recognise(decoded(raw), role.get());
        } catch (AwsError error) {
            recordUnrecognised(raw, role.get(), error.code(), error.status());
            return service.refusal(error);
        }
        return faults.strike(call)
                .map(planned -> struck(service, call, planned.fault(), planned.struck()))
                .orElseGet(() -> perform(service, call, null));
    }

    /** Creates an error response in the protocol of the requested service. */
    AwsResponse refusal(AwsRequest request, AwsError error) {
        return request.signingService()
                .map(services::get)
                .map(service -> service.refusal(error))
                .orElseGet(() -> plain(error.status(), error.code(), error.getMessage()));
    }

    private AwsResponse struck(AwsService service, Call call, Fault fault, long strike) {
        return switch (fault) {
            case NOT_EXECUTED -> refuse(service, call, service.internalError(), fault);
            case THROTTLED -> refuse(service, call, service.throttled(), fault);
            case ACCESS_DENIED -> refuse(service, call, service.accessDenied(call), fault);
            case EXPIRED -> refuse(service, call, PassingErrors.expired(call), fault);
            case SKEWED -> refuse(service, call, PassingErrors.skewed(call), fault);
            case KEY_THROTTLED -> refuse(service, call, PassingErrors.keyThrottled(call), fault);
            case CONFLICT -> refuse(service, call, PassingErrors.conflict(call), fault);
            case UNREADY -> refuse(service, call, PassingErrors.unready(strike), fault);
            case CUT_OFF -> perform(service, call, fault).cutOff();
            case NO_MESSAGE -> withoutMessage(perform(service, call, fault));
            case LOST_ANSWER -> {
                perform(service, call, fault);
                yield AwsResponse.LOST;
            }
            case DUPLICATE -> {
                AwsResponse first = perform(service, call, fault);
                perform(service, call, fault);
                yield first;
            }
            case LATE -> {
                clock.after(faults.lateness(), () -> perform(service, call, fault));
                yield AwsResponse.LOST;
            }
        };
    }

    private static AwsResponse withoutMessage(AwsResponse answer) {
        return answer.status() == 200
                ? answer.withBody(Content.of("{\"output\":{},\"stopReason\":\"end_turn\"}"))
                : answer;
    }

    private AwsResponse perform(AwsService service, Call call, @Nullable Fault fault) {
        try {
            authorize(service, call);
            AwsResponse answer = service.perform(call);
            record(call, fault == null ? answer.status() : answered(fault, answer.status()), null, true, fault);
            return answer;
        } catch (AwsError error) {
            record(call, answered(fault, error.status()), error.code(), false, fault);
            return service.refusal(error);
        }
    }

    private void authorize(AwsService service, Call call) {
        if (authorizations.areAsked()) {
            authorizations.refusalOfCaller(call.role(), service.needs(call)).ifPresent(words -> {
                AwsError refusal = service.accessDenied(call);
                throw new AwsError(refusal.code(), refusal.status(), words);
            });
        }
    }

    private static int answered(@Nullable Fault fault, int status) {
        return fault == Fault.LOST_ANSWER || fault == Fault.LATE ? 0 : status;
    }

    private AwsResponse refuse(AwsService service, Call call, AwsError error, Fault fault) {
        record(call, error.status(), error.code(), false, fault);
        return service.refusal(error);
    }

    private void record(Call call, int status, @Nullable String error, boolean executed, @Nullable Fault fault) {
        calls.add(new CallRecord(
                clock.now(),
                call.role(),
                call.service(),
                call.operation(),
                call.resource(),
                call.input(),
                new CallRecord.Ending(status, error, executed, fault)));
    }

    private void recordUnrecognised(AwsRequest request, String role, String error, int status) {
        String operation = request.method() + " " + request.path();
        Call call = new Call(role, request.signingService().orElseThrow(), operation, "", Json.object(), request);
        record(call, status, error, false, null);
    }

    private AwsRequest decoded(AwsRequest raw) {
        if (!AwsChunked.encodes(raw)) {
            return raw;
        }
        try (AwsChunked chunked = new AwsChunked(raw.body().open())) {
            var body = spool.take(chunked);
            long declared = raw.header("x-amz-decoded-content-length")
                    .map(Long::parseLong)
                    .orElse(body.size());
            if (declared != body.size()) {
                throw new AwsError(
                        "IncompleteBody",
                        400,
                        "You did not provide the number of bytes specified by the x-amz-decoded-content-length header: "
                                + body.size() + " of " + declared);
            }
            return raw.withBody(body, chunked.trailers());
        } catch (IOException e) {
            throw new AwsError("IncompleteBody", 400, e.getMessage());
        }
    }

    private static AwsResponse plain(int status, String code, String message) {
        return AwsResponse.of(
                        status,
                        "application/json",
                        Json.object()
                                .put("__type", code)
                                .put("message", message)
                                .toString())
                .withHeader("x-amzn-ErrorType", code);
    }
}
