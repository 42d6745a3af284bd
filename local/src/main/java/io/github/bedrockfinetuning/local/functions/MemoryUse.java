package io.github.bedrockfinetuning.local.functions;

/**
 * The memory use of a function's processes.
 *
 * @param function the name of the step
 * @param memoryMiB the memory size in the template
 * @param heapMiB the maximum heap size of the JVM
 * @param peakMiB the peak resident set size of a process, including code and libraries
 * @param processes the number of processes that were started
 */
public record MemoryUse(String function, int memoryMiB, int heapMiB, int peakMiB, int processes, int invocations) {}
