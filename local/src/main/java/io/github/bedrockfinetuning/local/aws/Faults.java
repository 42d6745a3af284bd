package io.github.bedrockfinetuning.local.aws;

import io.github.bedrockfinetuning.local.aws.wire.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults to inject. The first planned fault that applies to a request is injected. */
public final class Faults {
    private final List<Planned> plan = new CopyOnWriteArrayList<>();
    private volatile Duration lateness = Duration.ofMinutes(1);

    /** A planned fault, with the number of remaining injections and the number of completed injections. */
    public static final class Planned {
        private final Predicate<Call> calls;
        private final Fault fault;
        private final AtomicLong left;
        private final AtomicLong struck = new AtomicLong();

        private Planned(Predicate<Call> calls, Fault fault, long times) {
            this.calls = calls;
            this.fault = fault;
            this.left = new AtomicLong(times);
        }

        Fault fault() {
            return fault;
        }

        public long struck() {
            return struck.get();
        }

        private boolean strikes(Call call) {
            if (!calls.test(call) || left.getAndUpdate(times -> Math.max(0, times - 1)) == 0) {
                return false;
            }
            struck.incrementAndGet();
            return true;
        }
    }

    /**
     * Plans a fault for the first {@code times} requests that a role makes for an operation.
     *
     * @param role the access key ID of the caller; null for all roles
     * @param operation the operation; null for all operations
     * @param times the number of requests; {@link Long#MAX_VALUE} for all requests
     */
    public Planned add(@Nullable String role, @Nullable String operation, Fault fault, long times) {
        return add(
                call -> (role == null || role.equals(call.role()))
                        && (operation == null || operation.equals(call.operation())),
                fault,
                times);
    }

    public Planned add(Predicate<Call> calls, Fault fault, long times) {
        Planned planned = new Planned(calls, fault, times);
        plan.add(planned);
        return planned;
    }

    public void remove(Planned planned) {
        plan.remove(planned);
    }

    /** Sets the delay after which a {@link Fault#LATE} request takes effect. The default is one minute. */
    public void lateness(Duration delay) {
        lateness = delay;
    }

    Duration lateness() {
        return lateness;
    }

    /** Returns the planned fault for a request, and counts it as injected. */
    Optional<Planned> strike(Call call) {
        return plan.stream().filter(planned -> planned.strikes(call)).findFirst();
    }
}
