package io.github.bedrockfinetuning.local.openings;

/**
 * A part of a template that could not be read. It might contain openings.
 *
 * @param place the resource, as {@code stack/logical id}, or the section of the template
 * @param type the CloudFormation type of the resource; empty for a section
 * @param why the reason
 */
public record Unread(String place, String type, String why) {}
