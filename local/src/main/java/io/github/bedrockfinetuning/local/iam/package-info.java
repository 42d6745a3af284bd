/**
 * IAM's evaluation of policies on one machine: who may do what to which resource, and by which statement.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
@NullMarked
package io.github.bedrockfinetuning.local.iam;

import org.jspecify.annotations.NullMarked;
