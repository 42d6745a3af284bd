package io.github.bedrockfinetuning.local.openings;

/**
 * A part of a template that could not be read, so its openings are unknown.
 *
 * @param place the resource, as {@code stack/logical id}, or the section of the template
 * @param type the resource's CloudFormation type, or empty
 * @param why the reason
 */
public record Unread(String place, String type, String why) {}
