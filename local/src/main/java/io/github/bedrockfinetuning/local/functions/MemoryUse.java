package io.github.bedrockfinetuning.local.functions;

/**
 * What memory one function's processes used.
 *
 * @param function the step
 * @param memoryMiB what the template gives the function
 * @param heapMiB the share of it that its JVM may use as heap
 * @param peakMiB the most that one of its processes held at any time, code and libraries included (the resident set)
 * @param processes how many were started
 */
public record MemoryUse(String function, int memoryMiB, int heapMiB, int peakMiB, int processes, int invocations) {}
