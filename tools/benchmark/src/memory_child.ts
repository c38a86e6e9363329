// The process that `bench` starts for each memory job: node memory_child.js <job> <calls>.
import { measureMemory } from './memory.ts'

const [name = '', calls = '0'] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await measureMemory(name, Number(calls))))
