// Decides requests with @cloud-copilot/iam-simulate: one case a line on standard input, one verdict a line on standard output.
import { createValidatedPolicy } from '@cloud-copilot/iam-policy'
import readline from 'node:readline'
import { anonymousPrincipal, runUnsafeSimulation } from '@cloud-copilot/iam-simulate'

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { identity, boundary, resource, publicAccessBlocked, request } = JSON.parse(line)
  const verdict = runUnsafeSimulation({
    identityPolicies: identity.map((policy, i) => ({ name: `identity${i}`, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    permissionBoundaryPolicies: boundary ? [{ name: 'boundary', policy: boundary }] : undefined,
    resourcePolicy: resource ? createValidatedPolicy(resource, () => [], { name: 'resource' }) : undefined,
    additionalSettings: { s3: { blockPublicAccess: publicAccessBlocked } },
    request: {
      principal: request.principal ?? anonymousPrincipal,
      action: request.action,
      resource: { resource: request.resource, accountId: request.account },
      contextVariables: request.context,
    },
  }, {})
  console.log(verdict)
}
