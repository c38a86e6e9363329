// Writes what the long form came to as a table: results.md beside this file.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'

const at = (name) => new URL(name, import.meta.url)
const lines = readFileSync(at('report/outcomes.jsonl'), 'utf8').trim().split('\n')
rmSync(at('report/outcomes.jsonl'))
const outcomes = lines
  .map((line) => JSON.parse(line))
  .sort((one, other) => one.sdk.localeCompare(other.sdk) || one.scenario.localeCompare(other.scenario))
const rows = outcomes.map(
  ({ sdk, scenario, lives, fetches, failedFetches, accepted, refused, faults }) =>
    `| ${[sdk, scenario, lives, fetches, failedFetches, accepted, refused, faults.join('; ') || 'none'].join(' | ')} |`,
)
const broken = outcomes.filter(({ faults }) => faults.length > 0).length
writeFileSync(
  at('results.md'),
  `# The long form, as it was last run

${outcomes.length} runs, ${broken} with a broken promise. Node ${process.versions.node}.

| client | scenario | lives | tokens fetched | failed tries | tokens taken | refused | broken promises |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`,
)
