/**
 * Evaluates IAM policies locally: which principals can perform which actions on which resources, and which statements
 * determine the result.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
@NullMarked
package io.github.bedrockfinetuning.local.iam;

import org.jspecify.annotations.NullMarked;
