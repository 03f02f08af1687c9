import { parseArgs } from 'node:util';
import { createLab } from './lab.ts';
import { judge } from './judge.ts';

const { values } = parseArgs({
  options: { short: { type: 'boolean' }, kills: { type: 'string' }, seed: { type: 'string' } },
});
const kills = Number(values.kills ?? (values.short ? 60 : 360));
const seed = Number(values.seed ?? Date.now() % 1_000_000);

const lab = await createLab({ kills, seed });
await lab.run();
const verdict = await judge(lab);
for (const line of verdict.lines) process.stdout.write(`${line}\n`);
process.stdout.write(`${JSON.stringify({ passed: verdict.passed, failed: verdict.failed })}\n`);
if (verdict.failed === 0) await lab.remove();
process.exitCode = verdict.failed === 0 ? 0 : 1;
