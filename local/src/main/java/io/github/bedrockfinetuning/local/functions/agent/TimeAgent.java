package io.github.bedrockfinetuning.local.functions.agent;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the handlers and the deadline that Lambda's runtime client tells them follow the rehearsal's clock: their calls of
 * three JDK methods go to {@link HandlerClock}. Everything else in the process, the AWS SDK included, keeps real time. The
 * deployed code is not touched: a class is changed as it is loaded.
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

    /** The rehearsal holds the other end of standard input, and lets go of it however it ends. */
    private static void endWithTheRehearsal() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent.
            }
        } catch (IOException gone) {
            // As well.
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
