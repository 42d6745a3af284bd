// Runs state machines with aws-local-stepfunctions: a JSON line in, {machine, input, tasks}, gives a JSON line out.
// A task's outcomes are taken in turn by each of its inputs, the last one for good: {output}, {echo} or {error, cause}.
import { createInterface } from 'node:readline';

// Node 20 does not have it yet.
Promise.withResolvers ??= function () {
  const made = {};
  made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};
const { StateMachine } = await import('aws-local-stepfunctions');

const sorted = (value) =>
  JSON.stringify(value, (_, v) =>
    v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort()) : v,
  );

function names(scope, type) {
  return Object.entries(scope.States).flatMap(([name, state]) => [
    ...(state.Type === type || (type === 'Retry' && state.Retry) ? [name] : []),
    ...(state.Branches ?? []).flatMap((branch) => names(branch, type)),
    ...(state.ItemProcessor ? names(state.ItemProcessor, type) : []),
  ]);
}

function handler(outcomes) {
  const calls = new Map();
  return async (input) => {
    const key = sorted(input);
    const call = calls.get(key) ?? 0;
    calls.set(key, call + 1);
    const outcome = outcomes[Math.min(call, outcomes.length - 1)];
    if (outcome.error) {
      throw Object.assign(new Error(outcome.cause), { name: outcome.error });
    }
    return outcome.echo ? input : outcome.output;
  };
}

async function run({ machine, input, tasks }) {
  const entries = (list, value) => Object.fromEntries(list.map((name) => [name, value]));
  const execution = new StateMachine(machine, { validationOptions: { noValidate: true } }).run(input, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        Object.entries(tasks).map(([name, outcomes]) => [name, handler(outcomes)]),
      ),
      waitTimeOverrides: entries(names(machine, 'Wait'), 0),
      retryIntervalOverrides: entries(names(machine, 'Retry'), 0),
    },
  });
  try {
    return { output: await execution.result };
  } catch (failed) {
    const cause = failed.cause ?? failed;
    return { error: cause.name, cause: cause.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await run(JSON.parse(line))));
}
