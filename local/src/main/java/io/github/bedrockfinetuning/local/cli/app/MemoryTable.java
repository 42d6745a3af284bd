package io.github.bedrockfinetuning.local.cli.app;

import io.github.bedrockfinetuning.local.functions.MemoryUse;
import java.io.PrintWriter;
import java.util.List;

/** Prints the memory that the processes of each function used, and the memory size that the stack configures. */
final class MemoryTable {
    private MemoryTable() {}

    static void print(List<MemoryUse> functions, PrintWriter err) {
        err.println();
        err.printf(
                "  %-16s %12s %10s %10s %10s %12s%n",
                "memory in MiB", "configured", "heap", "peak RSS", "processes", "invocations");
        for (MemoryUse use : functions) {
            err.printf(
                    "  %-16s %12d %10d %10d %10d %12d%n",
                    use.function(), use.memoryMiB(), use.heapMiB(), use.peakMiB(), use.processes(), use.invocations());
        }
        err.flush();
    }
}
