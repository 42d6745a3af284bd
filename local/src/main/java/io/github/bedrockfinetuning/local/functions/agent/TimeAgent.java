package io.github.bedrockfinetuning.local.functions.agent;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the handlers use virtual time, including for the remaining time that the Lambda runtime interface client
 * reports to them. When a class is loaded, calls of three JDK methods are redirected to {@link HandlerClock}. The
 * deployed code does not change. All other code in the process, including the AWS SDK, uses real time.
 */
public final class TimeAgent implements ClassFileTransformer {
    private static final String STEPS = "io/github/bedrockfinetuning/";
    private static final String DEADLINE = "com/amazonaws/services/lambda/runtime/api/client/api/LambdaContext";
    private static final Map<String, Set<String>> REPLACED = Map.of(
            "java/time/Clock", Set.of("systemUTC"),
            "java/lang/System", Set.of("currentTimeMillis"),
            "java/lang/Thread", Set.of("sleep"));

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new TimeAgent());
        Thread watch = new Thread(TimeAgent::endWithTheRehearsal, "rehearsal-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Ends this process when its standard input is closed. This happens however the rehearsal ends. */
    private static void endWithTheRehearsal() {
        try {
            while (System.in.read() >= 0) {
                // The rehearsal never sends data.
            }
        } catch (IOException gone) {
            // The rehearsal has ended.
        }
        Runtime.getRuntime().halt(1);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        boolean ours = name != null && name.startsWith(STEPS) && loader != TimeAgent.class.getClassLoader();
        return ours || DEADLINE.equals(name)
                ? ConstantPool.redirected(
                        classFile, REPLACED, HandlerClock.class.getName().replace('.', '/'))
                : null;
    }
}
