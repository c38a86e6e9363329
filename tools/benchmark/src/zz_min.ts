import { allSuites } from './suites.ts'
const [ids = '', names = 'ours, sync;ours, Jwt, sync;fast-jwt;bare floor', rounds = '40'] = process.argv.slice(2)
for (const suite of allSuites().filter(({ id }) => ids.split(',').includes(id))) {
  const inputs = suite.inputs()
  const contestants = suite.contestants.filter((c) => names.split(';').includes(c.name))
  const best: Record<string, number> = {}
  const n = Math.ceil(3e6 / (suite.claimBytes + 2000))
  for (let round = 0; round < Number(rounds); round++)
    for (const { name, run } of contestants) {
      const t = performance.now()
      for (let i = 0; i < n; i++) { const r = run(inputs[i % inputs.length] as string); if (r instanceof Promise) await r }
      best[name] = Math.min(best[name] ?? 1e9, ((performance.now() - t) / n) * 1e3)
    }
  const fj = best['fast-jwt'] ?? Number.NaN
  console.log(suite.id.padEnd(20), Object.entries(best).map(([k, v]) => `${k} ${v.toFixed(2)} (${(fj / v).toFixed(2)}x)`).join('  '))
}
