import { CHROMIUM } from './chromium.ts'
import { BUN, DENO, NODES } from './processes.ts'
import type { Runtime } from './runtime.ts'
import { WORKERD } from './workerd.ts'

/** Every runtime the packages are for. */
export const RUNTIMES: readonly Runtime[] = [...NODES, BUN, DENO, WORKERD, CHROMIUM]
