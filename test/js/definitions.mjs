// Checks state machines with asl-validator: a definition a JSON line in, the list of its faults a JSON line out.
import { createInterface } from 'node:readline';
import asl from 'asl-validator';

const validate = asl.default ?? asl;

for await (const line of createInterface({ input: process.stdin })) {
  const { errors } = validate(JSON.parse(line), { checkPaths: true, checkArn: true });
  console.log(JSON.stringify(errors.map((error) => [error['Error code'], error.Message].filter(Boolean).join(': '))));
}
