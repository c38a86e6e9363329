#!/usr/bin/env node
// `pnpm simulate:resolver`: the key resolver under attack and at a cold start, as SECURITY.md has it.
import { atOnce, attack, type Load } from './key_resolver.ts'

const LOADS: Readonly<Record<string, () => Promise<Load>>> = {
  'made-up ids, a new key beside them': () => attack((step) => `SKx${step}`),
  'the same, a known key beside them': () => attack((step) => `SKx${step}`, { warm: true }),
  'each made-up id twice': () => attack((step) => `SKx${Math.floor(step / 2)}`),
  'each made-up id 20 times': () => attack((step) => `SKx${Math.floor(step / 20)}`),
  'a pool of 30 made-up ids, over and over': () => attack((step) => `SKx${step % 30}`),
  '3,000 made-up ids at once': () => atOnce(3000, false),
  'cold start, 100 tenants at once': () => atOnce(100, true),
  'cold start, 1,000 tenants at once': () => atOnce(1000, true),
}

for (const [name, load] of Object.entries(LOADS)) {
  const { accepted, of, asked } = await load()
  console.log(`${name.padEnd(42)} ${`${accepted} of ${of}`.padStart(14)} accepted, asked ${asked} times`)
}
