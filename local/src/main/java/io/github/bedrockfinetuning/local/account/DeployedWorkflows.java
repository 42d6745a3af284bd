package io.github.bedrockfinetuning.local.account;

import io.github.bedrockfinetuning.contract.ParameterPaths;
import io.github.bedrockfinetuning.contract.WorkflowDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * The workflows in the user's account and Region, as described by their descriptors. A workflow that is specified by
 * its tag is found with {@code ssm:GetParameter} on its descriptor. Otherwise, all descriptors are listed, which
 * requires {@code ssm:GetParametersByPath} on {@link ParameterPaths#DESCRIPTORS}.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html">
 *     GetParametersByPath</a>
 */
public final class DeployedWorkflows {
    private final SsmClient ssm;
    private final String region;

    public DeployedWorkflows(AccountClients clients) {
        ssm = clients.aws().ssm();
        region = clients.region();
    }

    /**
     * Finds a workflow.
     *
     * @throws IllegalArgumentException if there is no such workflow, or several match
     */
    public WorkflowDescriptor require(WorkflowChoice choice) {
        return find(choice)
                .orElseThrow(() -> new IllegalArgumentException("There is no fine-tuning workflow" + choice.inWords()
                        + " in this account in " + region + ". " + (choice.isSpecified() ? others() : missing())));
    }

    /**
     * Finds a workflow.
     *
     * @return empty if there is no such workflow
     * @throws IllegalArgumentException if several match; the message lists them
     */
    public Optional<WorkflowDescriptor> find(WorkflowChoice choice) {
        if (choice.tag().isPresent()) {
            return read(choice.tag().get()).filter(choice::matches);
        }
        List<WorkflowDescriptor> matching =
                list().stream().filter(choice::matches).toList();
        if (matching.size() > 1) {
            throw new IllegalArgumentException("There are " + matching.size() + " fine-tuning workflows"
                    + choice.inWords() + " in this account in " + region
                    + ". Specify one with --workflow, by its path or its tag: " + inWords(matching) + ".");
        }
        return matching.stream().findFirst();
    }

    private Optional<WorkflowDescriptor> read(String tag) {
        try {
            return Optional.of(WorkflowDescriptor.read(ssm.getParameter(r -> r.name(ParameterPaths.descriptor(tag)))
                    .parameter()
                    .value()));
        } catch (ParameterNotFoundException e) {
            return Optional.empty();
        }
    }

    private List<WorkflowDescriptor> list() {
        try {
            List<WorkflowDescriptor> descriptors = new ArrayList<>();
            ssm.getParametersByPathPaginator(r -> r.path(ParameterPaths.DESCRIPTORS)).stream()
                    .flatMap(page -> page.parameters().stream())
                    .map(Parameter::value)
                    .map(WorkflowDescriptor::read)
                    .forEach(descriptors::add);
            return descriptors;
        } catch (SsmException e) {
            if (RefusalInterceptor.denied(e)) {
                throw new UnlistedWorkflows(e);
            }
            throw e;
        }
    }

    /** Lists the workflows for a user who specified one that does not exist. */
    private String others() {
        List<WorkflowDescriptor> all;
        try {
            all = list();
        } catch (UnlistedWorkflows e) {
            return "Check the tag, AWS_REGION and AWS_PROFILE.";
        }
        return all.isEmpty() ? missing() : "Specify one of these with --workflow: " + inWords(all) + ".";
    }

    private static String missing() {
        return "Deploy a stack that contains one, redeploy a stack that was created by an earlier "
                + "version, or select the Region and the account with AWS_REGION and AWS_PROFILE.";
    }

    private static String inWords(List<WorkflowDescriptor> descriptors) {
        return descriptors.stream()
                .map(WorkflowDescriptor::identity)
                .map(identity -> identity.path() + " (" + identity.tag() + ")")
                .collect(Collectors.joining(", "));
    }
}
