import type { Command, Option } from 'commander'
import { AGAIN } from './flag_values.ts'

/** Whether a flag may be given again: its help says so. */
export function isRepeatable(option: Option): boolean {
  return option.variadic || option.description.includes(AGAIN)
}

/**
 * Refuses what an argument parser takes: a flag that is given twice, of which only the last would count; one whose value is
 * empty, as a variable that was never set; and one whose value is left out, so that the next flag would be taken for it.
 */
export function holdFlags(program: Command, args: readonly string[]): void {
  for (const command of [program, ...program.commands])
    for (const option of command.options) {
      let isGiven = false
      const refuse = (problem: string) => command.error(`error: ${option.long} ${problem}`)
      command.on(`option:${option.name()}`, (value: string | null) => {
        if (isGiven && !isRepeatable(option)) refuse('is given twice')
        isGiven = true
        if (value === '') refuse('must be a non-empty string, got an empty string')
        const isFlag =
          value?.startsWith('--') && args.some((arg, at) => arg === option.long && args[at + 1] === value)
        if (isFlag) refuse(`must have a value, got ${value}, which is a flag`)
      })
    }
}
